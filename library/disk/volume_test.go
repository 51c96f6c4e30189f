package disk

import (
	"os"
	"path/filepath"
	"testing"
)

func TestFoldersOfOneVolumeHaveItsNumber(t *testing.T) {
	dir := t.TempDir()
	in := filepath.Join(dir, "in")
	if err := os.Mkdir(in, 0o700); err != nil {
		t.Fatal(err)
	}
	if got := Nearest(filepath.Join(in, "not", "there")); got != in {
		t.Errorf("the nearest folder is %s", got)
	}
	a, known := VolumeOf(dir)
	if !known {
		t.Skip("volumes are not known here")
	}
	if b, _ := VolumeOf(in); a != b {
		t.Errorf("one volume is %d and %d", a, b)
	}
	if _, known := VolumeOf(filepath.Join(in, "nowhere")); known {
		t.Error("the volume of a folder that is not there is known")
	}
}
