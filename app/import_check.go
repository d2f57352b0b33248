package app

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"licenseledger/store/ledger"
	"licenseledger/sync/importer"
)

// A list much smaller than its neighbour is more often a filtered download than
// a tenant that shrank.
const (
	neighbourRows = 50 // smaller neighbours say nothing
	smallPercent  = 80
)

// askAbout finds, per list, what a person has to answer or mend before it may
// become history; nil where nothing is.
func (l *Ledger) askAbout(ctx context.Context, lists []*importer.File, extent Extent) ([]error, error) {
	snapshots, err := l.store.Snapshots(ctx)
	if err != nil {
		return nil, err
	}
	known, err := l.knownDomains(ctx)
	if err != nil {
		return nil, err
	}
	questions := make([]error, len(lists))
	for i, list := range lists {
		if questions[i], err = strangers(list, known); err != nil {
			return nil, err
		}
		neighbour := neighbourOf(list, snapshots, lists)
		if questions[i] == nil && extent == ExtentUnsaid && neighbour >= neighbourRows && list.Rows*100 < neighbour*smallPercent {
			questions[i] = ledger.Errorf(ledger.CodeNeedsAnswer, "import",
				"%s has %d rows, its neighbour in time %d: is it the whole list, or a part of it? Say which and import it again; nothing was changed.",
				list.Name, list.Rows, neighbour)
		}
	}
	return questions, nil
}

// neighbourOf is the number of rows of the report nearest in time, in the
// ledger or among the lists that are imported together; 0 when there is none.
func neighbourOf(list *importer.File, snapshots []ledger.Snapshot, lists []*importer.File) int64 {
	var rows int64
	nearest := int64(-1)
	look := func(at ledger.Instant, n int64) {
		if away := max(at-list.Taken.At, list.Taken.At-at); nearest < 0 || int64(away) < nearest {
			nearest, rows = int64(away), n
		}
	}
	for _, snapshot := range snapshots {
		for _, c := range snapshot.Coverage {
			info, _ := ledger.SourceByName(c.Source)
			at, err := time.Parse(time.RFC3339, string(c.AsOf))
			if info.IsReport && c.Own && err == nil {
				look(ledger.InstantOf(at), c.Rows)
			}
		}
	}
	for _, other := range lists {
		if other != list {
			look(other.Taken.At, other.Rows)
		}
	}
	return rows
}

// knownDomains are the mail domains of the tenant and of everybody in its
// newest list; empty for a ledger that knows neither.
func (l *Ledger) knownDomains(ctx context.Context) (map[string]bool, error) {
	known := map[string]bool{}
	organization, ok, err := l.store.Organization(ctx)
	if err != nil {
		return nil, err
	}
	if ok && organization.Domains != "" {
		var domains []string
		if err := json.Unmarshal([]byte(organization.Domains), &domains); err != nil {
			return nil, fmt.Errorf("read the tenant's domains: %w", err)
		}
		for _, domain := range domains {
			known[strings.ToLower(domain)] = true
		}
	}
	view, err := l.View(ctx, ViewSpec{})
	if ledger.CodeOf(err) == ledger.CodeNotFound {
		return known, nil
	}
	if err != nil {
		return nil, err
	}
	addresses, err := view.Values("email_address", "", view.Len())
	if err != nil {
		return nil, err
	}
	for _, address := range addresses {
		if domain := domainOf(address.Value); domain != "" {
			known[domain] = true
		}
	}
	return known, nil
}

// strangers refuses a list most of whose addresses are of domains that the
// ledger has never seen: it is of another tenant.
func strangers(list *importer.File, known map[string]bool) (refusal, err error) {
	if len(known) == 0 {
		return nil, nil
	}
	file, err := os.Open(list.Path)
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", list.Name, err)
	}
	defer file.Close()
	reader, err := importer.NewReader(file, importer.Options{Name: list.Name, DateOrder: list.DateOrder})
	if err != nil {
		return nil, err
	}
	var total, strange int
	for {
		row, _, err := reader.Read()
		if err == io.EOF {
			break
		}
		var bad *importer.Problem
		if err != nil && !errors.As(err, &bad) {
			return nil, err
		}
		if domain := domainOf(row.EmailAddress); err == nil && domain != "" {
			total++
			if !known[domain] {
				strange++
			}
		}
	}
	if strange*2 <= total {
		return nil, nil
	}
	return ledger.Errorf(ledger.CodeInvalid, "import",
		"%s looks like another tenant: %d of its %d addresses have mail domains that this ledger has never seen. Import it into a ledger of its own; nothing was changed.",
		list.Name, strange, total), nil
}

func domainOf(address string) string {
	_, domain, _ := strings.Cut(address, "@")
	return strings.ToLower(domain)
}

// previewOf tells what the files are.
func previewOf(lists []*importer.File, questions []error) ImportResult {
	var result ImportResult
	for i, list := range lists {
		file := describe(list)
		file.Preview = true
		if i < len(questions) && questions[i] != nil {
			var asked *ledger.Error
			if errors.As(questions[i], &asked) {
				file.Question = asked.Message
			}
		}
		result.Files = append(result.Files, file)
	}
	return result
}

func describe(list *importer.File) ImportedFile {
	file := ImportedFile{Name: list.Name, Source: list.Source, Rows: list.Rows, At: list.Taken.At.String(), AtRule: list.Taken.Rule,
		Dates: list.OrderSaid(), RejectedCount: list.Rejected}
	for _, p := range list.Problems {
		file.Rejected = append(file.Rejected, RejectedRow{Line: p.Line, Column: p.Column, Reason: p.Reason})
	}
	return file
}
