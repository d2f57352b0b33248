package rest

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"runtime"
	"strings"
	"testing"

	"licenseledger/store/ledger"
)

func packed(text string) string {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	_, _ = io.WriteString(z, text)
	_ = z.Close()
	return b.String()
}

// bomb begins as it is told and is 4 GiB when it is unpacked, from 4 MiB: gzip may have
// one part after the other.
func bomb(begin, line string) string {
	return packed(begin) + strings.Repeat(packed(strings.Repeat(line, 16<<20/len(line))), 256)
}

// packedFaults are what is wrong with what comes packed.
func packedFaults() map[string]fault {
	gibibytes := bomb(people[:20], "x") // before anybody waits for it
	return map[string]fault{
		"packed garbage":             says("no gzip at all", "Content-Encoding", "gzip"),
		"packed and cut":             says(packed(people)[:30], "Content-Encoding", "gzip"),
		"packed, and gigabytes":      says(gibibytes, "Content-Encoding", "gzip"),
		"packed, and endless inside": says(packed(`{"value":[{"id":"`+strings.Repeat("x", 32<<20)+`"}]}`), "Content-Encoding", "gzip"),
		"packed twice":               says(packed(packed(people)), "Content-Encoding", "gzip"),
		"packed twice, as told":      says(packed(packed(people)), "Content-Encoding", "gzip, gzip"),
		"packed in another way":      says("\x1b\x0e\x00\xf8"+people[:20], "Content-Encoding", "br"),
		"a refusal of gigabytes": {serve: func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Encoding", "gzip")
			w.WriteHeader(http.StatusServiceUnavailable)
			_, _ = io.WriteString(w, gibibytes)
		}},
	}
}

// A file of which some kilobytes come and gigabytes are unpacked is read to a limit,
// in no more memory than any other.
func TestDownload_EndsFilesThatHaveNoEnd(t *testing.T) {
	const header = "User Name,Email Address,Service,License,License Assigned Date,Is Trial,Expiration Date\r\n"
	file := bomb(header, "Jane CANARY,\r\n\r\n")
	blob := httptest.NewTLSServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Encoding", "gzip")
		_, _ = io.WriteString(w, file)
	}))
	defer blob.Close()
	for limit, told := range map[int64]string{3 << 20: "larger than 3 MiB", 64 << 20: "larger than 64 MiB"} {
		b := newBench(t, func(http.ResponseWriter, *http.Request) {}, func(cfg *Config) { cfg.HTTP, cfg.Limits = blob.Client(), Limits{File: limit} })
		d, err := b.client.Download(t.Context(), "download list", blob.URL+"/list.csv?sig=CANARY")
		if err != nil {
			t.Fatal(err)
		}
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		n, err := io.Copy(io.Discard, struct{ io.Reader }{d})
		runtime.ReadMemStats(&after)
		d.Close()
		if e := wantCode(t, err, ledger.CodeInvalid); n > limit || n < limit-1<<20 || !strings.Contains(e.Message, told) || strings.Contains(fmt.Sprint(err), "CANARY") {
			t.Errorf("read %d of %d bytes, %v", n, limit, err)
		}
		if took := after.TotalAlloc - before.TotalAlloc; took > 8<<20 {
			t.Errorf("it took %d MiB", took>>20)
		}
	}
}
