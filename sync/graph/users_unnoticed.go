package graph

import (
	"bytes"
	"context"
	"net/url"
	"strconv"
	"strings"

	"licenseledger/store/ledger"
	"licenseledger/sync/rest"
)

// Changes do not tell of accounts that a role hides or shows again, nor of a
// property that is given to nobody any more. Two small calls beside them notice
// both, and then everything is read.

// count asks how many accounts there are; known is false where the service does
// not say, as that of a B2C tenant: then nothing is noticed by it. Its index is
// some minutes behind.
// https://learn.microsoft.com/graph/api/user-list#example-3-get-only-a-count-of-users
func (s *Users) count(ctx context.Context) (n int64, known bool, err error) {
	answer, err := s.tenant.client.Do(ctx, rest.Request{Op: "count users", URL: s.tenant.base + "/users/$count", Needs: usersNeed, Counts: true})
	if err != nil {
		return 0, false, ctx.Err()
	}
	n, err = strconv.ParseInt(string(bytes.TrimSpace(bytes.TrimPrefix(answer.Body, []byte("\ufeff")))), 10, 64)
	return n, err == nil && n > 0, nil
}

// A mark is where changes are told from and, before it, how many accounts there
// were; the number is left out where it is not known.
func markOf(link string, accounts int64) string {
	if accounts <= 0 {
		return link
	}
	return strconv.FormatInt(accounts, 10) + " " + link
}

func ofMark(mark string) (link string, accounts int64) {
	number, link, ok := strings.Cut(mark, " ")
	if !ok {
		return mark, 0
	}
	accounts, err := strconv.ParseInt(number, 10, 64)
	if err != nil {
		return link, 0
	}
	return link, accounts
}

// A few accounts more or fewer are no news: the index is behind, and whoever is
// told of in this round may be in it or not.
const countSlack, countSlackOf = 5, 1000

// comesOut tells whether so many accounts are there as there were, with those who
// came and left since.
func (r *round) comesOut(before, now int64) bool {
	came, left := r.moved()
	off := now - (before + came - left)
	return max(off, -off) <= countSlack+now/countSlackOf+came+left
}

// moved counts who was not listed before the round and is now, and the other way
// round.
func (r *round) moved() (came, left int64) {
	for owner, o := range r.said {
		switch is := len(o.Facts) > 0; {
		case is && !r.listed[owner]:
			came++
		case !is && r.listed[owner]:
			left++
		}
	}
	return came, left
}

// A property that so many accounts of a page had, and none of the page has, is not
// given any more.
const sampled, sampledAtLeast = 100, 10

// withheld names a property that is not given any more; "" for none. A page of
// accounts is enough to see it.
func (r *round) withheld(ctx context.Context) (string, error) {
	var got collection[extendedUser]
	query := url.Values{"$select": {"id," + r.users.tenant.costCenter.in(deltaFields)}, "$top": {strconv.Itoa(min(sampled, r.users.tenant.top))}}
	if _, err := r.users.tenant.client.JSON(ctx, rest.Request{Op: opChanges, URL: r.users.tenant.base + "/users?" + query.Encode(), Needs: usersNeed}, &got); err != nil {
		return "", err
	}
	if got.Value == nil {
		return "", ledger.Errorf(ledger.CodeInvalid, opChanges, "Microsoft's answer is not a list. Everything is read instead.")
	}
	now := map[string]ledger.User{}
	var owners []string
	for _, u := range *got.Value {
		account := r.users.tenant.accountOf(u.user)
		now[account.UserID] = account
		owners = append(owners, account.UserID)
	}
	listed, err := r.known(ctx, owners)
	if err != nil {
		return "", err
	}
	had, has := map[string]int{}, map[string]int{}
	for _, o := range listed {
		for _, fact := range o.Facts {
			was, ok := fact.(ledger.User)
			if !ok {
				continue
			}
			is := now[o.Owner]
			for name, take := range userProperties {
				var before, after ledger.User
				take(&before, &was)
				take(&after, &is)
				if before != (ledger.User{}) {
					had[name]++
				}
				if after != (ledger.User{}) {
					has[name]++
				}
			}
		}
	}
	for name := range userProperties {
		if had[name] >= sampledAtLeast && has[name] == 0 {
			if name == EmployeeOrgData {
				name = r.users.tenant.costCenter.field()
			}
			return name, nil
		}
	}
	return "", nil
}

// end gives the next mark, or an error with which everything is read, since the
// changes of the round did not tell what there is.
func (r *round) end(ctx context.Context, deltaLink string, before int64) (string, error) {
	link, err := r.users.tenant.cursor(opChanges, deltaLink)
	if err != nil {
		return "", err
	}
	withheld, err := r.withheld(ctx)
	if err != nil {
		return "", err
	}
	if withheld != "" {
		return "", ledger.Errorf(ledger.CodeStale, opChanges, "The property %s is given for nobody any more, so everything is read.", withheld)
	}
	if before == 0 {
		return link, nil
	}
	now, known, err := r.users.count(ctx)
	if err != nil {
		return "", err
	}
	if known && !r.comesOut(before, now) {
		return "", ledger.Errorf(ledger.CodeStale, opChanges, "There are %d accounts, another number than changes tell of, so everything is read.", now)
	}
	came, left := r.moved()
	return markOf(link, before+came-left), nil
}
