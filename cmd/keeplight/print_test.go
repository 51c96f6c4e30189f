package main

import (
	"path/filepath"
	"strings"
	"testing"

	"keeplight.app/keeplight/library/phototest"
)

func TestAPhotoThatIsTooSmallSaysSoInTheTable(t *testing.T) {
	sh, dir := newShell(t), t.TempDir()
	write(t, filepath.Join(dir, "tiny.jpg"), phototest.PlainJPEG(phototest.Scene(40, 20, 1), 90))
	for _, command := range []string{"score", "list"} {
		if out := sh.must(command, dir); !strings.Contains(out, "tiny.jpg: There is too little in this picture") {
			t.Errorf("%s prints %q", command, out)
		}
	}
}
