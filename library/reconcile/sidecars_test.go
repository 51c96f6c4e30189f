package reconcile

import (
	"context"
	"os"
	"slices"
	"testing"
	"time"

	"keeplight.app/keeplight/library"
)

func TestAPhotoWhoseSidecarWasWrittenToIsTold(t *testing.T) {
	cat, dir := openCatalog(t), t.TempDir()
	write(t, dir, "1.jpg", jpegBytes(1))
	write(t, dir, "2.jpg", jpegBytes(2))
	sidecar := write(t, dir, "1.xmp", []byte("<a/>"))
	var told []library.ID
	m := newMirror()
	run := func() {
		t.Helper()
		told = nil
		err := New(cat, Options{Young: time.Nanosecond}).Run(t.Context(), []string{dir}, false, func(e Event) {
			m.take(e)
			told = append(told, e.Sidecars...)
		})
		must(t, err)
	}
	run()
	if len(told) != 0 || len(m.photos) != 2 {
		t.Fatalf("new photos are told of by themselves: %v", told)
	}
	var with library.ID
	for id, p := range m.photos {
		if p.Name() == "1.jpg" {
			with = id
		}
	}
	must(t, os.WriteFile(sidecar, []byte("<b/>"), 0o600))
	run()
	if !slices.Equal(told, []library.ID{with}) {
		t.Errorf("told of %v, want %v", told, with)
	}

	ctx, stop := context.WithTimeout(t.Context(), patience)
	defer stop()
	seen := 0
	err := New(cat, Options{}).Run(ctx, []string{dir}, true, func(e Event) {
		if slices.Contains(e.Sidecars, with) {
			if seen++; seen == 1 {
				must(t, os.WriteFile(sidecar, []byte("<c/>"), 0o600))
			} else {
				stop() // the watcher saw it
			}
		}
	})
	if seen < 2 {
		t.Errorf("the watcher told nothing: %v", err)
	}
}
