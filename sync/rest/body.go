package rest

import (
	"bytes"
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"time"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"licenseledger/store/ledger"
)

// JSON makes the call and decodes the answer into out.
func (c *Client) JSON(ctx context.Context, r Request, out any) (Answer, error) {
	answer, err := c.Do(ctx, r)
	if err != nil {
		return answer, err
	}
	return answer, Decode(r, answer, out)
}

// Decode decodes the answer of a call into out, of which parts may be set when it
// fails.
func Decode(r Request, answer Answer, out any) error {
	if looksLikeHTML(answer) {
		return &ledger.Error{Code: ledger.CodeOffline, Op: r.Op, RequestID: answer.RequestID,
			Message: "A web page came instead of Microsoft's answer. A proxy or a sign-in page of the network may be in between: open a browser, then sync again."}
	}
	if err := json.Unmarshal(bytes.TrimPrefix(answer.Body, []byte("\ufeff")), out, asEver); err != nil {
		return &ledger.Error{Code: ledger.CodeInvalid, Op: r.Op, RequestID: answer.RequestID, Err: shapeError(err),
			Message: "Microsoft's answer does not have the expected shape. Nothing of it was used; if a newer License Ledger exists, install it."}
	}
	return nil
}

// asEver reads what encoding/json reads: a service that sends a name twice, or in
// another case, is read all the same.
var asEver = json.JoinOptions(jsontext.AllowDuplicateNames(true), jsontext.AllowInvalidUTF8(true), json.MatchCaseInsensitiveNames(true))

// shapeError keeps where the JSON went wrong and drops the value that stood there.
func shapeError(err error) error {
	var wrongType *json.SemanticError
	if errors.As(err, &wrongType) {
		return fmt.Errorf("json: %s is not a %s", wrongType.JSONPointer, wrongType.GoType)
	}
	var syntax *jsontext.SyntacticError
	if errors.As(err, &syntax) {
		return fmt.Errorf("json: not valid at byte %d", syntax.ByteOffset)
	}
	return errors.New("json: not as expected")
}

func looksLikeHTML(a Answer) bool {
	return strings.HasPrefix(a.Header.Get("Content-Type"), "text/html") ||
		bytes.HasPrefix(bytes.TrimSpace(a.Body), []byte("<"))
}

func bodyOf(body []byte) io.Reader {
	if body == nil {
		return nil
	}
	return bytes.NewReader(body)
}

// readAll reads a whole answer, up to the limit.
func (c *Client) readAll(r Request, resp *http.Response) ([]byte, *failure) {
	buffer := bytes.NewBuffer(r.Room[:0])
	_, err := buffer.ReadFrom(io.LimitReader(resp.Body, c.limits.Body+1))
	if err != nil {
		return nil, unreachable(r, err)
	}
	body := buffer.Bytes()
	if int64(len(body)) > c.limits.Body {
		return nil, &failure{err: ledger.Errorf(ledger.CodeInvalid, r.Op,
			"Microsoft's answer is larger than %d MiB and was not used. Choose a smaller page size.", c.limits.Body>>20)}
	}
	return body, nil
}

// readSome reads what an error body may say.
func readSome(body io.Reader) []byte {
	some, err := io.ReadAll(io.LimitReader(body, 64<<10))
	if err != nil { // half an error body explains nothing
		return nil
	}
	return some
}

// drain lets the connection be used again, unless much is left.
func drain(body io.ReadCloser) {
	_, _ = io.CopyN(io.Discard, body, 256<<10)
	_ = body.Close()
}

// watchdog ends an attempt that has been silent for too long. It uses the real
// clock: it watches a connection, not the service's time.
type watchdog struct {
	ctx    context.Context
	cancel context.CancelCauseFunc
	timer  *time.Timer
	stall  time.Duration
}

var errStalled = errors.New("no bytes arrived in time")

func newWatchdog(parent context.Context, stall time.Duration) *watchdog {
	ctx, cancel := context.WithCancelCause(parent)
	return &watchdog{ctx: ctx, cancel: cancel, stall: stall,
		timer: time.AfterFunc(stall, func() { cancel(errStalled) })}
}

func (w *watchdog) stop() {
	w.timer.Stop()
	w.cancel(nil)
}

func (w *watchdog) explain(err error) error {
	if errors.Is(context.Cause(w.ctx), errStalled) {
		return errStalled
	}
	return err
}

func (w *watchdog) guard(body io.ReadCloser) io.ReadCloser {
	return &watchedBody{ReadCloser: body, watch: w}
}

type watchedBody struct {
	io.ReadCloser
	watch *watchdog
	since int // bytes that came since the time was set anew
}

// leastBytes must come within the time of a stall: less is a connection that is kept
// alive by somebody, and no answer.
const leastBytes = 64 << 10

func (b *watchedBody) Read(p []byte) (int, error) {
	n, err := b.ReadCloser.Read(p)
	if b.since += n; b.since >= leastBytes {
		b.since = 0
		b.watch.timer.Reset(b.watch.stall)
	}
	if err != nil && err != io.EOF {
		err = b.watch.explain(err)
	}
	return n, err
}

// newRequestID makes a random UUID.
func newRequestID() string {
	var b [16]byte
	_, _ = rand.Read(b[:]) // never fails: crypto/rand ends the program instead
	b[6], b[8] = b[6]&0x0f|0x40, b[8]&0x3f|0x80
	return fmt.Sprintf("%x-%x-%x-%x-%x", b[:4], b[4:6], b[6:8], b[8:10], b[10:])
}
