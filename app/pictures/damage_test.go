package pictures

import (
	"bytes"
	"testing"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/message"
	"keeplight.app/keeplight/library/phototest"
	"keeplight.app/keeplight/library/picture"
)

func TestADamagedPhotoIsScoredOnlyWhereItIsNearlyWhole(t *testing.T) {
	whole := phototest.PlainJPEG(phototest.Scene(320, 480, 2), 90)
	cut := func(share float64) []byte { return bytes.Clone(whole[:int(share*float64(len(whole)))]) }
	if pic, err := picture.Decode(t.Context(), cut(0.5), "a.jpg", 0); err != nil || pic.Damage.Kind != picture.CutOff {
		t.Skip("this build shows no damaged JPEG: ", err)
	}
	for name, c := range map[string]struct {
		data []byte
		code string
		rows int // that the scorer sees, at least
		less bool
	}{
		"whole":           {whole, "", 480, false},
		"no end marker":   {whole[:len(whole)-2], "", 480, false},
		"cut at the end":  {cut(0.985), "", 456, true},
		"cut in the half": {cut(0.5), message.NotScored, 0, false},
	} {
		t.Run(name, func(t *testing.T) {
			s, store := withShelf(t)
			p := onDisk(t, c.data)
			preview, err := s.Preview(t.Context(), p)
			if library.MessageOf(err).Code() != c.code {
				t.Fatalf("gave %v", err)
			}
			if c.code == "" && (preview.Rect.Dy() < c.rows || (preview.Rect.Dy() < 480) != c.less) {
				t.Errorf("the scorer sees %v", preview.Rect)
			}
			if len(store.jpegs) != 1 {
				t.Errorf("%d thumbnails are stored", len(store.jpegs))
			}
		})
	}
}
