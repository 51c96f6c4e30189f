package engine

import (
	"errors"
	"os"
	"path/filepath"
	"testing"
)

func TestALlamaCppIsFoundWhereAPersonPointsTo(t *testing.T) {
	for name, c := range map[string]struct{ lies, named, want string }{
		"its folder":           {"x", "x", "x"},
		"a file in it":         {"x", filepath.Join("x", runtimeFile()), "x"},
		"a tree that was made": {"src/build/bin", "src", "src/build/bin"},
		"a prefix":             {"usr/lib", "usr", "usr/lib"},
		"a prefix with lib64":  {"usr/lib64", "usr", "usr/lib64"},
		"a Debian's prefix":    {"usr/lib/x86_64-linux-gnu", "usr", "usr/lib/x86_64-linux-gnu"},
		"nowhere":              {"x", "y", "y"},
	} {
		t.Run(name, func(t *testing.T) {
			root := t.TempDir()
			dir := filepath.Join(root, filepath.FromSlash(c.lies))
			if err := errors.Join(os.MkdirAll(dir, 0o755), os.WriteFile(filepath.Join(dir, runtimeFile()), nil, 0o600)); err != nil {
				t.Fatal(err)
			}
			if got, want := RuntimeFolder(filepath.Join(root, c.named)), filepath.Join(root, filepath.FromSlash(c.want)); got != want {
				t.Errorf("it gives %s, want %s", got, want)
			}
		})
	}
	if got := RuntimeFolder(""); got != "" {
		t.Errorf("of nothing it makes %q", got)
	}
}
