package pictures

import (
	"errors"
	"os"
	"testing"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/fingerprint"
)

func TestTheFingerprintIsMadeInThePassThatMakesTheThumbnail(t *testing.T) {
	for name, make := range map[string]func(*Pictures, *library.Photo) error{
		"for the grid": func(s *Pictures, p *library.Photo) error { _, err := s.Thumb(t.Context(), p); return err },
		"for scoring":  func(s *Pictures, p *library.Photo) error { _, err := s.Preview(t.Context(), p); return err },
	} {
		t.Run(name, func(t *testing.T) {
			s, store := withShelf(t)
			told := map[library.ID]*fingerprint.Print{}
			s.thumbs.printed = func(p *library.Photo, print *fingerprint.Print) { told[p.ID] = print }
			p := onDisk(t, scene(1))
			if err := make(s, p); err != nil {
				t.Fatal(err)
			}
			prints, err := s.Prints(t.Context(), []library.Photo{*p})
			if err != nil || prints[p.ID] == nil || len(store.prints) != 1 || told[p.ID] == nil || *told[p.ID] != *prints[p.ID] {
				t.Fatalf("%d stored, %d told, %v", len(store.prints), len(told), err)
			}
			if like := fingerprint.Likeness(told[p.ID], prints[p.ID]); like < 0.99 {
				t.Errorf("it is like itself by %v", like)
			}
		})
	}
}

func TestAnOldThumbnailGetsItsFingerprintWhenItIsRead(t *testing.T) {
	for name, read := range map[string]func(*Pictures, *library.Photo) error{
		"shown":      func(s *Pictures, p *library.Photo) error { _, err := s.Thumb(t.Context(), p); return err },
		"shown soon": func(s *Pictures, p *library.Photo) error { _, _, err := s.Quick(t.Context(), p); return err },
		"scored":     func(s *Pictures, p *library.Photo) error { _, err := s.Preview(t.Context(), p); return err },
		"grouped": func(s *Pictures, p *library.Photo) error {
			if s.PrintStored(t.Context(), p) == nil {
				return errors.New("it has none")
			}
			return nil
		},
	} {
		t.Run(name, func(t *testing.T) {
			s, store := withShelf(t)
			p := onDisk(t, scene(2))
			if _, err := s.Thumb(t.Context(), p); err != nil {
				t.Fatal(err)
			}
			fresh := &Pictures{thumbs: newThumbs(store, through(s.files), s.thumbs.log)}
			defer fresh.thumbs.wait()
			for _, old := range []map[string][]byte{{}, {thumbKey(p): []byte("of another version")}} {
				store.prints = old
				if err := read(fresh, p); err != nil {
					t.Fatal(err)
				}
				got, err := fresh.Prints(t.Context(), []library.Photo{*p})
				if err != nil || got[p.ID] == nil {
					t.Fatalf("after it was read: %v, %v", got, err)
				}
				fresh = &Pictures{thumbs: newThumbs(store, through(s.files), s.thumbs.log)}
			}
		})
	}
}

func TestAFingerprintNeedsNoFileAndAMissingOneIsNoError(t *testing.T) {
	s, _ := withShelf(t)
	p := onDisk(t, scene(3))
	if s.PrintStored(t.Context(), p) != nil {
		t.Error("a photo without a thumbnail has a fingerprint")
	}
	if _, err := s.Thumb(t.Context(), p); err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(p.Path); err != nil {
		t.Fatal(err)
	}
	if s.PrintStored(t.Context(), p) == nil {
		t.Error("a stored thumbnail is not enough")
	}
	changed := *p
	changed.Size++
	got, err := s.Prints(t.Context(), []library.Photo{*p, changed})
	if err != nil || len(got) != 1 {
		t.Errorf("%d of the old and the changed file, %v", len(got), err)
	}
}
