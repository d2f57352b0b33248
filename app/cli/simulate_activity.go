package cli

import (
	"github.com/spf13/pflag"

	"licenseledger/sync/simtenant"
)

// activityFlags are about sign-ins and the audit log.
func activityFlags(f *pflag.FlagSet, k *simtenant.ActivityKnobs) {
	f.StringVar(&k.Premium, "premium-state", "", "what becomes of the P1 of --premium: missing, or flaky (two of three calls say that it is missing)")
	f.DurationVar(&k.SignInLag, "sign-in-lag", 0, "let sign-ins come up to this much virtual time later into the log")
	f.DurationVar(&k.SignInWindow, "sign-in-window", 0, "answer 504 to who asks for the sign-ins of more than this time; 0 is any")
	f.DurationVar(&k.SignInsKept, "sign-ins-kept", 0, "how long sign-ins are kept; 0 is 720h")
	f.BoolVar(&k.QuotaSilent, "quota-silent", false, "leave Retry-After out where the quota of sign-ins is used up")
	f.DurationVar(&k.AuditHold, "audit-hold", 0, "keep searches of the audit log unfinished for this much virtual time")
	f.BoolVar(&k.AuditOff, "audit-off", false, "auditing is switched off in the tenant")
	f.IntVar(&k.AuditFail, "audit-fail", 0, "let this many searches of the audit log fail")
	f.DurationVar(&k.AuditLag, "audit-lag", 0, "let records come up to this much virtual time later into the audit log; 0 is 90m")
	f.IntVar(&k.AuditCap, "audit-cap", 0, "the most records that a search gives; 0 is 1,000,000")
}
