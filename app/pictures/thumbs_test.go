package pictures

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/filecache"
	"keeplight.app/keeplight/library/phototest"
	"keeplight.app/keeplight/library/picture"
)

// shelf is a thumbnail store in memory that can break.
type shelf struct {
	mu     sync.Mutex
	jpegs  map[string][]byte
	prints map[string][]byte
	broken error
}

func (s *shelf) Vectors(context.Context, []string) (map[string][]byte, error) { return nil, s.broken }

func (s *shelf) PutVectors(context.Context, map[string][]byte) error { return s.broken }

func (s *shelf) Prints(_ context.Context, keys []string) (map[string][]byte, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	found := map[string][]byte{}
	for _, k := range keys {
		if b, ok := s.prints[k]; ok {
			found[k] = b
		}
	}
	return found, s.broken
}

func (s *shelf) PutPrint(_ context.Context, key string, print []byte) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.broken == nil {
		if s.prints == nil {
			s.prints = map[string][]byte{}
		}
		s.prints[key] = print
	}
	return s.broken
}

func (s *shelf) Get(_ context.Context, key string) ([]byte, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.jpegs[key], s.broken
}

func (s *shelf) Put(_ context.Context, key string, jpeg []byte) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.broken == nil {
		s.jpegs[key] = jpeg
	}
	return s.broken
}

func withShelf(t *testing.T) (*Pictures, *shelf) {
	t.Helper()
	store := &shelf{jpegs: map[string][]byte{}, prints: map[string][]byte{}}
	files := filecache.New(filecache.Options{Bytes: filecache.DefaultBytes})
	s := &Pictures{files: files, thumbs: newThumbs(store, through(files), func(text string) { t.Log(text) })}
	t.Cleanup(s.thumbs.wait)
	return s, store
}

func through(files *filecache.Cache) func(filecache.Purpose) picture.Reader {
	return func(p filecache.Purpose) picture.Reader { return picture.Reader{Files: files.For(p)} }
}

func scene(seed uint64) []byte {
	return phototest.JPEG(phototest.Scene(400, 300, seed), phototest.Exif{})
}

// onDisk writes a photo and gives its row as the catalogue would.
func onDisk(t *testing.T, data []byte) *library.Photo {
	t.Helper()
	path := filepath.Join(t.TempDir(), "a.jpg")
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	return &library.Photo{ID: 1, Path: path, Size: info.Size(), ModTime: info.ModTime(), Format: library.JPEG}
}

func TestAThumbnailIsDecodedOnceAndThenComesFromTheStore(t *testing.T) {
	s, store := withShelf(t)
	p := onDisk(t, scene(1))
	img, err := s.Thumb(t.Context(), p)
	if err != nil || img.Rect.Dx() != picture.ThumbSide || len(store.jpegs) != 1 {
		t.Fatalf("decoding: %v, %d stored", err, len(store.jpegs))
	}
	if err := os.Remove(p.Path); err != nil {
		t.Fatal(err)
	}
	again := &Pictures{thumbs: newThumbs(store, through(s.files), s.thumbs.log)}
	defer again.thumbs.wait()
	if _, err := again.Thumb(t.Context(), p); err != nil {
		t.Errorf("a stored thumbnail needs no file: %v", err)
	}
}

func TestAThumbnailOfOldBytesIsNotShownForNewOnes(t *testing.T) {
	p := &library.Photo{Path: "/a.jpg", Size: 10, ModTime: time.Unix(1, 5)}
	for name, other := range map[string]library.Photo{
		"path": {Path: "/b.jpg", Size: 10, ModTime: time.Unix(1, 5)},
		"size": {Path: "/a.jpg", Size: 11, ModTime: time.Unix(1, 5)},
		"time": {Path: "/a.jpg", Size: 10, ModTime: time.Unix(1, 6)},
	} {
		if thumbKey(p) == thumbKey(&other) {
			t.Errorf("another %s keeps the key", name)
		}
	}
}

func TestABrokenStoreCostsTimeAndNothingElse(t *testing.T) {
	s, store := withShelf(t)
	p := onDisk(t, scene(1))
	store.broken = errors.New("disk is full")
	if _, err := s.Thumb(t.Context(), p); err != nil {
		t.Errorf("a full disk: %v", err)
	}
	store.broken = nil
	p2 := onDisk(t, scene(2))
	store.jpegs[thumbKey(p2)] = []byte("rubbish")
	if img, err := s.Thumb(t.Context(), p2); err != nil || img == nil {
		t.Errorf("a damaged thumbnail: %v", err)
	}
}

func TestTheCamerasOwnThumbnailIsShownUntilTheRealOneIsThere(t *testing.T) {
	s, _ := withShelf(t)
	p := onDisk(t, phototest.JPEG(phototest.Scene(640, 480, 3), phototest.Exif{}))
	_, final, err := s.Quick(t.Context(), p)
	if err == nil && final {
		t.Error("nothing is stored, and yet the thumbnail is the real one")
	}
	if err != nil && !errors.Is(err, picture.ErrNoEmbedded) {
		t.Errorf("no thumbnail inside gave %v", err)
	}
	if _, err := s.Thumb(t.Context(), p); err != nil {
		t.Fatal(err)
	}
	if _, final, err := s.Quick(t.Context(), p); err != nil || !final {
		t.Errorf("after decoding: final %v, %v", final, err)
	}
}

func TestThumbnailErrorsSayWhatToDo(t *testing.T) {
	s, _ := withShelf(t)
	gone := onDisk(t, scene(1))
	if err := os.Remove(gone.Path); err != nil {
		t.Fatal(err)
	}
	for what, c := range map[string]struct {
		photo *library.Photo
		want  string
	}{
		"gone":    {gone, "Is its card or drive connected?"},
		"empty":   {onDisk(t, nil), "copy it again"},
		"rubbish": {onDisk(t, []byte("no picture at all")), "copy it again"},
	} {
		if _, err := s.Thumb(t.Context(), c.photo); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s gave %v", what, err)
		}
	}
}
