package powerplatform

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"strings"
	"time"

	"licenseledger/store/ledger"
	"licenseledger/sync/engine"
	"licenseledger/sync/importer"
	"licenseledger/sync/rest"
)

// downloads is how often one Pull opens the file.
const downloads = 4

// errLost marks a job that Microsoft no longer knows, or whose file cannot be
// had any more: it has to be asked for anew.
type errLost struct{ error }

func (e errLost) Unwrap() error { return e.error }

func isLost(err error) bool {
	var lost errLost
	return errors.As(err, &lost)
}

// lostTwice says of a report what the answer to the last call does not: that was
// about a link or a job, not about a permission.
func lostTwice(err error) error {
	text := &ledger.Error{Code: ledger.CodeOffline, Op: "fetch the license report", Err: err,
		Message: "Microsoft prepared the license report, but it could not be fetched: its link had run out each time, or the job was forgotten. Sync again later."}
	var last *ledger.Error
	if errors.As(err, &last) {
		text.RequestID = last.RequestID
	}
	return text
}

// collect waits for the job and reads its file from cursor. A signed address
// that ran out is asked for again; a connection lost in the middle costs the
// rows since the last page.
func (s *LicenseReport) collect(ctx context.Context, running job, deadline time.Time, cursor string, emit func(ledger.Page) error) error {
	var emitted error
	keep := func(page ledger.Page) error {
		cursor = page.Cursor
		emitted = emit(page)
		return emitted
	}
	for n := 1; ; n++ {
		link, err := s.await(ctx, running, deadline)
		if rest.StatusOf(err) == http.StatusNotFound || rest.StatusOf(err) == http.StatusGone {
			return errLost{err}
		}
		if err != nil {
			return err
		}
		running.isNew = false
		file, err := s.client.Download(ctx, "download the license report", link)
		if err == nil {
			err = s.read(ctx, file, cursor, keep)
			err = errors.Join(err, file.Close())
		}
		switch status := rest.StatusOf(err); {
		case err == nil, emitted != nil:
			return err
		case status == http.StatusForbidden, status == http.StatusNotFound, status == http.StatusUnauthorized:
			if n == downloads || running.link != "" {
				return errLost{err}
			}
		case ledger.CodeOf(err) == ledger.CodeOffline && n < downloads:
		default:
			return err
		}
	}
}

// read emits the file's rows after cursor. All rows before it are read too: the
// ordinals of equal rows count from the beginning of the file.
func (s *LicenseReport) read(ctx context.Context, file *rest.Download, cursor string, emit func(ledger.Page) error) error {
	skip, err := place(cursor, file.ETag)
	if err != nil {
		return err
	}
	rows, err := importer.NewReader(file, importer.Options{Name: "the license report"})
	if err != nil {
		return err
	}
	page := ledger.Page{At: ledger.InstantOf(file.At)}
	var read, skipped int64
	for {
		row, _, err := rows.Read()
		var problem *importer.Problem
		if errors.As(err, &problem) {
			skipped++
			continue
		}
		if err == io.EOF {
			break
		}
		if err != nil {
			return err
		}
		if len(page.Objects) == s.rows {
			page.Cursor = fmt.Sprintf("%d %s", read, file.ETag)
			if err := emit(page); err != nil {
				return err
			}
			page = ledger.Page{At: page.At}
		}
		if read++; read > s.most {
			return ledger.Errorf(ledger.CodeInvalid, "read the license report",
				"The license report has more than %s, which no tenant has, and was not used. Download the list by hand and look what it is; if it is right, import that file.", ledger.Counted(s.most, "row", "rows"))
		}
		if read > skip {
			page.Objects = append(page.Objects, ledger.Object{Facts: []ledger.Fact{row}})
		}
	}
	if read == 0 || skipped > read {
		return ledger.Errorf(ledger.CodeInvalid, "read the license report",
			"The license report has %s that can be read and %d that cannot. That does not mean that everybody left, so it was not used; sync again later.",
			ledger.Counted(read, "row", "rows"), skipped)
	}
	if skipped > 0 {
		engine.Warn(ctx, ledger.Warning{Code: engine.WarnRowsSkipped, Count: skipped, Text: fmt.Sprintf(
			"%s kept out of the license report. Download the list as a file and preview its import to see each with its reason.",
			ledger.Counted(skipped, "row could not be read and was", "rows could not be read and were"))})
	}
	return emit(page)
}

// place reads a cursor: how many rows were read of which version of the file.
func place(cursor, etag string) (rows int64, err error) {
	if cursor == "" {
		return 0, nil
	}
	count, version, _ := strings.Cut(cursor, " ")
	rows, err = strconv.ParseInt(count, 10, 64)
	if err != nil || rows < 0 || version == "" || version != etag {
		return 0, ledger.Errorf(ledger.CodeCursorExpired, "read the license report",
			"The report is another one than the one that was read in part. It is read from the beginning.")
	}
	return rows, nil
}
