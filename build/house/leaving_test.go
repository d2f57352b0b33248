package house

import (
	"fmt"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// recording is where the tests in a browser get program and page from: what both send to
// anybody is recorded there.
const recording = "frontend/e2e/program.ts"

var (
	ownTest  = regexp.MustCompile(`import \{[^}]*\btest\b[^}]*\} from '@playwright/test'`)
	ownPage  = regexp.MustCompile(`\.(newContext|newPage|launch|launchPersistentContext|connectOverCDP)\(`)
	starts   = regexp.MustCompile(`process\.env\.LICENSELEDGER_(?:DEV_PROGRAM|E2E_CONSOLE)[^;]*;`)
	givesEnv = regexp.MustCompile(`[ {]env(,|: \w+\.environment)`)
)

// startNothing name or build the programs, and start none that asks anybody.
var startNothing = []string{"frontend/e2e/build-program.ts", "frontend/e2e/tenant.ts"}

// unrecorded finds tests in a browser that get round the recording of what leaves.
func unrecorded(t *testing.T, tr tree) (broken []string) {
	for _, name := range tr.names {
		if name == recording || path.Ext(name) != ".ts" || !slices.Contains([]string{"frontend/e2e", "frontend/large", "frontend/bench", "frontend/pictures"}, path.Dir(name)) {
			continue
		}
		text := tr.read(t, name)
		if ownTest.MatchString(text) {
			broken = append(broken, fmt.Sprintf("%s: takes its tests from Playwright itself; those of %s record what leaves", name, recording))
		}
		for _, found := range ownPage.FindAllString(text, -1) {
			broken = append(broken, fmt.Sprintf("%s: opens a page by %s) that nobody watches; take page, window or browse of %s", name, found, recording))
		}
		if name != "frontend/e2e/policy.spec.ts" && strings.Contains(text, "tries: true") {
			broken = append(broken, fmt.Sprintf("%s: lets its page ask others; only the test of the policy does, which looks whether they were asked", name))
		}
		if slices.Contains(startNothing, name) {
			continue
		}
		for _, found := range starts.FindAllString(text, -1) {
			if !givesEnv.MatchString(found) || !strings.Contains(text, ".environment") {
				broken = append(broken, fmt.Sprintf("%s: starts a program without the environment of %s, in which what it sends is recorded", name, recording))
			}
		}
	}
	return broken
}

func TestLeaving_EverySpecIsRecorded(t *testing.T) { keeps(t, unrecorded(t, project(t))) }

func TestLeaving_Catches(t *testing.T) {
	catches(t, unrecorded(t, example(
		"frontend/e2e/a.spec.ts", "import { expect, test } from '@playwright/test';\n",
		"frontend/e2e/b.spec.ts", "import { expect, type Page } from '@playwright/test';\nimport { test } from './program';\nconst page = await browser.newPage();\n",
		"frontend/e2e/c.spec.ts", "execFileSync(process.env.LICENSELEDGER_E2E_CONSOLE ?? '', args, { stdio: 'pipe' });\nconst { environment } = program.environment;\n",
		"frontend/e2e/d.spec.ts", "execFileSync(process.env.LICENSELEDGER_DEV_PROGRAM ?? '', args, { env: process.env });\n",
		"frontend/e2e/e.spec.ts", "execFileSync(process.env.LICENSELEDGER_DEV_PROGRAM ?? '', args, {\n  env: program.environment,\n});\n",
		"frontend/e2e/f.spec.ts", "test.use({ tries: true });\n",
		"frontend/large/f.spec.ts", "const context = await browser.newContext();\n",
		"frontend/e2e/program.ts", "import { test as base } from '@playwright/test';\nawait browser.newContext();\n",
		"frontend/src/g.ts", "await browser.newContext();\n",
	)), "a.spec.ts: takes", "b.spec.ts: opens a page by .newPage()", "c.spec.ts: starts", "d.spec.ts: starts", "e2e/f.spec.ts: lets", "large/f.spec.ts: opens")
}
