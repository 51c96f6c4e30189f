package enginetest

import (
	"testing"

	"keeplight.app/keeplight/scoring/engine/tinymodel"
)

// Pair writes a tiny model that answers with digits and gives its two files.
func Pair(t testing.TB, arch tinymodel.Arch) (model, projector string) {
	t.Helper()
	return Write(t, tinymodel.Options{Arch: arch})
}

// Write writes a tiny model and gives its two files.
func Write(t testing.TB, o tinymodel.Options) (model, projector string) {
	t.Helper()
	pair, err := tinymodel.Write(t.TempDir(), o)
	if err != nil {
		t.Fatal(err)
	}
	return pair.Model, pair.Projector
}
