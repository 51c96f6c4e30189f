package reconcile

import (
	"context"
	"fmt"
	"image"
	"os"
	"path/filepath"
	"testing"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/message"
	"keeplight.app/keeplight/library/phototest"
	"keeplight.app/keeplight/library/picture"
)

func TestAJPEGThatEndsEarlyIsReadAsFarAsItGoes(t *testing.T) {
	whole := phototest.PlainJPEG(phototest.Scene(320, 480, 2), 90)
	for name, c := range map[string]struct {
		data            []byte
		problem, damage string // codes
		partial         bool
	}{
		"whole":            {whole, "", "", false},
		"no end marker":    {whole[:len(whole)-2], "", message.DamageNoEnd, true},
		"half of it":       {whole[:len(whole)/2], "", message.DamageCut, true},
		"half of its head": {whole[:200], message.FileCut, "", true},
	} {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "a.jpg")
			if err := os.WriteFile(path, c.data, 0o600); err != nil {
				t.Fatal(err)
			}
			f := FileReader{}.Read(t.Context(), path)
			if c.damage == message.DamageCut && f.Problem.Code() == message.FileCut {
				t.Skip("this build shows no damaged JPEG")
			}
			if f.Problem.Code() != c.problem || f.Damage.Code() != c.damage || f.Partial != c.partial {
				t.Errorf("problem %+v, damage %+v, partial %v", f.Problem, f.Damage, f.Partial)
			}
		})
	}
}

// breaking is a Foreign that breaks down over the first file that it is asked for.
type breaking struct{ asked int }

func (*breaking) Reads(library.Format) error { return nil }

func (b *breaking) Decode(context.Context, []byte, library.Format, string, picture.ForeignWant) (*picture.ForeignPicture, error) {
	if b.asked++; b.asked == 1 {
		return nil, fmt.Errorf("its decoder crashed: %w", picture.ErrTryAgain)
	}
	return &picture.ForeignPicture{Width: 40, Height: 30, Pixels: image.NewRGBA(image.Rect(0, 0, 1, 1))}, nil
}

func TestABreakdownOfTheDecoderIsNotYetAFact(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.heic")
	heic := "\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic\x00\x00\x00\x09mdata"
	if err := os.WriteFile(path, []byte(heic), 0o600); err != nil {
		t.Fatal(err)
	}
	r := FileReader{Pictures: picture.Reader{Foreign: &breaking{}}}
	if f := r.Read(t.Context(), path); !f.Again || f.Problem.IsZero() {
		t.Errorf("at first: %+v", f)
	}
	if f := r.Read(t.Context(), path); f.Again || !f.Problem.IsZero() || f.Width != 40 {
		t.Errorf("then: %+v", f)
	}
}
