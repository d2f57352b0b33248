package house

import (
	"encoding/json"
	"fmt"
	"regexp"
	"strings"
	"testing"
)

const windowWords = "frontend/src/i18n/en.json"

// wayThrough is what a page says to click, one after the other: *Settings > Privacy*.
var wayThrough = regexp.MustCompile(`\*{1,2}((?:Overview|User licenses|People|Licenses and cost|Changes|History|Settings|All tenants) > [^*\n]+)\*{1,2}`)

// lostWays finds ways through the window that name something the window does not show.
func lostWays(t *testing.T, tr tree) []string {
	var words map[string]any
	if err := json.Unmarshal([]byte(tr.read(t, windowWords)), &words); err != nil {
		t.Fatal(err)
	}
	shown := map[string]bool{}
	var collect func(map[string]any)
	collect = func(part map[string]any) {
		for _, value := range part {
			switch value := value.(type) {
			case string:
				shown[strings.TrimRight(value, "… ")] = true
			case map[string]any:
				collect(value)
			}
		}
	}
	collect(words)
	var lost []string
	for _, name := range tr.documents() {
		for _, way := range wayThrough.FindAllStringSubmatch(prose(tr.read(t, name)), -1) {
			for step := range strings.SplitSeq(way[1], " > ") {
				if !shown[strings.TrimRight(step, "….,; ")] {
					lost = append(lost, fmt.Sprintf("%s leads through the window by %q, which shows no %q", name, way[1], step))
				}
			}
		}
	}
	return lost
}

func TestDocuments_WaysThroughTheWindow(t *testing.T) { keeps(t, lostWays(t, project(t))) }

func TestLostWays(t *testing.T) {
	catches(t, lostWays(t, example(
		windowWords, `{"nav": {"settings": "Settings", "privacy": "Privacy"}, "open": "Open…"}`,
		"docs/a.md", "*Settings > Privacy*, **Settings > Open…**, *Settings > Secrecy*, **neither > nor**",
	)), "Secrecy")
}
