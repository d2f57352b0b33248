package ledger

import (
	"cmp"
	"slices"
	"strings"
)

// Cover says that one license brings all that another does, so that nobody
// needs both.
type Cover struct {
	SkuID        string // the license that brings it all; lower case
	CoveredSkuID string // the one that is not needed beside it
}

// CoverEdit is a person's word on a cover; it goes before the built-in table.
type CoverEdit struct {
	Cover
	IsCovered bool
}

// Check refuses a cover that says nothing. Code invalid.
func (c Cover) Check() error {
	const op = "set what covers what"
	switch {
	case c.SkuID == "" || c.CoveredSkuID == "":
		return Errorf(CodeInvalid, op, "A cover is of two licenses, and one of them was not named. Write A=B: A brings all that B does.")
	case c.SkuID == c.CoveredSkuID:
		return Errorf(CodeInvalid, op, "A license does not cover itself. Name two different ones.")
	}
	if plans, ok := LicensePlans(c.CoveredSkuID); ok && !IsStandalone(plans) {
		return Errorf(CodeInvalid, op, "%s brings more than Power Apps and Power Automate, so no other license covers it.", LicenseName(c.CoveredSkuID, ""))
	}
	return nil
}

// coverTable holds what Microsoft's licensing guide says of the licenses that
// people hold one of in place of another: the license, then those it covers.
// - Power Apps Premium (formerly per user) runs any number of apps, a per app
// plan one: https://learn.microsoft.com/power-platform/admin/about-powerapps-perapp
// - Power Automate Premium (formerly per user with attended RPA) has all of the
// per user plan, which replaced Plan 2:
// https://learn.microsoft.com/power-platform/admin/power-automate-licensing/types
// - Power Apps Plan 2 brings the very service of Power Automate Plan 2. It is no
// less than Premium in flows, so that Premium does not cover it.
// - A license sold under two numbers is one license.
const coverTable = `
b30411f5-fea1-4a59-9ad9-3db7c7ead579 2a6fb3c6-30cc-4558-a69d-032425c1a3ba a8ad7d2b-b8cf-49d6-b25a-69094a0be206 b4d7b828-e8dc-4518-91f9-e123ae48440d
2a6fb3c6-30cc-4558-a69d-032425c1a3ba b30411f5-fea1-4a59-9ad9-3db7c7ead579
ddfae3e3-fcb2-4174-8ebd-3023cb213c8b a8ad7d2b-b8cf-49d6-b25a-69094a0be206 b4d7b828-e8dc-4518-91f9-e123ae48440d 4755df59-3f73-41ab-a249-596ad72b5504
eda1941c-3c4f-4995-b5eb-e85a42175ab9 4a51bf65-409c-4a91-b845-1121b571cc9d
4a51bf65-409c-4a91-b845-1121b571cc9d d80a4c5d-8f05-4b64-9926-6574b9e6aee4 4755df59-3f73-41ab-a249-596ad72b5504
d80a4c5d-8f05-4b64-9926-6574b9e6aee4 4a51bf65-409c-4a91-b845-1121b571cc9d
8e4c6baa-f2ff-4884-9c38-93785d0d7ba1 8623b2d7-5e24-4281-b6b7-086a5f3b0b1c c14d7f00-457c-4e3e-8960-48f35459b3c9
d3987516-4b53-4dc0-8335-411260bf5626 c8803586-c136-479a-8ff3-f5f32d23a68e
c8803586-c136-479a-8ff3-f5f32d23a68e 2b3b0c87-36af-4d15-8124-04a691cc2546
eca22b68-b31f-4e9c-a20c-4d40287bc5dd 2b3b0c87-36af-4d15-8124-04a691cc2546
`

// BuiltInCovers is what License Ledger says covers what, by the names of
// licenses.
func BuiltInCovers() []Cover {
	var all []Cover
	for line := range strings.Lines(coverTable) {
		ids := strings.Fields(line)
		for i := 1; i < len(ids); i++ {
			all = append(all, Cover{ids[0], ids[i]})
		}
	}
	sortCovers(all)
	return all
}

// CoversWith is the built-in table with what people say in its place.
func CoversWith(edits []CoverEdit) []Cover {
	holds := map[Cover]bool{}
	for _, c := range BuiltInCovers() {
		holds[c] = true
	}
	for _, e := range edits {
		holds[e.Cover] = e.IsCovered
	}
	var all []Cover
	for c, is := range holds {
		if is {
			all = append(all, c)
		}
	}
	sortCovers(all)
	return all
}

func sortCovers(all []Cover) {
	by := func(id string) string { return FoldText(LicenseName(id, id)) }
	slices.SortFunc(all, func(a, b Cover) int {
		return cmp.Or(cmp.Compare(by(a.SkuID), by(b.SkuID)), cmp.Compare(by(a.CoveredSkuID), by(b.CoveredSkuID)),
			cmp.Compare(a.SkuID, b.SkuID), cmp.Compare(a.CoveredSkuID, b.CoveredSkuID))
	})
}

// CoverMatrix tells for n licenses, by their places in ids, which covers which:
// a license covers as well what a license that it covers does.
func CoverMatrix(ids []string, covers []Cover) [][]bool {
	place := map[string]int{}
	all := slices.Clone(ids)
	for _, c := range covers {
		all = append(all, c.SkuID, c.CoveredSkuID) // in between, licenses that the tenant does not have
	}
	slices.Sort(all)
	all = slices.Compact(all)
	for i, id := range all {
		place[id] = i
	}
	whole := make([][]bool, len(all))
	for i := range whole {
		whole[i] = make([]bool, len(all))
	}
	for _, c := range covers {
		whole[place[c.SkuID]][place[c.CoveredSkuID]] = true
	}
	for k := range all {
		for i := range all {
			for j := range all {
				whole[i][j] = whole[i][j] || whole[i][k] && whole[k][j]
			}
		}
	}
	matrix := make([][]bool, len(ids))
	for i := range ids {
		matrix[i] = make([]bool, len(ids))
		for j := range ids {
			matrix[i][j] = i != j && whole[place[ids[i]]][place[ids[j]]]
		}
	}
	return matrix
}

// Twice finds, among the n licenses of a person, those that another one covers:
// for each the place of the one to keep, and -1 for those that stay. Of licenses
// that cover each other the first stays. covers is transitive where the first of
// its licenses may cover at all.
func Twice(n int, covers func(i, j int) bool) []int {
	by := make([]int, n)
	goes := func(j, i int) bool { return i != j && covers(i, j) && (i < j || !covers(j, i)) }
	stays := func(i int) bool {
		for k := range n {
			if goes(i, k) {
				return false
			}
		}
		return true
	}
	for j := range n {
		by[j] = -1
		for i := range n {
			if goes(j, i) && stays(i) {
				by[j] = i
				break
			}
		}
	}
	return by
}
