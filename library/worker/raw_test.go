//go:build unix

package worker

import (
	"errors"
	"strings"
	"testing"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/message"
	"keeplight.app/keeplight/library/picture"
)

func TestAWorkerWithoutLibRawSaysHowToGetIt(t *testing.T) {
	d, _ := playing(t, startsWell, nil)
	_, err := d.Decode(t.Context(), []byte("well"), library.RAW, "a.dng", picture.ForeignWant{})
	if !errors.Is(err, ErrUnavailable) || !errors.Is(err, picture.ErrUnsupported) {
		t.Fatalf("gave %v", err)
	}
	for _, part := range []string{"RAW files without a preview", "cannot be developed", "LibRaw", "libraw-dev", "export this photo as JPEG"} {
		if !strings.Contains(err.Error(), part) {
			t.Errorf("%q is not in %q", part, err)
		}
	}
}

func TestACameraThatTheWorkerDoesNotKnowIsToldWithItsLibrary(t *testing.T) {
	d, _ := playing(t, startsWell, nil)
	_, err := decode(t.Context(), d, "fail unknown camera")
	if m := library.MessageOf(err); m.Code() != message.CameraUnnamed || !errors.Is(err, picture.ErrUnsupported) {
		t.Errorf("gave %v", err)
	}
}
