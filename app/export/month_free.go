package export

import (
	"cmp"
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/binary"
	"slices"
	"strconv"
	"strings"

	"licenseledger/store/ledger"
)

// FreeLines are the licenses that can be taken back, in order, as Rows.
type FreeLines interface {
	Len() int
	Rows(from, n int) ([]ledger.FreeLine, error)
}

// addFree adds the licenses that can be taken back, how, and what that gains.
func (b monthBook) addFree() error {
	type line = ledger.FreeLine
	text := func(name, title string, width float64, kind kind, of func(l *line) ledger.Text) moreColumn[line] {
		return moreColumn[line]{name: name, title: title, width: width, kind: kind, text: of}
	}
	count := func(n *int64) ledger.Text {
		if n == nil {
			return ""
		}
		return ledger.Text(strconv.FormatInt(*n, 10))
	}
	columns := []moreColumn[line]{
		text("free_group", b.in["free_group"], 40, kindText, func(l *line) ledger.Text { return ledger.Text(b.in["free_"+string(l.Group)]) }),
		text("user_name", "", 28, kindName, func(l *line) ledger.Text { return l.UserName }),
		text("email_address", "", 36, kindName, func(l *line) ledger.Text { return l.EmailAddress }),
		text("license", "", 40, kindText, func(l *line) ledger.Text { return l.License }),
		text("units", b.in["units"], 10, kindCount, func(l *line) ledger.Text { return count(&l.Units) }),
		text("how", b.in["how"], 36, kindText, func(l *line) ledger.Text { return ledger.Text(b.howText(l)) }),
		text("covered_by", b.in["covered_by"], 36, kindText, func(l *line) ledger.Text { return l.CoveredBy }),
		text("last_used", "", secondsColumn, kindDate, func(l *line) ledger.Text { return l.LastUsed }),
		text("watched_since", "", secondsColumn, kindDate, func(l *line) ledger.Text { return l.WatchedSince }),
		text("renews_at", b.in["renews"], secondsColumn, kindDate, func(l *line) ledger.Text { return l.RenewsAt }),
		text("gain_today", b.in["gain_today"], 14, kindCount, func(l *line) ledger.Text { return count(l.GainToday) }),
		text("gain_at_renewal", b.in["gain_at_renewal"], 14, kindCount, func(l *line) ledger.Text { return count(l.GainAtRenewal) }),
	}
	for _, currency := range b.month.Currencies {
		columns = append(columns, moneyColumn(b, "gain_today_cost", currency, func(l *line) Amount { return gained(l, l.GainToday) }),
			moneyColumn(b, "gain_at_renewal_cost", currency, func(l *line) Amount { return gained(l, l.GainAtRenewal) }))
	}
	columns = append(columns,
		text("department", "", 24, kindText, func(l *line) ledger.Text { return l.Department }),
		text("cost_center", "", 20, kindText, func(l *line) ledger.Text { return l.CostCenter }),
		text("user_id", "", 38, kindText, func(l *line) ledger.Text { return l.UserID }))
	size := min(b.month.Free.Len(), maxRows-1)
	return addMoreSheet(b.book, b.in["free_up"], "FreeUp", columns, size, func(ctx context.Context, do func([]line) error) error {
		return eachPage(ctx, b.month.Free.Rows, 0, size, do)
	})
}

// gained is what units cost a month; not known where the price is not.
func gained(l *ledger.FreeLine, units *int64) Amount {
	if l.Price == nil || units == nil {
		return Amount{}
	}
	return Amount{l.Price.Month.Times(*units).Cents(), l.Price.Currency}
}

// howText tells how a license is taken back.
func (b monthBook) howText(l *ledger.FreeLine) string {
	var ways []string
	if l.Direct != nil && *l.Direct {
		ways = append(ways, b.cells.words.word("assigned_by", "direct"))
	}
	for _, group := range l.Groups {
		ways = append(ways, string(cmp.Or(group.Name, group.ID)))
	}
	return strings.Join(ways, "; ")
}

// freeSums says on the first sheet how much each group is, or why it says nothing.
func (b monthBook) freeSums(a *aboutSheet) {
	header := func(text string) cell { return cell{text, a.styles.header} }
	a.line(header(b.in["free_up"]), header(""), header(b.in["gain_today"]), header(b.in["gain_at_renewal"]))
	for _, g := range b.month.FreeSums {
		why := ""
		if g.Off != "" {
			why = b.in["off_"+string(g.Off)]
		}
		a.line(cell{b.in["free_"+string(g.Group)], a.styles.wrapped}, cell{why, a.styles.wrapped}, cell{g.Today.Units, a.styles.count}, cell{g.AtRenewal.Units, a.styles.count})
	}
}

// redactedFree are lines with pseudonyms: groups stay in order, and in one the
// lines are in that of the pseudonyms.
type redactedFree struct {
	lines    FreeLines
	order    []uint32
	redactor *Redactor
}

// Len implements FreeLines.
func (r redactedFree) Len() int { return len(r.order) }

// Rows implements FreeLines.
func (r redactedFree) Rows(from, n int) ([]ledger.FreeLine, error) {
	var page []ledger.FreeLine
	p := pseudonymizer{redactor: r.redactor, mac: hmac.New(sha256.New, r.redactor.key)}
	for _, place := range r.order[min(from, len(r.order)):min(from+n, len(r.order))] {
		one, err := r.lines.Rows(int(place), 1)
		if err != nil || len(one) == 0 {
			return page, err
		}
		who := p.candidate(ledger.Candidate{UserID: one[0].UserID, Name: one[0].UserName, Email: one[0].EmailAddress})
		one[0].UserID, one[0].UserName, one[0].EmailAddress = who.UserID, who.Name, who.Email
		page = append(page, one[0])
	}
	return page, nil
}

func (x *Redactor) freeLines(ctx context.Context, lines FreeLines) (FreeLines, error) {
	p := pseudonymizer{redactor: x, mac: hmac.New(sha256.New, x.key)}
	var order []place
	groups := []int{}
	err := eachPage(ctx, lines.Rows, 0, lines.Len(), func(page []ledger.FreeLine) error {
		for i := range page {
			n := p.who(page[i].UserID, known(page[i].EmailAddress), known(page[i].UserName))
			order = append(order, place{binary.BigEndian.Uint64(n[:]), uint32(len(order))})
			groups = append(groups, slices.Index(ledger.FreeGroups(), page[i].Group))
		}
		return nil
	})
	slices.SortFunc(order, func(a, b place) int {
		return cmp.Or(cmp.Compare(groups[a.row], groups[b.row]), cmp.Compare(a.pseudonym, b.pseudonym), cmp.Compare(a.row, b.row))
	})
	places := make([]uint32, len(order))
	for i := range order {
		places[i] = order[i].row
	}
	return redactedFree{lines, places, x}, err
}
