package reconcile

import (
	"context"
	"encoding/binary"
	"image"
	"os"
	"path/filepath"
	"testing"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/picture"
)

// halfShown is another process that shows a part of each JPEG XL, or nothing.
type halfShown struct {
	err error
}

func (halfShown) Reads(library.Format) error { return nil }

func (h halfShown) Decode(_ context.Context, _ []byte, _ library.Format, _ string, want picture.ForeignWant) (*picture.ForeignPicture, error) {
	p := &picture.ForeignPicture{Width: 400, Height: 300, Damaged: "the file ends early"}
	if want.Part != picture.ForeignSize {
		p.Pixels = image.NewRGBA(image.Rect(0, 0, 4, 3))
	}
	return p, h.err
}

func TestAJPEGXLThatIsCutIsShownAsFarAsItGoes(t *testing.T) {
	data := append([]byte("\x00\x00\x00\x0cJXL \r\n\x87\n"), binary.BigEndian.AppendUint32(nil, 1000)...)
	data = append(data, "jxlc\xff\x0aand no more"...)
	path := filepath.Join(t.TempDir(), "a.jxl")
	must(t, os.WriteFile(path, data, 0o600))
	for name, c := range map[string]struct {
		foreign picture.Foreign
		w       int
		damaged bool
	}{
		"a part can be shown": {halfShown{}, 400, true},
		"nothing can":         {halfShown{err: picture.ErrDamaged}, 0, false},
		"there is no decoder": {nil, 0, false},
	} {
		f := FileReader{Pictures: picture.Reader{Foreign: c.foreign}}.Read(t.Context(), path)
		if f.Width != c.w || f.Damage.IsZero() == c.damaged || f.Problem.IsZero() != c.damaged || !f.Partial {
			t.Errorf("%s: %+v", name, f)
		}
	}
}
