package rest

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestList_NothingStaysOfWhatWasThere reads one list into the memory of another.
func TestList_NothingStaysOfWhatWasThere(t *testing.T) {
	type object struct {
		Name  string   `json:"name"`
		Yes   *bool    `json:"yes"`
		Texts []string `json:"texts"`
	}
	read := func(body string, memory []object) List[object] {
		t.Helper()
		got := struct {
			Value List[object] `json:"value"`
		}{List[object]{Objects: memory}}
		if err := Decode(Request{}, Answer{Body: []byte(body)}, &got); err != nil {
			t.Fatal(err)
		}
		return got.Value
	}
	first := read(`{"value":[{"name":"Jane","yes":true,"texts":["a","b"]},{"name":"John"}]}`, nil)
	kept := first.Objects[0]
	second := read(`{"value":[{"texts":["c"]},{}]}`, first.Objects)
	if diff := cmp.Diff(List[object]{Objects: []object{{Texts: []string{"c"}}, {}}, Given: true}, second); diff != "" {
		t.Errorf("read into the memory of another (-want +got):\n%s", diff)
	}
	if kept.Name != "Jane" || !*kept.Yes || !cmp.Equal(kept.Texts, []string{"a", "b"}) {
		t.Errorf("what was read before and kept is now %+v", kept)
	}
	for body, given := range map[string]bool{`{}`: false, `{"value":null}`: false, `{"value":[]}`: true} {
		if got := read(body, nil); got.Given != given || len(got.Objects) > 0 {
			t.Errorf("%s is read as %+v", body, got)
		}
	}
}
