package picture

import (
	"context"
	"errors"
	"testing"

	"keeplight.app/keeplight/library/phototest"
)

// lasting ends once it has been asked so many times whether it has.
type lasting struct {
	context.Context
	asked, lasts int
}

func (l *lasting) Err() error {
	if l.asked++; l.asked > l.lasts {
		return context.Canceled
	}
	return nil
}

func TestAJPEGIsNotDecodedToItsEndForNobody(t *testing.T) {
	data := phototest.PlainJPEG(phototest.Scene(2400, 1600, 1), 90)
	if f, err := readFrame(data); err != nil {
		t.Fatal(err)
	} else if _, err := decodeFast(t.Context(), data, f, 100); errors.Is(err, errNoFastDecoder) {
		t.Skip("the standard library decodes in one go")
	}
	for name, side := range map[string]int{"whole": 0, "at a quarter": 600, "at a quarter, averaged": 500, "at an eighth": 300, "at an eighth, averaged": 200} {
		t.Run(name, func(t *testing.T) {
			all := &lasting{Context: t.Context(), lasts: 1 << 30}
			whole, err := Decode(all, data, "a.jpg", side)
			if err != nil || max(whole.Pixels.Rect.Dx(), whole.Pixels.Rect.Dy()) != max(side, whole.Pixels.Rect.Dx()) {
				t.Fatalf("%v, %v", whole, err)
			}
			// Anything but the end of the last rows is early enough.
			for lasts := range all.asked - 1 {
				part := &lasting{Context: t.Context(), lasts: lasts}
				if pic, err := Decode(part, data, "a.jpg", side); !errors.Is(err, context.Canceled) || pic != nil {
					t.Fatalf("ended after %d of %d looks it gives %v, %v", lasts, all.asked, pic, err)
				} else if part.asked > lasts+4 {
					t.Errorf("ended after %d looks it goes on for %d more", lasts, part.asked-lasts)
				}
			}
			if all.asked < 6 {
				t.Errorf("it looks only %d times whether somebody still waits", all.asked)
			}
		})
	}
}
