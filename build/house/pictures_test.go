package house

import (
	"fmt"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"
)

const (
	guideList  = "frontend/pictures/guide.ts"
	guideTakes = "docs/images/guide/"
	// guideSize is the most that all pictures of the guide may take: everybody who clones
	// the project loads them, in every version.
	guideSize = 3 << 20
)

var (
	quotedName = regexp.MustCompile(`(?m)^  '([a-z-]+)',$`)
	sceneName  = regexp.MustCompile(`name: '([a-z-]+)'`)
	shown      = regexp.MustCompile(`!\[([^\]]*)\]\(([^)]+)\)`)
)

// brokenPictures finds pictures that no page shows or no script takes, pages that show one
// without saying what it is, and scripts that take what does not exist.
func brokenPictures(t *testing.T, tr tree) []string {
	var broken []string
	var used []string
	for _, name := range tr.documents() {
		for _, found := range shown.FindAllStringSubmatch(prose(tr.read(t, name)), -1) {
			if len(strings.Fields(found[1])) < 3 {
				broken = append(broken, fmt.Sprintf("%s shows %s without saying in words what it is", name, found[2]))
			}
			used = append(used, path.Join(path.Dir(name), found[2]))
		}
	}
	var taken []string
	for _, found := range quotedName.FindAllStringSubmatch(tr.read(t, guideList), -1) {
		taken = append(taken, found[1])
	}
	var scenes []string
	for _, name := range tr.names {
		if path.Dir(name) == path.Dir(guideList) {
			for _, found := range sceneName.FindAllStringSubmatch(tr.read(t, name), -1) {
				scenes = append(scenes, found[1])
			}
		}
	}
	for _, name := range taken {
		picture := guideTakes + name + ".png"
		if !slices.Contains(scenes, name) {
			broken = append(broken, fmt.Sprintf("%s names %s, which is no scene of frontend/pictures", guideList, name))
		}
		if !tr.has(picture) {
			broken = append(broken, fmt.Sprintf("%s is not there: go run ./build pictures -guide takes it", picture))
		}
		if !slices.Contains(used, picture) {
			broken = append(broken, fmt.Sprintf("no page shows %s", picture))
		}
	}
	for _, name := range tr.names {
		if strings.HasPrefix(name, "docs/images/") && !slices.Contains(taken, strings.TrimSuffix(strings.TrimPrefix(name, guideTakes), ".png")) {
			broken = append(broken, fmt.Sprintf("no script takes %s: name its scene in %s", name, guideList))
		}
	}
	return broken
}

func TestPictures_AreTakenByTheScriptAndShown(t *testing.T) {
	tr := project(t)
	keeps(t, brokenPictures(t, tr))
	size := 0
	for _, name := range tr.names {
		if strings.HasPrefix(name, guideTakes) {
			size += len(tr.read(t, name))
		}
	}
	if size > guideSize {
		t.Errorf("the pictures of the guide take %d KB, which is more than %d", size>>10, guideSize>>10)
	}
}

func TestBrokenPictures(t *testing.T) {
	catches(t, brokenPictures(t, example(
		"docs/a.md", "![The list of licenses](images/guide/list.png) ![x](images/guide/person.png) ![An old picture here](images/old.png)\n",
		"docs/images/guide/list.png", "", "docs/images/guide/person.png", "", "docs/images/old.png", "", "docs/images/guide/unseen.png", "",
		guideList, "export const guide = [\n  'list',\n  'person',\n  'unseen',\n  'nothing',\n];\n",
		"frontend/pictures/scenes.ts", "{ name: 'list', }, { name: 'person' }, { name: 'unseen' }",
	)), "without saying in words", "unseen.png", "nothing, which is no scene", "nothing.png is not there", "nothing.png", "old.png")
}
