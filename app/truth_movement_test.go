package app_test

import (
	"fmt"
	"slices"
	"strings"
)

// movement: start and end are the truth's holders, what lies between is what
// happened to them, and it balances.
func (b *monthFile) movement() {
	lines, totals := b.sheet("Movement")
	want := map[string]string{}
	if b.was == nil {
		for id, n := range b.holders(b.is) {
			want[id] = fmt.Sprint("? = ", n)
		}
	} else {
		want = b.moved()
	}
	got, sums := map[string]string{}, [8]int64{}
	columns := []string{"At the start", "New", "Came back", "Swapped in", "Ended", "Left", "Swapped out", "At the end"}
	for _, line := range lines {
		if b.was == nil {
			got[line["License ID"]] = fmt.Sprint("? = ", b.number(line, "At the end"))
			if line["At the start"] != "" {
				b.t.Errorf("%v: nothing was read before", line)
			}
			continue
		}
		var text []string
		for n, column := range columns {
			count := b.number(line, column)
			sums[n] += count
			text = append(text, fmt.Sprint(count))
		}
		got[line["License ID"]] = strings.Join(text, " ")
	}
	b.same("the movement", want, got)
	if b.was == nil {
		return
	}
	for n, column := range columns {
		if b.number(totals[0], column) != sums[n] {
			b.t.Errorf("the total of %s is %v, want %d", column, totals[0], sums[n])
		}
	}
	if sums[0]+sums[1]+sums[2]+sums[3]-sums[4]-sums[5]-sums[6] != sums[7] || sums[3] != sums[6] {
		b.t.Errorf("%v does not balance", sums)
	}
}

// holders counts the accounts that hold each license.
func (b *monthFile) holders(d *truthDay) map[string]int {
	all := map[string]int{}
	for _, x := range d.seats {
		if n := len(d.holding(x.LicenseID)); n > 0 {
			all[x.LicenseID] = n
		}
	}
	return all
}

// moved tells from the truth how the holders of each license became others.
func (b *monthFile) moved() map[string]string {
	products := map[string]map[string]bool{}
	for _, r := range slices.Concat(b.was.rows, b.is.rows) {
		if products[r.LicenseID] == nil {
			products[r.LicenseID] = map[string]bool{}
		}
		products[r.LicenseID][r.Product] = true
	}
	alike := func(x, y string) bool {
		for product := range products[x] {
			if products[y][product] {
				return true
			}
		}
		return false
	}
	counts := map[string]*[8]int{}
	of := func(id string) *[8]int {
		if counts[id] == nil {
			counts[id] = &[8]int{}
		}
		return counts[id]
	}
	users := map[string]bool{}
	for _, d := range []*truthDay{b.was, b.is} {
		for id := range d.users {
			users[id] = true
		}
	}
	for user := range users {
		was, is := b.was.licensesOf(user), b.is.licensesOf(user)
		for _, id := range was {
			of(id)[0]++
		}
		for _, id := range is {
			of(id)[7]++
		}
		lost := slices.DeleteFunc(slices.Clone(was), func(id string) bool { return slices.Contains(is, id) })
		for _, id := range is {
			if slices.Contains(was, id) {
				continue
			}
			swapped := slices.IndexFunc(lost, func(other string) bool { return alike(id, other) })
			switch {
			case swapped >= 0:
				of(id)[3]++
				of(lost[swapped])[6]++
				lost = slices.Delete(lost, swapped, swapped+1)
			case b.was.users[user].State == "soft_deleted":
				of(id)[2]++
			default:
				of(id)[1]++
			}
		}
		last := b.s.lastLicenses(user, b.is)
		for _, id := range lost {
			if b.is.users[user].State != "present" && slices.Contains(last, id) {
				of(id)[5]++
			} else {
				of(id)[4]++
			}
		}
	}
	all := map[string]string{}
	for id, c := range counts {
		all[id] = strings.Trim(fmt.Sprint(*c), "[]")
	}
	return all
}

// licensesOf gives what an account that is there holds, in the order of names.
func (d *truthDay) licensesOf(user string) (ids []string) {
	if d.users[user].State != "present" {
		return nil
	}
	names := map[string]string{}
	for _, r := range d.rows {
		if r.UserID == user && r.Held && r.LicenseID != "" && names[r.LicenseID] == "" {
			names[r.LicenseID] = r.License
			ids = append(ids, r.LicenseID)
		}
	}
	slices.SortFunc(ids, func(a, b string) int { return strings.Compare(names[a], names[b]) })
	return ids
}

// lastLicenses gives what somebody held on the last day up to d on which they
// were there.
func (s *truthful) lastLicenses(user string, d *truthDay) (ids []string) {
	for _, day := range s.days {
		if day.day > d.day {
			break
		}
		if day.users[user].State == "present" {
			ids = day.licensesOf(user)
		}
	}
	return ids
}
