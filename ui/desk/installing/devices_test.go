package installing

import (
	"context"
	"errors"
	"slices"
	"testing"

	"keeplight.app/keeplight/scoring/engine"
	"keeplight.app/keeplight/ui/desk/desktest"
)

func TestDevicesAreAskedForOncePerFolder(t *testing.T) {
	d := desktest.Open(t)
	asked := []string{}
	devices := NewDevices(d.Desk, func(_ context.Context, folder string) ([]engine.Device, error) {
		asked = append(asked, folder)
		if folder == "/broken" {
			return nil, errors.New("no library")
		}
		return []engine.Device{{Name: folder}}, nil
	})
	told := 0
	devices.WhenListed(func() { told++ })
	for _, step := range []struct {
		folder string
		want   int // devices
	}{{"/a", 1}, {"/a", 1}, {"/broken", 0}, {"", 0}, {"/a", 1}} {
		devices.List(step.folder)
		d.Finish()
		if got := devices.All(); len(got) != step.want {
			t.Errorf("in %q there are %v", step.folder, got)
		}
	}
	if !slices.Equal(asked, []string{"/a", "/broken", "/a"}) || told != 3 {
		t.Errorf("asked for %q, told %d times", asked, told)
	}
}
