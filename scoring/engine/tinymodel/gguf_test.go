package tinymodel

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// mixed is a file with a key of each type and tensors of awkward sizes.
func mixed() *file {
	f := &file{tensors: []*tensor{
		{name: "odd", shape: []int{3}, data: []float32{1, -2, 3.5}},
		{name: "table", shape: []int{3, 2, 2}, data: []float32{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12}},
		{name: "one", shape: []int{1}, data: []float32{-7}},
	}}
	f.set("number", uint32(1<<31))
	f.set("fraction", float32(0.25))
	f.set("yes", true)
	f.set("no", false)
	f.set("text", "old")
	f.set("texts", []string{"", "Ġt", "a b"})
	f.set("signed", []int32{-1, 2})
	f.set("fractions", []float32{0.5, -1})
	f.set("text", "new")
	return f
}

func TestWhatIsWrittenIsReadBack(t *testing.T) {
	path := filepath.Join(t.TempDir(), "mixed.gguf")
	if err := os.WriteFile(path, mixed().encode(), 0o600); err != nil {
		t.Fatal(err)
	}
	got := readFile(t, path)
	want := map[string]any{
		"number": "2147483648", "fraction": "0.25", "yes": "true", "no": "false", "text": "new",
		"texts": []string{"", "Ġt", "a b"}, "signed": []string{"-1", "2"}, "fractions": []string{"0.5", "-1"},
	}
	if diff := cmp.Diff(want, got.keys); diff != "" {
		t.Errorf("the keys (-want +got):\n%s", diff)
	}
	for _, w := range mixed().tensors {
		if diff := cmp.Diff(*w, got.tensors[w.name], cmp.AllowUnexported(tensor{})); diff != "" {
			t.Errorf("a tensor (-want +got):\n%s", diff)
		}
	}
}

func TestTheNumbersBeginWhereTheDescriptionEnds(t *testing.T) {
	f := mixed()
	raw := f.encode()
	one := (&file{tensors: []*tensor{{data: f.tensors[0].data}}}).encode()
	want := one[len(one)-alignment:]
	if got := raw[f.weights():][:alignment]; string(got) != string(want) {
		t.Errorf("the first tensor is not at %d of %d bytes", f.weights(), len(raw))
	}
}
