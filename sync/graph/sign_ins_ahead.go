package graph

import (
	"context"
	"net/http"
	"time"

	"licenseledger/store/ledger"
	"licenseledger/sync/rest"
)

// mostTogether is how many days are asked for at once.
const mostTogether = 10

// fromAhead gives a day that was read together with one before it, or reads it
// together with those after it. ok is false when it has to be read by itself.
func (s *SignIns) fromAhead(ctx context.Context, day time.Time) (page ledger.ActivityPage, ok bool, err error) {
	name := day.Format(time.DateOnly)
	if page, ok = s.ahead[name]; ok {
		delete(s.ahead, name)
		return page, true, nil
	}
	days := min(s.together, 1+int(s.Now().Sub(day)/(24*time.Hour)))
	if days < 2 {
		return page, false, nil
	}
	if ok, err := s.readTogether(ctx, day, days); err != nil || !ok {
		s.together = 1
		return page, false, err
	}
	page = s.ahead[name]
	delete(s.ahead, name)
	return page, true, nil
}

// readTogether reads some days, unless they do not come on one page: then each of
// them is read by itself, with the place in its pages kept.
func (s *SignIns) readTogether(ctx context.Context, first time.Time, days int) (ok bool, err error) {
	var got collection[signIn]
	answer, err := s.ask(ctx, rest.Request{Op: "read sign-ins", URL: s.address(first, first.AddDate(0, 0, days)), Needs: signInsNeed, Roles: signInsRoles,
		Shrinks: true}, &got)
	switch {
	case ctx.Err() != nil:
		return false, err
	case rest.TooMuch(err), rest.StatusOf(err) == http.StatusBadRequest:
		return false, nil // by itself it is asked for with less, or differently
	case err != nil, got.Value == nil, got.NextLink != "":
		return false, err
	}
	if err := s.findGuests(ctx, *got.Value); err != nil {
		return false, err
	}
	clear(s.ahead)
	for n := range days {
		day := first.AddDate(0, 0, n)
		page := ledger.ActivityPage{At: ledger.InstantOf(answer.At)}
		for _, entry := range *got.Value {
			if at := ledger.Instant(entry.CreatedDateTime).Time(); at.Before(day) || !at.Before(day.AddDate(0, 0, 1)) {
				continue
			}
			page.Told++
			if use, ok := s.use(entry, day); ok {
				page.Uses = append(page.Uses, use)
			}
		}
		s.ahead[day.Format(time.DateOnly)] = page
	}
	s.expect(len(*got.Value)/days + 1)
	return true, nil
}

// expect tells how many entries a day has, likely.
func (s *SignIns) expect(entries int) {
	s.together = max(1, min(mostTogether, s.PageSize/2/max(1, entries)))
}
