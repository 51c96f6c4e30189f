package sidecar

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"testing"
	"unicode/utf8"

	"keeplight.app/keeplight/library"
)

// readsAsXML has the standard library read a document, as a second opinion.
func readsAsXML(b []byte) error {
	d := xml.NewDecoder(bytes.NewReader(b))
	for {
		if _, err := d.Token(); err != nil {
			if errors.Is(err, io.EOF) {
				return nil
			}
			return err
		}
	}
}

func FuzzWrite(f *testing.F) {
	for _, c := range corpus(f) {
		f.Add(c.data, int8(1), uint8(4), uint8(3))
		f.Add(c.data, int8(0), uint8(0), uint8(0))
	}
	f.Fuzz(func(t *testing.T, b []byte, flag int8, stars, label uint8) {
		said, err := Read(b, EnglishLabels())
		if err != nil {
			if said.Decision() != (library.Decision{}) {
				t.Error("a refused sidecar says something")
			}
			return
		}
		if said.Rating > library.MaxRating || said.Label > library.Purple {
			t.Fatalf("it says %+v", said)
		}
		want := library.Decision{
			Flag: library.Flag(flag % 2), Rating: library.Rating(stars % 6), Label: library.Label(label % 6),
		}
		out, err := Write(b, want, options())
		if err != nil {
			if errors.Is(err, ErrUnverified) {
				t.Fatalf("%v\n%q", err, b)
			}
			return
		}
		again, err := Write(out, want, options())
		if err != nil || !bytes.Equal(again, out) {
			t.Fatalf("a second time changes the file again: %v\n%q\n%q", err, out, again)
		}
		if utf8.Valid(b) && utf8.Valid(out) && readsAsXML(b) == nil {
			if err := readsAsXML(out); err != nil {
				t.Fatalf("the standard library reads what was there and not what is written: %v\n%q", err, out)
			}
		}
	})
}

func FuzzFind(f *testing.F) {
	f.Add("IMG_1.CR2", "IMG_1.xmp")
	f.Add(".xmp", "")
	f.Add("a\nb.jpg", "A\nB.XMP")
	f.Fuzz(func(t *testing.T, photo, other string) {
		for _, name := range []string{Find(photo, []string{other}).Full, Find(photo, []string{other}).Stem} {
			if name != "" && (name != other || name == photo) {
				t.Errorf("%q is found for %q beside %q", name, photo, other)
			}
		}
	})
}
