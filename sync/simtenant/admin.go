package simtenant

import (
	"encoding/json"
	"net"
	"net/http"
	"strings"
	"time"
)

// adminPath is where another process moves the clock and turns knobs.
const adminPath = "/_sim/"

// serveAdmin answers loopback callers only, and no browser page: it has no
// sign-in.
func (s *site) serveAdmin(w http.ResponseWriter, r *http.Request) {
	host, _, err := net.SplitHostPort(r.RemoteAddr)
	ip := net.ParseIP(host)
	if err != nil || ip == nil || !ip.IsLoopback() || r.Header.Get("Origin") != "" {
		http.Error(w, "the simulator is steered from this machine only", http.StatusForbidden)
		return
	}
	what := strings.TrimPrefix(r.URL.Path, adminPath)
	switch {
	case what == "state" && r.Method == http.MethodGet:
	case what == "advance" && r.Method == http.MethodPost:
		if problem := s.advance(r.URL.Query().Get("by"), r.URL.Query().Get("to")); problem != "" {
			http.Error(w, problem, http.StatusBadRequest)
			return
		}
	case what == "knobs" && r.Method == http.MethodPost:
		knobs := s.tenant.Knobs()
		if err := json.NewDecoder(http.MaxBytesReader(w, r.Body, 1<<16)).Decode(&knobs); err != nil {
			http.Error(w, "read knobs: "+err.Error(), http.StatusBadRequest)
			return
		}
		s.tenant.SetKnobs(knobs)
	case what == "truth" && r.Method == http.MethodPost:
		w.Header().Set("Content-Type", "application/x-ndjson")
		_ = s.tenant.WriteTruth(w)
		return
	default:
		http.Error(w, "try GET state, POST advance?by=6h, POST advance?to=2026-01-06T00:00:00Z, POST knobs or POST truth", http.StatusNotFound)
		return
	}
	now := s.tenant.Clock().Now()
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(map[string]any{
		"now": now.Format(time.RFC3339), "day": now.Format(time.DateOnly), "knobs": s.tenant.Knobs(), "refused": s.tenant.Refused(), "asked": s.tenant.Asked(), "served": s.tenant.counters.now(),
	})
}

func (s *site) advance(by, to string) (problem string) {
	switch {
	case by != "" && to == "":
		d, err := time.ParseDuration(by)
		if err != nil || d <= 0 {
			return "by must be a duration such as 6h or 90m"
		}
		s.tenant.Clock().Advance(d)
	case to != "" && by == "":
		at, err := time.Parse(time.RFC3339, to)
		if err != nil || at.Before(s.tenant.Clock().Now()) {
			return "to must be an instant such as 2026-01-06T00:00:00Z that lies ahead"
		}
		s.tenant.Clock().AdvanceTo(at)
	default:
		return "say either by or to"
	}
	return ""
}
