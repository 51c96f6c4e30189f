package picture

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"
	"testing/synctest"

	"keeplight.app/keeplight/library/phototest"
)

func TestRoomHoldsBackWhatDoesNotFitBesideOthers(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.png")
	if err := os.WriteFile(path, mustPNG(phototest.Scene(48, 32, 1)), 0o600); err != nil {
		t.Fatal(err)
	}
	synctest.Test(t, func(t *testing.T) {
		r := NewRoom(1000) // less than the picture needs, which is then decoded alone
		if err := r.free.Acquire(t.Context(), 1); err != nil {
			t.Fatal(err)
		}
		ctx, cancel := context.WithCancel(t.Context())
		loaded := make(chan error, 1)
		go func() {
			_, err := r.Load(ctx, path, 0)
			loaded <- err
		}()
		synctest.Wait()
		if len(loaded) > 0 {
			t.Error("a picture was decoded for which there was no room")
		}
		cancel()
		if err := <-loaded; !errors.Is(err, context.Canceled) {
			t.Errorf("who gave up waiting got %v", err)
		}
		r.free.Release(1)
		if pic, err := r.Load(t.Context(), path, 0); err != nil || pic.Width != 48 {
			t.Errorf("with room: %+v, %v", pic, err)
		}
		if !r.free.TryAcquire(1000) {
			t.Error("a decode that has ended still takes room")
		}
	})
}

func TestRoomIsMeasuredByWhatDecodingHolds(t *testing.T) {
	scene := phototest.Scene(400, 300, 1)
	for name, tc := range map[string]struct {
		data []byte
		name string
		side int
		want int64
	}{
		"a PNG at full size": {mustPNG(scene), "a.png", 0, 2 * 400 * 300 * 4},
		"a PNG for a thumb":  {mustPNG(scene), "a.png", 40, 400*300*4 + 40*30*4},
		"a JPEG at its side": {phototest.PlainJPEG(scene, 80), "a.jpg", 40, 80 * 60 * 4},
		"a JPEG, whole":      {phototest.PlainJPEG(scene, 80), "a.jpg", 0, 400 * 300 * 4},
		"no picture":         {[]byte("text"), "a.png", 40, 0},
		"too large at all":   {pngOf(30_000, 30_000, 8, 2, 0, nil), "a.png", 40, 0},
	} {
		if got := decodedBytes(tc.data, tc.name, tc.side); got != tc.want {
			t.Errorf("%s: %d bytes, want %d", name, got, tc.want)
		}
	}
}
