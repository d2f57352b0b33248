package simtenant

import (
	"fmt"
	"time"
)

// ActivityKnobs are the faults and variants of sign-ins and of the audit log.
type ActivityKnobs struct {
	// Premium takes the tenant's Entra ID P1 away ("missing"), or makes two of
	// three calls say so although it is there ("flaky"), as real tenants do.
	Premium string `json:"premium"`
	// SignInLag is how much later a sign-in may come into the log, in virtual
	// time: each by a part of it.
	SignInLag time.Duration `json:"sign_in_lag"`
	// SignInWindow is the widest stretch of time whose sign-ins are answered; a
	// wider one runs into the gateway's limit: 504. Zero: any.
	SignInWindow time.Duration `json:"sign_in_window"`
	// SignInsKept is how long sign-ins are kept; 30 days if zero. A tenant that
	// got its P1 a moment ago has those of 7 days.
	SignInsKept time.Duration `json:"sign_ins_kept"`
	// QuotaSilent leaves Retry-After out where the quota of the audit log's
	// calls is used up.
	QuotaSilent bool `json:"quota_silent"`
	// AuditHold keeps searches of the audit log unfinished for this much virtual
	// time. Zero: done after three looks.
	AuditHold time.Duration `json:"audit_hold"`
	// AuditOff: auditing is switched off in the tenant.
	AuditOff bool `json:"audit_off"`
	// AuditFail makes the next searches fail, so many.
	AuditFail int `json:"audit_fail"`
	// AuditLag is how much later a record may come into the audit log; 90
	// minutes if zero.
	AuditLag time.Duration `json:"audit_lag"`
	// AuditCap is how many records a search gives before it ends without a word;
	// 1,000,000 if zero.
	AuditCap int `json:"audit_cap"`
}

func (k *ActivityKnobs) durations() map[string]*time.Duration {
	return map[string]*time.Duration{
		"sign_in_lag": &k.SignInLag, "sign_in_window": &k.SignInWindow, "sign_ins_kept": &k.SignInsKept,
		"audit_hold": &k.AuditHold, "audit_lag": &k.AuditLag,
	}
}

func (k *ActivityKnobs) others() map[string]any {
	return map[string]any{
		"premium": &k.Premium, "quota_silent": &k.QuotaSilent, "audit_off": &k.AuditOff, "audit_fail": &k.AuditFail, "audit_cap": &k.AuditCap,
	}
}

// The values of the knob premium.
const (
	premiumMissing = "missing"
	premiumFlaky   = "flaky"
)

func (k *ActivityKnobs) signInsKept() moment {
	if k.SignInsKept <= 0 {
		return 30 * day
	}
	return moment(k.SignInsKept / time.Second)
}

func (k *ActivityKnobs) auditLag() moment {
	if k.AuditLag <= 0 {
		return 90 * 60
	}
	return moment(k.AuditLag / time.Second)
}

func (k *ActivityKnobs) check() error {
	if k.Premium != "" && k.Premium != premiumMissing && k.Premium != premiumFlaky {
		return fmt.Errorf("knob premium: %q is neither missing nor flaky", k.Premium)
	}
	return nil
}
