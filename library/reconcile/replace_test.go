package reconcile

import (
	"context"
	"os"
	"slices"
	"sync/atomic"
	"testing"
	"time"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/phototest"
)

// shotAt gives a small photo that a camera dated; a zero time leaves that out.
func shotAt(seed uint64, at time.Time) []byte {
	return phototest.JPEG(phototest.Scene(96, 64, seed), phototest.Exif{Make: "Test", Time: at})
}

// changedAt gives a small photo that says only when its file was last changed.
func changedAt(seed uint64, at time.Time) []byte {
	const entry = "\x32\x01\x02\x00\x14\x00\x00\x00\x1a\x00\x00\x00" // ModifyDate, 20 bytes of text at 26
	segment := "Exif\x00\x00II*\x00\x08\x00\x00\x00\x01\x00" + entry + "\x00\x00\x00\x00" + at.Format("2006:01:02 15:04:05") + "\x00"
	plain := jpegBytes(seed)
	return slices.Concat(plain[:2], []byte{0xff, 0xe1, 0, byte(len(segment) + 2)}, []byte(segment), plain[2:])
}

func TestAnotherPhotoUnderAnOldNameBeginsUndecided(t *testing.T) {
	noon := time.Date(2024, 5, 1, 12, 0, 0, 0, time.UTC)
	for name, c := range map[string]struct {
		before, after []byte
		inherits      bool
	}{
		"another photo":                {shotAt(1, noon), shotAt(2, noon.Add(time.Hour)), false},
		"edited by another program":    {shotAt(1, noon), shotAt(2, noon), true},
		"the new one has no time":      {shotAt(1, noon), jpegBytes(2), true},
		"the old one had no time":      {jpegBytes(1), shotAt(2, noon), true},
		"the camera's clock put right": {shotAt(1, noon), shotAt(1, noon.Add(time.Hour)), true},
		"edited, with no other date":   {changedAt(1, noon), changedAt(2, noon.Add(time.Hour)), true},
		"the zone was added":           {shotAt(1, noon), shotAt(2, noon.In(time.FixedZone("", 3600))), true},
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			cat := openCatalog(t)
			path := write(t, dir, "IMG_0001.jpg", c.before)
			old := once(t, cat, Options{}, dir).at(path)
			rate(t, cat, old.ID, 1)
			write(t, dir, "IMG_0001.jpg", append(c.after, 0)) // of another size
			once(t, cat, Options{}, dir)
			all, err := cat.Photos(t.Context(), nil)
			must(t, err)
			if c.inherits {
				if len(all) != 1 || all[0].ID != old.ID || all[0].Missing || all[0].Decision.Rating != 1 {
					t.Errorf("afterwards: %+v", all)
				}
				return
			}
			kept, err := cat.Photo(t.Context(), old.ID)
			must(t, err)
			if len(all) != 2 || !kept.Missing || kept.Decision.Rating != 1 || kept.Hash != old.Hash {
				t.Fatalf("afterwards: %+v", all)
			}
			for _, p := range all {
				if p.ID != old.ID && (p.Path != path || p.Missing || p.Decision != (library.Decision{}) || p.Hash == "") {
					t.Errorf("the new photo: %+v", p)
				}
			}
			found := write(t, dir, "first/IMG_0001.jpg", c.before)
			once(t, cat, Options{}, dir)
			if kept, err = cat.Photo(t.Context(), old.ID); err != nil || kept.Missing || kept.Path != found || kept.Decision.Rating != 1 {
				t.Errorf("the old photo, found again: %+v, %v", kept, err)
			}
		})
	}
}

func TestAnotherPhotoIsKnownAsSuchOnlyWhenItIsThereInFull(t *testing.T) {
	dir := t.TempDir()
	noon := time.Date(2024, 5, 1, 12, 0, 0, 0, time.UTC)
	cat := openCatalog(t)
	path := write(t, dir, "IMG_0001.jpg", shotAt(1, noon))
	old := once(t, cat, Options{}, dir).at(path)
	rate(t, cat, old.ID, 5)
	must(t, os.WriteFile(path, nil, 0o600)) // a copy that has just begun
	w := watch(t, cat, Options{}, dir)
	must(t, os.WriteFile(path, shotAt(2, noon.Add(time.Minute)), 0o600))
	w.until("the new photo", func(m *mirror) bool {
		for _, p := range m.photos {
			if p.ID != old.ID && p.Path == path && p.Hash != "" {
				return true
			}
		}
		return false
	})
	kept, err := cat.Photo(t.Context(), old.ID)
	must(t, err)
	if !kept.Missing || kept.Decision.Rating != 5 || kept.Hash != old.Hash {
		t.Errorf("the old photo: %+v", kept)
	}
}

func TestACopyThatBeginsAnewForgetsNothingOfTheOldPhoto(t *testing.T) {
	dir := t.TempDir()
	noon := time.Date(2024, 5, 1, 12, 0, 0, 0, time.UTC)
	cat := openCatalog(t)
	path := write(t, dir, "IMG_0001.jpg", shotAt(1, noon))
	old := once(t, cat, Options{}, dir).at(path)
	rate(t, cat, old.ID, 5)
	must(t, os.WriteFile(path, nil, 0o600))
	reader := &numberedReader{}
	w := watch(t, cat, Options{Reader: reader}, dir)
	for i := range 3 { // each is taken in before the next is read
		before := reader.reads.Load()
		at := time.Now().Add(time.Duration(i-10) * time.Second)
		must(t, os.Chtimes(path, at, at))
		for reader.reads.Load() == before {
			select {
			case e := <-w.events:
				w.seen.take(e)
			case <-time.After(time.Millisecond):
			}
		}
	}
	must(t, os.WriteFile(path, shotAt(2, noon.Add(time.Minute)), 0o600))
	w.until("the new photo", func(m *mirror) bool {
		p := m.at(path)
		return p != nil && p.ID != old.ID && p.Hash != ""
	})
	kept, err := cat.Photo(t.Context(), old.ID)
	must(t, err)
	if !kept.Missing || kept.Decision.Rating != 5 || kept.Hash != old.Hash {
		t.Errorf("the old photo: %+v", kept)
	}
}

// numberedReader reads as FileReader does, and counts.
type numberedReader struct {
	FileReader

	reads atomic.Int64
}

func (n *numberedReader) Read(ctx context.Context, path string) Facts {
	defer n.reads.Add(1)
	return n.FileReader.Read(ctx, path)
}
