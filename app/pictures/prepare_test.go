package pictures

import (
	"errors"
	"os"
	"testing"
	"time"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/filecache"
	"keeplight.app/keeplight/library/phototest"
	"keeplight.app/keeplight/scoring/queue"
)

// readAhead reads a photo's file as the reconciler does.
func readAhead(t *testing.T, s *Pictures, p *library.Photo) *filecache.File {
	t.Helper()
	file, err := s.files.For(filecache.Ahead).Open(t.Context(), p.Path, 1<<30)
	if err != nil {
		t.Fatal(err)
	}
	return file
}

func TestAThumbnailIsMadeOfBytesThatWereReadForAnotherReason(t *testing.T) {
	s, store := withShelf(t)
	p := onDisk(t, scene(1))
	file := readAhead(t, s, p)
	s.Prepare(p.Path, file)
	file.Close()
	s.thumbs.preparing.Wait()
	if err := os.Remove(p.Path); err != nil {
		t.Fatal(err)
	}
	if _, final, err := s.Quick(t.Context(), p); err != nil || !final || len(store.jpegs) != 1 {
		t.Errorf("final %v, %v, %d stored", final, err, len(store.jpegs))
	}
}

func TestNothingIsPreparedThatCostsAPersonAnything(t *testing.T) {
	jpeg := scene(1)
	for name, c := range map[string]struct {
		data    []byte
		prepare func(s *Pictures, store *shelf, p *library.Photo, file *filecache.File)
	}{
		"a person waits for another": {jpeg, func(s *Pictures, _ *shelf, _ *library.Photo, _ *filecache.File) {
			s.thumbs.wanted.Add(1)
		}},
		"as many as may are being made": {jpeg, func(s *Pictures, _ *shelf, _ *library.Photo, _ *filecache.File) {
			for s.thumbs.early.TryAcquire(1) {
			}
		}},
		"it changed meanwhile": {jpeg, func(_ *Pictures, _ *shelf, _ *library.Photo, file *filecache.File) { file.Moved = true }},
		"the program ends":     {jpeg, func(s *Pictures, _ *shelf, _ *library.Photo, _ *filecache.File) { s.thumbs.end() }},
		"no cheap kind":        {[]byte("\x89PNG\r\n\x1a\n"), func(*Pictures, *shelf, *library.Photo, *filecache.File) {}},
		"no picture":           {jpeg[:30], func(*Pictures, *shelf, *library.Photo, *filecache.File) {}},
		"it has one": {jpeg, func(_ *Pictures, store *shelf, p *library.Photo, _ *filecache.File) {
			store.jpegs[thumbKey(p)] = []byte("old")
		}},
	} {
		t.Run(name, func(t *testing.T) {
			s, store := withShelf(t)
			p := onDisk(t, c.data)
			file := readAhead(t, s, p)
			c.prepare(s, store, p, file)
			s.Prepare(p.Path, file)
			file.Close()
			s.thumbs.preparing.Wait()
			for _, jpeg := range store.jpegs {
				if string(jpeg) != "old" {
					t.Error("a thumbnail was made")
				}
			}
		})
	}
}

// replaced writes another picture over a photo's file.
func replaced(t *testing.T, p *library.Photo) {
	t.Helper()
	if err := os.WriteFile(p.Path, phototest.JPEG(phototest.Scene(400, 300, 9), phototest.Exif{}), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Chtimes(p.Path, time.Now(), p.ModTime.Add(time.Second)); err != nil {
		t.Fatal(err)
	}
}

func TestOfAFileThatChangesNothingIsStoredUnderTheOldOne(t *testing.T) {
	s, store := withShelf(t)
	p := onDisk(t, scene(1))
	readAhead(t, s, p).Close()
	if !s.IsAtHand(p) {
		t.Fatal("the bytes are not kept")
	}
	replaced(t, p)
	if _, err := s.Preview(t.Context(), p); !errors.Is(err, queue.ErrNotNow) {
		t.Errorf("a scorer got the new picture for the old hash: %v", err)
	}
	if img, err := s.Thumb(t.Context(), p); err != nil || img == nil {
		t.Errorf("a person is not shown what is there: %v", err)
	}
	if len(store.jpegs) != 0 || s.IsAtHand(p) {
		t.Errorf("%d thumbnails are stored", len(store.jpegs))
	}
}

func TestWhatIsKeptForAScorerIsLetGoOnceItHasSeenIt(t *testing.T) {
	s, _ := withShelf(t)
	p := onDisk(t, scene(1))
	readAhead(t, s, p).Close()
	if _, err := s.Thumb(t.Context(), p); err != nil || !s.IsAtHand(p) {
		t.Errorf("who looks at it took it away: %v", err)
	}
	if _, err := s.Preview(t.Context(), p); err != nil || s.IsAtHand(p) || s.files.Kept() != 0 {
		t.Errorf("%v, %d bytes are kept", err, s.files.Kept())
	}
}
