package house

import (
	"fmt"
	"path"
	"slices"
	"strings"
	"testing"
)

const documentsIndex = "docs/README.md"

// unlisted finds pages of docs that its index does not lead to. Decisions have a folder of
// their own.
func unlisted(t *testing.T, tr tree) []string {
	var listed []string
	for _, found := range link.FindAllStringSubmatch(tr.read(t, documentsIndex), -1) {
		file, _, _ := strings.Cut(found[1], "#")
		listed = append(listed, path.Join("docs", file))
	}
	var missing []string
	for _, name := range tr.documents() {
		if strings.HasPrefix(name, "docs/") && !strings.HasPrefix(name, "docs/decisions/") && name != documentsIndex && !slices.Contains(listed, name) {
			missing = append(missing, fmt.Sprintf("%s does not lead to %s", documentsIndex, name))
		}
	}
	return missing
}

func TestDocuments_StandInTheIndex(t *testing.T) { keeps(t, unlisted(t, project(t))) }

func TestUnlisted(t *testing.T) {
	catches(t, unlisted(t, example(
		documentsIndex, "[A](a.md) [B](guide/b.md#there)",
		"docs/a.md", "", "docs/guide/b.md", "", "docs/c.md", "", "docs/decisions/0001-x.md", "", "store/README.md", "",
	)), "docs/c.md")
}
