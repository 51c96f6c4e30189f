package reconcile

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"image/png"
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

func TestAnotherFormatThatEndsEarlyIsReadAsFarAsItGoes(t *testing.T) {
	var drawn bytes.Buffer
	if err := png.Encode(&drawn, phototest.Scene(320, 480, 2)); err != nil {
		t.Fatal(err)
	}
	whole := drawn.Bytes()
	webp := []byte("RIFF\x00\x01\x00\x00WEBPVP8 cut")
	part := picture.ForeignPicture{Width: 40, Height: 30, Pixels: image.NewRGBA(image.Rect(0, 0, 1, 1))}
	damaged := part
	damaged.Damaged = "the lower part is missing"
	for name, c := range map[string]struct {
		data            []byte
		foreign         fixed
		problem, damage string // codes
		width           int
	}{
		"a PNG without its end":      {whole[:len(whole)-12], fixed{}, "", message.DamageNoEnd, 320},
		"half of a PNG":              {whole[:len(whole)/2], fixed{}, "", message.DamageCut, 320},
		"the head of a PNG":          {whole[:40], fixed{}, message.FileCut, "", 320},
		"a WebP with its upper part": {webp, fixed{pic: &damaged}, "", message.DamageDecoder, 40},
		"a WebP that lacks nothing":  {webp, fixed{pic: &part}, "", message.DamageNoEnd, 40},
		"a WebP without a picture":   {webp, fixed{}, message.FileCut, "", 0},
	} {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "a")
			if err := os.WriteFile(path, c.data, 0o600); err != nil {
				t.Fatal(err)
			}
			f := FileReader{Pictures: picture.Reader{Foreign: c.foreign}}.Read(t.Context(), path)
			if f.Problem.Code() != c.problem || f.Damage.Code() != c.damage || !f.Partial || f.Width != c.width {
				t.Errorf("%+v", f)
			}
		})
	}
}

// fixed is a Foreign that gives one picture, or says that a file is damaged.
type fixed struct{ pic *picture.ForeignPicture }

func (fixed) Reads(library.Format) error { return nil }

func (f fixed) Decode(context.Context, []byte, library.Format, string, picture.ForeignWant) (*picture.ForeignPicture, error) {
	if f.pic == nil {
		return nil, picture.ErrDamaged
	}
	return f.pic, nil
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
