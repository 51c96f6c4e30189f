package library

import (
	"encoding/json"
	"slices"
	"testing"
)

func TestBelowComparesWholeNames(t *testing.T) {
	for _, c := range []struct {
		path, folder string
		want         bool
	}{
		{"/a/b", "/a", true},
		{"/a/b/c", "/a", true},
		{"/a", "/a", true},
		{"/a", "/a/b", false},
		{"/ab", "/a", false},
		{"/a", "/", true},
		{"/", "/", true},
		{"/a\xff/b", "/a\xff", true},
	} {
		if got := Below(c.path, c.folder); got != c.want {
			t.Errorf("Below(%q, %q) is %v", c.path, c.folder, got)
		}
	}
}

func FuzzPaths(f *testing.F) {
	f.Add([]byte(`["/a",{"path_b64":"/w=="}]`))
	f.Fuzz(func(t *testing.T, b []byte) {
		var p Paths
		if json.Unmarshal(b, &p) != nil {
			return
		}
		again, err := json.Marshal(p)
		if err != nil {
			t.Fatal(err)
		}
		var q Paths
		if err := json.Unmarshal(again, &q); err != nil || !slices.Equal(p, q) {
			t.Errorf("%q came back as %q (%v)", p, q, err)
		}
	})
}
