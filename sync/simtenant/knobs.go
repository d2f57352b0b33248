package simtenant

import (
	"encoding/json"
	"fmt"
	"maps"
	"time"
)

// Knobs are faults and variants that the real services show now and then. Each
// exists because a client has to survive it. The zero value is a tenant in good
// health with the report layout of 2022.
type Knobs struct {
	// ReportHold keeps the report job unfinished for this much virtual time:
	// big tenants wait hours. Zero: ready after ReportPolls polls.
	ReportHold time.Duration `json:"report_hold"`
	// ReportPolls is how many polls answer "not yet"; 2 if zero, none if negative.
	ReportPolls int `json:"report_polls"`
	// ReportLost makes the service forget the job at the next poll, once: its
	// Location answers 404 from then on.
	ReportLost bool `json:"report_lost"`
	// ReportHeader is the layout: "2022", the default, or "2017".
	ReportHeader string `json:"report_header"`
	// ReportBOM puts a byte order mark in front of the report; whether the real
	// one has it is not confirmed.
	ReportBOM bool `json:"report_bom"`
	// UnknownWord is the filler for a leaver's name; "Unknown" if empty. "Not
	// known" and translations have been seen.
	UnknownWord string `json:"unknown_word"`
	// UnresolvedEvery shows every Nth listed person as Unknown although nobody
	// left, until it is switched off: "wait several minutes and download again".
	UnresolvedEvery int `json:"unresolved_every"`
	// UnresolvedFor ends what UnresolvedEvery shows this much virtual time after
	// the knobs were set: a report that is drawn up later names these people. It
	// begins again every 24 hours. Zero: they stay Unknown.
	UnresolvedFor time.Duration `json:"unresolved_for"`
	// SASLifetime is how long a download link works, in virtual time; 1 h if zero.
	SASLifetime time.Duration `json:"sas_lifetime"`
	// ThrottleEvery answers every Nth Graph and Power Platform request with 429.
	// Every item of a batch counts as a request.
	ThrottleEvery int `json:"throttle_every"`
	// ThrottleRetryAfter is what those answers ask the client to wait; 1 s if zero.
	ThrottleRetryAfter time.Duration `json:"throttle_retry_after"`
	// Forbid names what is refused although the token has it: a permission
	// ("User.Read.All"), or one of the calls "deletedItems", "subscriptions",
	// "exportServicePlans", which real tenants refuse for reasons of their own.
	Forbid []string `json:"forbid"`
	// PageSize caps the pages of Graph, so that a small tenant has many; zero
	// leaves Microsoft's own limits.
	PageSize int `json:"page_size"`
	// DropConnectionAt cuts the connection in the middle of the Nth page of
	// users after the knob was set, once.
	DropConnectionAt int `json:"drop_connection_at"`
	// RetireConnections ends the connection after every answer, as a service does
	// that is moved to another computer; over HTTP/2 by GOAWAY.
	RetireConnections bool `json:"retire_connections"`
	// MissEvery leaves every Nth user out of the list although a look-up finds
	// them: the directory is eventually consistent.
	MissEvery int `json:"miss_every"`
	// RepeatLast starts each page of users with the last user of the page
	// before, for the same reason.
	RepeatLast bool `json:"repeat_last"`
	// HideDepartment leaves the people of a department out of the list and of
	// look-ups, deleted ones apart: what an account sees that may read some
	// administrative units only.
	HideDepartment string `json:"hide_department"`
	// NullProperties are user properties that come as null for everybody, as
	// happens when a permission quietly stops covering them.
	NullProperties []string `json:"null_properties"`
	// ThrottleFor answers every Graph and Power Platform request with 429 until
	// this much virtual time after the knobs were set: a tenant that others keep
	// busy.
	ThrottleFor time.Duration `json:"throttle_for"`
	// ThrottleSilent leaves Retry-After out of those answers.
	ThrottleSilent bool `json:"throttle_silent"`
	// Unreachable names services whose connections are cut before any answer:
	// "sign_in", "graph", "power_platform", "download".
	Unreachable []string `json:"unreachable"`
	// FailPagesFrom answers every page of users that begins after this many
	// accounts with FailStatus, for as long as it is set.
	FailPagesFrom int `json:"fail_pages_from"`
	// FailStatus is that answer; 500 if zero.
	FailStatus int `json:"fail_status"`
	// Empty names lists that come with nothing in them: "users",
	// "deletedItems", "subscribedSkus", "subscriptions".
	Empty []string `json:"empty"`
	// NoPowerPlatform is a tenant in which nobody ever used Power Apps: it lacks
	// the service, and no token can be had for it.
	NoPowerPlatform bool `json:"no_power_platform"`
	// ExpireLinks is how many downloads find that their link has run out.
	ExpireLinks int `json:"expire_links"`
	// DropDownloads cuts so many downloads of the report in the middle.
	DropDownloads int `json:"drop_downloads"`
	// PageDelay holds each page of users back for this much real time, so that
	// a person can watch progress and cancel.
	PageDelay time.Duration `json:"page_delay"`
	// SignIn are the faults of signing in.
	SignIn SignInKnobs `json:"sign_in"`
	// ActivityKnobs are those of sign-ins and of the audit log.
	ActivityKnobs

	// DeltaEmptyEvery makes every Nth page of changed users an empty one that leads
	// on.
	DeltaEmptyEvery int `json:"delta_empty_every"`
	// DeltaReplay tells of an account once for each of its changes, the newest
	// last, and of one that was deleted and restored in that order: Graph was seen
	// to repeat itself.
	DeltaReplay bool `json:"delta_replay"`
	// DeltaForget forgets every place in the changes of users that was told before
	// the knobs were set, as if its seven days were over.
	DeltaForget bool `json:"delta_forget"`
	// CountBehind tells so many accounts fewer where they are counted: the index
	// that counts is behind.
	CountBehind int `json:"count_behind"`
	// DeltaExpired is how a forgotten place is answered: "410", the default, with
	// a Location to begin at; "410-bare" without it; "400" with a code.
	DeltaExpired string `json:"delta_expired"`

	setAt moment // when they were set
}

// UnmarshalJSON reads durations as text such as "6h" and changes only the
// fields that are named; an unknown field or layout is an error.
func (k *Knobs) UnmarshalJSON(data []byte) error {
	var fields map[string]json.RawMessage
	if err := json.Unmarshal(data, &fields); err != nil {
		return err
	}
	durations := map[string]*time.Duration{
		"report_hold": &k.ReportHold, "unresolved_for": &k.UnresolvedFor, "sas_lifetime": &k.SASLifetime,
		"throttle_retry_after": &k.ThrottleRetryAfter, "throttle_for": &k.ThrottleFor, "page_delay": &k.PageDelay,
	}
	others := map[string]any{
		"report_polls": &k.ReportPolls, "report_lost": &k.ReportLost, "report_header": &k.ReportHeader, "report_bom": &k.ReportBOM,
		"unknown_word": &k.UnknownWord, "unresolved_every": &k.UnresolvedEvery, "throttle_every": &k.ThrottleEvery, "forbid": &k.Forbid,
		"page_size": &k.PageSize, "drop_connection_at": &k.DropConnectionAt, "retire_connections": &k.RetireConnections, "miss_every": &k.MissEvery,
		"throttle_silent": &k.ThrottleSilent, "unreachable": &k.Unreachable, "fail_pages_from": &k.FailPagesFrom, "fail_status": &k.FailStatus,
		"empty": &k.Empty, "no_power_platform": &k.NoPowerPlatform, "drop_downloads": &k.DropDownloads, "expire_links": &k.ExpireLinks,
		"sign_in":           &k.SignIn,
		"delta_empty_every": &k.DeltaEmptyEvery, "delta_replay": &k.DeltaReplay, "delta_forget": &k.DeltaForget, "delta_expired": &k.DeltaExpired, "count_behind": &k.CountBehind,
		"repeat_last": &k.RepeatLast, "hide_department": &k.HideDepartment, "null_properties": &k.NullProperties,
	}
	maps.Copy(durations, k.ActivityKnobs.durations())
	maps.Copy(others, k.ActivityKnobs.others())
	for name, raw := range fields {
		if d := durations[name]; d != nil {
			var text string
			if err := json.Unmarshal(raw, &text); err != nil {
				return fmt.Errorf("knob %s: a duration is text such as \"6h\": %w", name, err)
			}
			parsed, err := time.ParseDuration(text)
			if err != nil {
				return fmt.Errorf("knob %s: %w", name, err)
			}
			*d = parsed
			continue
		}
		target := others[name]
		if target == nil {
			return fmt.Errorf("there is no knob %q", name)
		}
		if err := json.Unmarshal(raw, target); err != nil {
			return fmt.Errorf("knob %s: %w", name, err)
		}
	}
	if err := k.checkFaults(); err != nil {
		return err
	}
	if err := k.ActivityKnobs.check(); err != nil {
		return err
	}
	if k.ReportHeader != "" && k.ReportHeader != "2022" && k.ReportHeader != "2017" {
		return fmt.Errorf("knob report_header: %q is neither 2022 nor 2017", k.ReportHeader)
	}
	switch k.DeltaExpired {
	case "", "410", "410-bare", "400":
		return nil
	}
	return fmt.Errorf("knob delta_expired: %q is neither 410, 410-bare nor 400", k.DeltaExpired)
}

// MarshalJSON writes what UnmarshalJSON reads.
func (k Knobs) MarshalJSON() ([]byte, error) {
	type plain Knobs
	return json.Marshal(struct {
		plain
		ReportHold         string `json:"report_hold"`
		UnresolvedFor      string `json:"unresolved_for"`
		SASLifetime        string `json:"sas_lifetime"`
		ThrottleRetryAfter string `json:"throttle_retry_after"`
		ThrottleFor        string `json:"throttle_for"`
		PageDelay          string `json:"page_delay"`
		SignInLag          string `json:"sign_in_lag"`
		SignInWindow       string `json:"sign_in_window"`
		SignInsKept        string `json:"sign_ins_kept"`
		AuditHold          string `json:"audit_hold"`
		AuditLag           string `json:"audit_lag"`
	}{plain(k), k.ReportHold.String(), k.UnresolvedFor.String(), k.SASLifetime.String(), k.ThrottleRetryAfter.String(),
		k.ThrottleFor.String(), k.PageDelay.String(), k.SignInLag.String(), k.SignInWindow.String(), k.SignInsKept.String(),
		k.AuditHold.String(), k.AuditLag.String()})
}

func (k *Knobs) forbids(name string) bool {
	for _, f := range k.Forbid {
		if f == name {
			return true
		}
	}
	return false
}

func (k *Knobs) unknownWord() string {
	if k.UnknownWord == "" {
		return "Unknown"
	}
	return k.UnknownWord
}
