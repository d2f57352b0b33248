package rest

import (
	"crypto/tls"
	"encoding/binary"
	"io"
	"net/http"
	"net/http/httptest"
	"sync/atomic"
)

// midway stops an answer of HTTP/2 in the middle.
func midway(stop func(s *httptest.Server)) fault {
	var server *httptest.Server
	return fault{start: func(s *httptest.Server) { s.EnableHTTP2, server = true, s },
		serve: func(w http.ResponseWriter, r *http.Request) {
			if r.ProtoMajor != 2 {
				panic("HTTP/2 was wanted")
			}
			_, _ = io.WriteString(w, people[:20])
			w.(http.Flusher).Flush()
			stop(server)
		}}
}

// Frames of HTTP/2, which no server of Go's own sends at will.
// https://www.rfc-editor.org/rfc/rfc9113.html#section-6
const (
	frameData, frameHeaders, frameReset, frameSettings, frameGoAway = 0, 1, 3, 4, 7

	flagEnd, flagAck, flagEndHeaders = 1, 1, 4
	noError, refusedStream, calmDown = 0, 7, 11
	status200                        = "\x88" // :status 200, as HPACK numbers it
	preface                          = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"
)

func frame(kind, flags byte, stream uint32, payload string) string {
	head := []byte{0, byte(len(payload) >> 8), byte(len(payload)), kind, flags}
	return string(binary.BigEndian.AppendUint32(head, stream)) + payload
}

// numbers is a payload of numbers.
func numbers(all ...uint32) string {
	var b []byte
	for _, n := range all {
		b = binary.BigEndian.AppendUint32(b, n)
	}
	return string(b)
}

// framed answers the first question of so many connections with frames and hangs up.
// Later ones are answered as usual.
func framed(connections int64, frames func(stream uint32) string) fault {
	var bad atomic.Int64
	bad.Store(connections)
	speak := func(_ *http.Server, c *tls.Conn, usual http.Handler) {
		defer c.Close()
		if _, err := io.ReadFull(c, make([]byte, len(preface))); err != nil {
			return
		}
		answer := frame(frameSettings, 0, 0, "")
		for {
			if _, err := io.WriteString(c, answer); err != nil {
				return
			}
			kind, flags, stream, err := nextFrame(c)
			switch answer = ""; {
			case err != nil:
				return
			case kind == frameSettings && flags&flagAck == 0:
				answer = frame(frameSettings, flagAck, 0, "")
			case kind == frameHeaders && bad.Add(-1) >= 0:
				_, _ = io.WriteString(c, frames(stream))
				return
			case kind == frameHeaders:
				w := httptest.NewRecorder()
				usual.ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/v1.0/users", nil))
				answer = frame(frameHeaders, flagEndHeaders, stream, status200) + frame(frameData, flagEnd, stream, w.Body.String())
			}
		}
	}
	return fault{start: func(s *httptest.Server) {
		s.EnableHTTP2 = true
		s.Config.TLSNextProto = map[string]func(*http.Server, *tls.Conn, http.Handler){"h2": speak}
	}}
}

func nextFrame(c io.Reader) (kind, flags byte, stream uint32, err error) {
	head := make([]byte, 9)
	if _, err := io.ReadFull(c, head); err != nil {
		return 0, 0, 0, err
	}
	_, err = io.CopyN(io.Discard, c, int64(head[0])<<16|int64(head[1])<<8|int64(head[2]))
	return head[3], head[4], binary.BigEndian.Uint32(head[5:]), err
}

// goneFaults are ends of HTTP/2 before an answer is whole. Those that say that nothing
// was done are asked again at once.
func goneFaults() map[string]fault {
	begun := func(stream uint32) string {
		return frame(frameHeaders, flagEndHeaders, stream, status200) + frame(frameData, 0, stream, people[:20])
	}
	return map[string]fault{
		"stream reset":             midway(func(*httptest.Server) { panic(http.ErrAbortHandler) }),
		"connection closed midway": midway(func(s *httptest.Server) { s.CloseClientConnections() }),
		"stream refused": framed(1, func(stream uint32) string {
			return frame(frameReset, 0, stream, numbers(refusedStream))
		}),
		"connection at its end": framed(2, func(uint32) string {
			return frame(frameGoAway, 0, 0, numbers(0, noError))
		}),
		"connection ended midway": framed(networkAttempts, func(stream uint32) string {
			return begun(stream) + frame(frameGoAway, 0, 0, numbers(stream, calmDown))
		}),
		"connection ended once midway": framed(1, func(stream uint32) string {
			return begun(stream) + frame(frameGoAway, 0, 0, numbers(stream, noError))
		}),
	}
}
