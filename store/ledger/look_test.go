package ledger

import (
	"testing"
	"time"
)

func TestLook_TwoTenAndSixtyMinutesThenRest(t *testing.T) {
	begin := InstantOf(time.Date(2026, 11, 13, 8, 0, 0, 0, time.UTC))
	look := Look{Report: PositionOf(begin, nil)}
	now := begin
	for n, after := range []time.Duration{2 * time.Minute, 10 * time.Minute, time.Hour} {
		look.Done = n
		look = look.Next(now, 5)
		if got := look.DueAt.Time().Sub(begin.Time()); got != after || look.Rows != 5 || look.InVain != 0 {
			t.Fatalf("look %d is due after %v: %+v", n+1, got, look)
		}
		if now = look.DueAt; !look.IsDue(now) || look.IsDue(now-1) || look.Wait(now) != 0 || look.Wait(now-1000) != time.Second {
			t.Errorf("look %d: due %v, a moment before %v", n+1, look.IsDue(now), look.IsDue(now-1))
		}
	}
	look.Done = 3
	if rest := look.Next(now, 5); rest.DueAt != 0 || rest.IsDue(now) || rest.InVain != begin {
		t.Errorf("after three: %+v", rest)
	}
	look.Done = 1
	if rest := look.Next(now, 0); rest.DueAt != 0 || rest.InVain != 0 {
		t.Errorf("with nothing left: %+v", rest)
	}
}

func TestLook_ALateOneKeepsTheDistance(t *testing.T) {
	now := InstantOf(time.Date(2026, 11, 13, 20, 0, 0, 0, time.UTC))
	if look := (Look{Done: 1}).Next(now, 1); look.Wait(now) != 8*time.Minute {
		t.Errorf("%+v", look)
	}
	if look := (Look{Done: 2, Rows: 3}).Later(now); look.Wait(now) != 10*time.Minute || look.Done != 2 || look.Rows != 3 {
		t.Errorf("%+v", look)
	}
}

func TestLook_AClockThatWasSetBackDelaysNothing(t *testing.T) {
	now := InstantOf(time.Date(2026, 11, 13, 20, 0, 0, 0, time.UTC))
	look := (Look{}).Next(now, 1)
	yesterday := now - Instant((24 * time.Hour).Milliseconds())
	if !look.IsDue(yesterday) || look.Wait(yesterday) > 2*time.Minute {
		t.Errorf("due %v, in %v", look.IsDue(yesterday), look.Wait(yesterday))
	}
}

func TestLook_RowsThatWereLookedAtInVainSettleAfterADay(t *testing.T) {
	vain := InstantOf(time.Date(2026, 11, 13, 8, 0, 0, 0, time.UTC))
	day := Instant((24 * time.Hour).Milliseconds())
	for name, tt := range map[string]struct{ inVain, report, want Instant }{
		"never looked at in vain": {0, vain + 9*day, 0},
		"the same day":            {vain, vain + day/2, vain - day/2},
		"days later":              {vain, vain + 9*day, vain},
	} {
		if got := (Look{InVain: tt.inVain}).Settled(tt.report); got != tt.want {
			t.Errorf("%s: %v, want %v", name, got, tt.want)
		}
	}
}
