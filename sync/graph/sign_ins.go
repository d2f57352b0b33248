package graph

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"licenseledger/store/ledger"
	"licenseledger/sync/engine"
	"licenseledger/sync/rest"
)

// SignIns reads who signed in to the products.
// https://learn.microsoft.com/graph/api/signin-list
// Permission: AuditLog.Read.All; a person who signs in also needs a role such as
// Reports Reader; the tenant needs Entra ID P1.
type SignIns struct {
	tenant *Tenant
	SignInsConfig
	filtered bool          // Graph picks the programs; false once it refused to
	length   time.Duration // of the next slice of time
	known    bool          // the tenant was found without P1 before
	together int           // so many days are likely to come on one page
	ahead    map[string]ledger.ActivityPage
	guests   map[string]string
}

var _ engine.ActivitySource = (*SignIns)(nil)

// Memory keeps small things over restarts of the program.
type Memory interface {
	Setting(ctx context.Context, key string, out any) (ok bool, err error)
	PutSetting(ctx context.Context, key string, value any) error
}

// SignInsConfig says how sign-ins are read. Memory is required.
type SignInsConfig struct {
	Apps       SignInApps
	Government bool // the cloud is a government's: its programs are asked for too
	Memory     Memory
	// Guests gives the object ids of guests by their addresses, in lower case: a
	// guest may be logged under the id of their own tenant. May be nil.
	Guests   func(ctx context.Context) (map[string]string, error)
	PageSize int // MaxSignInPage when 0
}

const (
	// MaxSignInPage is the most that Graph gives in one page of sign-ins.
	MaxSignInPage = 1000

	signInsNeed  = "AuditLog.Read.All"
	signInsRoles = "Reports Reader, Security Reader, Security Operator, Security Administrator, Global Reader"

	// Slices of time begin with a day and are halved while Graph cannot answer.
	longestSlice  = 24 * time.Hour
	shortestSlice = 15 * time.Minute

	// Tenants that have P1 are told now and then that they have not.
	// https://github.com/microsoftgraph/microsoft-graph-docs-contrib/issues/14120
	premiumAttempts = 4

	// settingNoPremium holds the UTC day on which the tenant was found without P1.
	settingNoPremium = "sign_ins_without_premium"
)

// Paces are how often Graph may be asked for what people do: five times in ten
// seconds. https://learn.microsoft.com/graph/throttling-limits
func Paces() []rest.Pace {
	return []rest.Pace{{Path: "/auditLogs/", Calls: 5, Per: 10 * time.Second}}
}

// SignIns gives the source of sign-ins.
func (t *Tenant) SignIns(cfg SignInsConfig) *SignIns {
	if cfg.PageSize <= 0 || cfg.PageSize > MaxSignInPage {
		cfg.PageSize = MaxSignInPage
	}
	return &SignIns{tenant: t, SignInsConfig: cfg, filtered: true, length: longestSlice, together: 1, ahead: map[string]ledger.ActivityPage{}}
}

// Name implements engine.ActivitySource.
func (*SignIns) Name() string { return ledger.SourceSignIns }

// Products implements engine.ActivitySource.
func (s *SignIns) Products() []ledger.Product { return s.Apps.products() }

// Reach implements engine.ActivitySource: sign-ins are kept for 30 days, and a
// tenant that got its P1 a moment ago has those of 7.
// https://learn.microsoft.com/entra/identity/monitoring-health/reference-reports-data-retention
func (*SignIns) Reach() engine.Reach {
	return engine.Reach{Days: 30, Sure: 7, Late: 24 * time.Hour}
}

// Now implements engine.ActivitySource.
func (s *SignIns) Now() time.Time { return s.tenant.client.ServiceTime() }

// signIn is an entry of the log.
type signIn struct {
	CreatedDateTime   instant `json:"createdDateTime"`
	UserID            string  `json:"userId"`
	UserPrincipalName string  `json:"userPrincipalName"`
	AppID             string  `json:"appId"`
	ResourceID        string  `json:"resourceId"`
	Status            struct {
		ErrorCode int `json:"errorCode"`
	} `json:"status"`
}

// slice is a stretch of a day, and where in its pages reading stands. It is the
// cursor of the source, as JSON.
type slice struct {
	From   int64  `json:"from"`   // seconds after the day began
	Length int64  `json:"length"` // seconds
	Link   string `json:"link,omitempty"`
}

// isPartOfADay tells whether reading on from there comes to the end of the day.
func (s slice) isPartOfADay() bool {
	const day = int64(24 * time.Hour / time.Second)
	return s.From >= 0 && s.From < day && s.Length >= int64(shortestSlice/time.Second) && s.Length <= day
}

// ReadDay implements engine.ActivitySource.
func (s *SignIns) ReadDay(ctx context.Context, day, cursor string, emit func(ledger.ActivityPage) error) error {
	start, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return ledger.Errorf(ledger.CodeInternal, "read sign-ins", "%q is no day.", day)
	}
	if err := s.prepare(ctx); err != nil {
		return err
	}
	at := slice{Length: int64(s.length / time.Second)}
	if cursor != "" && (json.Unmarshal([]byte(cursor), &at) != nil || !at.isPartOfADay()) {
		return ledger.Errorf(ledger.CodeCursorExpired, "read sign-ins", "The place where reading stopped cannot be read. The day is read from its beginning.")
	}
	if cursor == "" {
		if page, ok, err := s.fromAhead(ctx, start); err != nil || ok {
			if err != nil {
				return err
			}
			return emit(page)
		}
	}
	on := s.tenant.onward("read sign-ins")
	endless := 0 // how often throttling had no end: each took minutes
	for {
		page, next, err := s.page(ctx, start, at, on)
		if ledger.CodeOf(err) == ledger.CodeThrottled {
			endless++
		}
		switch {
		case endless < 2 && rest.TooMuch(err) && ctx.Err() == nil && at.Length > int64(shortestSlice/time.Second):
			at.Length, at.Link = max(at.Length/2, int64(shortestSlice/time.Second)), ""
			s.length = time.Duration(at.Length) * time.Second
			continue
		case rest.StatusOf(err) == http.StatusBadRequest && s.filtered && at.Link == "":
			s.filtered = false // everything is read, and picked here
			continue
		case err != nil:
			return err
		}
		if next == nil {
			if at.From == 0 && at.Link == "" { // the whole day on one page
				s.expect(int(page.Told))
			}
			return emit(page)
		}
		text, err := json.Marshal(next)
		if err != nil {
			return err
		}
		page.Cursor = string(text)
		if err := emit(page); err != nil {
			return err
		}
		at = *next
	}
}

// page reads one page of a slice. next is nil at the end of the day.
func (s *SignIns) page(ctx context.Context, day time.Time, at slice, on *onward) (page ledger.ActivityPage, next *slice, err error) {
	const op = "read sign-ins"
	to := min(at.From+at.Length, int64(24*time.Hour/time.Second))
	address := s.address(day.Add(time.Duration(at.From)*time.Second), day.Add(time.Duration(to)*time.Second))
	if at.Link != "" {
		if address, err = s.tenant.resume(op, at.Link); err != nil {
			return page, nil, err
		}
	}
	var got collection[signIn]
	answer, err := s.ask(ctx, rest.Request{Op: op, URL: address, Needs: signInsNeed, Roles: signInsRoles,
		Shrinks: at.Length > int64(shortestSlice/time.Second)}, &got)
	if err != nil {
		return page, nil, err
	}
	if got.Value == nil {
		return page, nil, ledger.Errorf(ledger.CodeInvalid, op, "Microsoft's answer is not a list. Nothing of it was used; if a newer License Ledger exists, install it.")
	}
	if err := s.findGuests(ctx, *got.Value); err != nil {
		return page, nil, err
	}
	page = ledger.ActivityPage{At: ledger.InstantOf(answer.At), Told: int64(len(*got.Value))}
	for _, entry := range *got.Value {
		if use, ok := s.use(entry, day); ok {
			page.Uses = append(page.Uses, use)
		}
	}
	switch {
	case got.NextLink != "":
		following, err := on.following(address, got.NextLink)
		if err == nil {
			err = on.brought(entries(*got.Value))
		}
		if err != nil {
			return page, nil, err
		}
		link, err := s.tenant.cursor(op, following)
		return page, &slice{at.From, at.Length, link}, err
	case to >= int64(24*time.Hour/time.Second):
		return page, nil, nil
	}
	s.length = min(2*time.Duration(at.Length)*time.Second, longestSlice)
	return page, &slice{From: to, Length: int64(s.length / time.Second)}, nil
}

// entries tell what a page holds, for onward.
func entries(page []signIn) []string {
	ids := make([]string, len(page))
	for i, entry := range page {
		ids[i] = strconv.FormatInt(int64(entry.CreatedDateTime), 10) + entry.UserID + entry.AppID
	}
	return ids
}

// address asks for a stretch of time. Graph gives the newest first.
func (s *SignIns) address(from, to time.Time) string {
	filter := "createdDateTime ge " + from.Format(time.RFC3339) + " and createdDateTime lt " + to.Format(time.RFC3339)
	if s.filtered {
		filter += " and " + s.Apps.condition(s.Government)
	}
	return s.tenant.base + "/auditLogs/signIns?" + url.Values{"$filter": {filter}, "$top": {strconv.Itoa(s.PageSize)}}.Encode()
}

// use tells what an entry says: an attempt that failed is no use, and neither is
// administration.
func (s *SignIns) use(entry signIn, day time.Time) (use ledger.Use, ok bool) {
	at := ledger.Instant(entry.CreatedDateTime).Time()
	if entry.Status.ErrorCode != 0 || at.Before(day) || !at.Before(day.Add(24*time.Hour)) {
		return use, false
	}
	use = ledger.Use{UserID: strings.ToLower(entry.UserID), Product: s.Apps.productOf(entry.AppID, entry.ResourceID)}
	if id, ok := s.guests[strings.ToLower(entry.UserPrincipalName)]; ok {
		use.UserID = id
	}
	return use, use.Product != "" && use.UserID != "" && use.UserID != "00000000-0000-0000-0000-000000000000"
}

// findGuests reads who the guests are, once somebody was told to have signed in.
func (s *SignIns) findGuests(ctx context.Context, entries []signIn) (err error) {
	if len(entries) > 0 && s.guests == nil && s.Guests != nil {
		s.guests, err = s.Guests(ctx)
	}
	return err
}

// prepare reads whether the tenant was found without P1 today.
func (s *SignIns) prepare(ctx context.Context) error {
	var day string
	found, err := s.Memory.Setting(ctx, settingNoPremium, &day)
	if err != nil {
		return err
	}
	if s.known = found; found && day == s.today() {
		return s.notPremium(nil)
	}
	return nil
}

func (s *SignIns) today() string { return s.Now().Format(time.DateOnly) }

// ask makes a call, more than once where Graph says that the tenant has no P1.
func (s *SignIns) ask(ctx context.Context, r rest.Request, out any) (answer rest.Answer, err error) {
	for n := 1; ; n++ {
		answer, err = s.tenant.client.JSON(ctx, r, out)
		if rest.ErrorCode(err) != codeNotPremium {
			return answer, unavailable(err)
		}
		if n == premiumAttempts {
			if err := s.Memory.PutSetting(ctx, settingNoPremium, s.today()); err != nil {
				return answer, err
			}
			return answer, s.notPremium(err)
		}
		if err := s.tenant.client.Pause(ctx, r.Op, time.Duration(n)*time.Second, rest.ReasonUnavailable); err != nil {
			return answer, err
		}
	}
}

// Graph's codes of what nobody can read in a tenant as it is.
const (
	codeNotPremium = "Authentication_RequestFromNonPremiumTenantOrB2CTenant"
	codeNoRole     = "Authentication_RequestFromUnsupportedUserRole"
)

// notPremium is told when it is first found, and whenever sign-ins were read
// before: a tenant that never had P1 is not told so every day.
func (s *SignIns) notPremium(cause error) error {
	return &engine.NotAvailable{Warning: ledger.WarnNoPremium, Unasked: s.known, Err: ledger.Errorf(ledger.CodeForbidden, "read sign-ins",
		"Sign-ins are not available: the tenant needs Microsoft Entra ID P1 for it. Everything else is read as before, and License Ledger asks again tomorrow. "+
			"To be asked no more, choose in the privacy settings that use is not kept.").Because(cause)}
}

// unavailable makes of a refusal that no other reading changes what says so.
func unavailable(err error) error {
	var known *ledger.Error
	if !errors.As(err, &known) || rest.StatusOf(err) != http.StatusForbidden {
		return err
	}
	switch {
	case rest.ErrorCode(err) == codeNoRole:
		return &engine.NotAvailable{Warning: ledger.WarnRoleMissing, Err: known}
	case known.Code == ledger.CodeConsentRequired, known.Code == ledger.CodeForbidden:
		return &engine.NotAvailable{Warning: ledger.WarnPermissionMissing, Unasked: true, Err: known}
	}
	return err
}
