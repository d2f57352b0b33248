package main

import (
	"slices"
	"testing"
)

func TestSortModels_GivesOneOrder(t *testing.T) {
	const one = "export namespace b {\n\t\n\texport enum Y {\n\t    A = \"a\",\n\t}\n\texport interface X {\n\t    list: string[];\n\t}\n\n}\n\n" +
		"export namespace a {\n\t\n\texport class Z {\n\t    static createFrom(source: any = {}) {\n\t        return new Z(source);\n\t    }\n\t}\n\n}\n"
	const other = "export namespace a {\n\texport class Z {\n\t    static createFrom(source: any = {}) {\n\t        return new Z(source);\n\t    }\n\t}\n}\n" +
		"export namespace b {\n\texport interface X {\n\t    list: string[];\n\t}\n\texport enum Y {\n\t    A = \"a\",\n\t}\n}\n"
	got, err := sortModels(one)
	if err != nil || got != other {
		t.Errorf("got\n%s%v, want\n%s", got, err, other)
	}
	if again, err := sortModels(got); err != nil || again != got {
		t.Errorf("sorted again it is\n%s%v", again, err)
	}
}

// A form that is not known is an error, so that nothing of it gets lost.
func TestSortModels_RefusesWhatItDoesNotKnow(t *testing.T) {
	for _, text := range []string{
		"import * as x from 'x';\n",
		"export namespace a {\n\texport const x = 1;\n}\n",
		"export namespace a {\n\texport enum X {\n",
		"export namespace a {\n",
	} {
		if got, err := sortModels(text); err == nil {
			t.Errorf("%q gives %q", text, got)
		}
	}
}

func TestDifferingFiles(t *testing.T) {
	before := map[string][]byte{"same.ts": []byte("a"), "changed.ts": []byte("a"), "gone.ts": nil}
	after := map[string][]byte{"same.ts": []byte("a"), "changed.ts": []byte("b"), "new.ts": nil}
	if got, want := differingFiles(before, after), []string{"changed.ts", "gone.ts", "new.ts"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}
