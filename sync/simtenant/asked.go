package simtenant

import (
	"maps"
	"net/http"
	"strings"
	"sync"
)

// askedNames are what Asked calls the services.
var askedNames = map[service]string{loginService: "sign-in", graphService: "graph", platformService: "power platform", blobService: "download"}

// Asked counts the requests by "service METHOD path", those inside of a batch too,
// steering apart. Queries are left out, and "{id}" stands for ids, so that there
// are few.
func (t *Tenant) Asked() map[string]int { return t.asked.all() }

type asked struct {
	mu    sync.Mutex
	count map[string]int
}

func (a *asked) add(which service, r *http.Request) {
	parts := strings.Split(r.URL.EscapedPath(), "/")
	for i, part := range parts {
		if len(part) >= 20 && strings.Count(part, "-") >= 4 {
			parts[i] = "{id}"
		}
	}
	line := askedNames[which] + " " + r.Method + " " + strings.Join(parts, "/")
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.count == nil {
		a.count = map[string]int{}
	}
	if _, known := a.count[line]; !known && len(a.count) >= 1000 {
		line = "more"
	}
	a.count[line]++
}

func (a *asked) all() map[string]int {
	a.mu.Lock()
	defer a.mu.Unlock()
	return maps.Clone(a.count)
}
