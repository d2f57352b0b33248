package app

import (
	"context"
	"fmt"
	"path/filepath"
	"regexp"
	"strings"
	"time"

	"licenseledger/app/export"
	"licenseledger/app/export/lake"
	"licenseledger/store/ledger"
)

// LakeSpec asks for a lake of what a ledger has of each day.
type LakeSpec struct {
	Out    string // the folder; it may hold other tenants
	Since  string // first day (2026-03-31) that it shall have; "" is the first of the ledger
	Redact bool   // pseudonyms take the place of people; see export.Redactor
}

// LakeResult says what the lake has of the tenant, and what was done for that.
type LakeResult struct {
	lake.Result
	Path        string
	First, Last string // days; "" where there is none
}

// ExportLake makes a lake have what the ledger says now of every day that can be
// opened. Days on which nothing changed are left as they are. Codes: usage for a
// day that is none, stale when the ledger changed meanwhile, and those of
// lake.Write.
func (l *Ledger) ExportLake(ctx context.Context, spec LakeSpec, progress ProgressFunc) (LakeResult, error) {
	if spec.Since != "" {
		if _, err := time.Parse(time.DateOnly, spec.Since); err != nil {
			return LakeResult{}, ledger.Errorf(ledger.CodeUsage, "", "%q is no day. Give one such as 2026-03-31.", spec.Since)
		}
	}
	info, err := l.Info(ctx)
	if err != nil {
		return LakeResult{}, err
	}
	s, err := l.openLake(ctx, info, spec)
	if err != nil {
		return LakeResult{}, err
	}
	parts, err := s.parts(ctx)
	if err != nil {
		return LakeResult{}, err
	}
	done, err := lake.Write(ctx, spec.Out, lake.Manifest{
		Tenant: s.tenant, TenantName: info.TenantName, Sample: info.Sample, Zone: info.Zone, Redacted: spec.Redact, AppVersion: Version,
		WrittenAt: ledger.InstantOf(l.clock.Now()).String(),
	}, parts, func(done, total int) {
		progress.tell(Progress{Step: StepExport, Done: int64(done), Total: int64(total), File: filepath.Base(spec.Out)})
	})
	if ledger.CodeOf(err) == ledger.CodeStale {
		err = &ledger.Error{Code: ledger.CodeStale, Op: "export", Err: err,
			Message: "The history changed while the lake was written, so nothing of it was taken over. Repeat the export."}
	}
	if err != nil {
		return LakeResult{}, err
	}
	result := LakeResult{Result: done, Path: spec.Out}
	if n := len(s.days); n > 0 {
		result.First, result.Last = s.days[0].day, s.days[n-1].day
	}
	return result, nil
}

// lakeSource is what a lake is made from, in one state of the ledger.
type lakeSource struct {
	ledger     *Ledger
	tenant     string
	info       Info
	generation int64
	days       []lakeDay        // of the lake, in order
	before     *lakeDay         // the one before them; nil when there is none
	redactor   *export.Redactor // nil where people stand as they are
	usesSeal   string           // with which those of uses begin
	prices     []ledger.Price   // of licenses; no part of a generation
}

// lakeDay is a day and the snapshot that speaks for it, as for a date of --at.
type lakeDay struct {
	day      string
	snapshot ledger.Snapshot
	seal     string // see store.Ledger.DaySeals; words differ between versions
}

func (l *Ledger) openLake(ctx context.Context, info Info, spec LakeSpec) (*lakeSource, error) {
	s := &lakeSource{ledger: l, info: info, tenant: lakeTenant(info)}
	snapshots, err := l.store.Snapshots(ctx)
	if err != nil {
		return nil, err
	}
	seals, generation, err := l.store.DaySeals(ctx)
	if err != nil {
		return nil, err
	}
	s.generation = generation
	if s.prices, err = l.store.Prices(ctx); err != nil {
		return nil, err
	}
	seal := Version + " "
	if spec.Redact {
		s.usesSeal = "redacted "
		if s.redactor, err = l.redactor(ctx); err != nil {
			return nil, err
		}
		// Whose an address is may turn out later, and then for every day.
		seal += fmt.Sprintf("redacted %d ", generation)
	}
	var all []lakeDay
	for i := range snapshots {
		at, err := time.Parse(time.RFC3339, snapshots[i].At)
		if err != nil {
			return nil, &ledger.Error{Code: ledger.CodeInternal, Op: "export", Message: "The instant of a snapshot cannot be read.", Err: err}
		}
		day := lakeDay{day: at.In(l.store.Zone()).Format(time.DateOnly), snapshot: snapshots[i], seal: seal + seals[snapshots[i].ID]}
		if n := len(all); n > 0 && all[n-1].day == day.day {
			all[n-1] = day
		} else {
			all = append(all, day)
		}
	}
	for i := range all {
		if all[i].day >= spec.Since {
			s.days = all[i:]
			if i > 0 {
				s.before = &all[i-1]
			}
			break
		}
	}
	return s, nil
}

// notInFolders are the characters that are left out of the name of a folder.
var notInFolders = regexp.MustCompile(`[^a-z0-9._-]+`)

// lakeTenant is what the tenant is called in the lake: its id, or for a history
// of downloaded files, which tell none, the name of its file.
func lakeTenant(info Info) string {
	if info.TenantID != "" {
		return notInFolders.ReplaceAllString(strings.ToLower(info.TenantID), "-")
	}
	return "file-" + notInFolders.ReplaceAllString(strings.ToLower(strings.TrimSuffix(info.FileName, filepath.Ext(info.FileName))), "-")
}
