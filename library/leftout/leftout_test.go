package leftout

import (
	"path/filepath"
	"strings"
	"testing"
)

func TestEveryEntryOfTheTableNamesAFolder(t *testing.T) {
	for _, o := range ownFolders {
		if o.name+o.prefix+o.suffix == "" || o.program == "" || o.name != strings.ToLower(o.name) || o.suffix != strings.ToLower(o.suffix) || o.in != strings.ToLower(o.in) {
			t.Errorf("%+v", o)
		}
	}
}

func FuzzOnTheWay(f *testing.F) {
	f.Add("a/b.photoslibrary/c.jpg", true)
	f.Add("../x", false)
	f.Add("\x00/.", true)
	f.Fuzz(func(t *testing.T, path string, folder bool) {
		root := "/photos"
		whole := filepath.Join(root, path)
		if OnTheWay(whole, whole, folder) || OnTheWay(root, root, folder) {
			t.Error("a root is left out of itself")
		}
		if OnTheWay(root, whole, false) && !OnTheWay(root, filepath.Join(whole, "x"), false) {
			t.Errorf("%q is left out, and not what lies in it", whole)
		}
	})
}

func BenchmarkOnTheWay(b *testing.B) {
	for b.Loop() {
		if OnTheWay("/home/me/Pictures", "/home/me/Pictures/2025/2025-06-01 Wedding/Card A/IMG_0001.CR3", false) {
			b.Fatal("left out")
		}
	}
}
