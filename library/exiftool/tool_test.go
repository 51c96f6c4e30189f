package exiftool

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"testing"
	"time"

	"keeplight.app/keeplight/library/exif"
	"keeplight.app/keeplight/library/phototest"
)

// installed gives the real program; without it there is nothing to show.
func installed(t testing.TB) *Tool {
	t.Helper()
	tool, ok := Find()
	if !ok {
		t.Skip("ExifTool is not installed (Debian: libimage-exiftool-perl)")
	}
	t.Cleanup(tool.Close)
	return tool
}

func write(t testing.TB, name string, data []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, data, 0o700); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestThePreviewComesBackByteForByteAgainAndAgain(t *testing.T) {
	tool := installed(t)
	thumb := phototest.PlainJPEG(phototest.Scene(160, 120, 1), 80)
	for _, name := range []string{"a.nef", "-a b'\".nef", "größe.nef", "#c.nef", "a\n-o\nb.nef", "a\r.nef", "\xff.nef", "a.b c", "\u202efen.nef"} {
		path := write(t, name, exif.TIFF(exif.Fields{Make: "NIKON CORPORATION", Thumbnail: thumb}))
		got, err := tool.Preview(t.Context(), path)
		if err != nil || !bytes.Equal(got, thumb) {
			t.Errorf("%s: %d bytes, %v; want %d", name, len(got), err, len(thumb))
		}
	}
	empty := write(t, "b.nef", exif.TIFF(exif.Fields{Make: "NIKON CORPORATION"}))
	if _, err := tool.Preview(t.Context(), empty); !errors.Is(err, ErrNoPreview) {
		t.Errorf("a file without a preview gave %v", err)
	}
}

// script is a program that stands in for ExifTool.
func script(t *testing.T, body string) *Tool {
	t.Helper()
	if runtime.GOOS == "windows" {
		t.Skip("needs a shell")
	}
	tool := New(write(t, "exiftool", []byte("#!/bin/sh\n"+body)))
	t.Cleanup(tool.Close)
	return tool
}

func TestAProgramThatHangsAnswersTooMuchOrEndsIsStartedAnew(t *testing.T) {
	for name, body := range map[string]string{
		"hangs":            "exec sleep 1000\n",
		"answers too much": "exec cat /dev/zero\n",
		"ends":             "exit 1\n",
	} {
		tool := script(t, body)
		tool.limit = time.Second
		if name == "answers too much" {
			tool.limit = time.Minute
		}
		for range 2 {
			if _, err := tool.Preview(t.Context(), write(t, "a.nef", []byte("raw"))); !errors.Is(err, ErrAnswer) {
				t.Errorf("one that %s gave %v", name, err)
			}
			if tool.running != nil {
				t.Errorf("one that %s still runs", name)
			}
		}
	}
	if _, err := New("/nothing/here").Preview(t.Context(), write(t, "a.nef", []byte("raw"))); !errors.Is(err, ErrAnswer) {
		t.Errorf("one that is not there gave %v", err)
	}
}

func TestAFileThatCostAllOfItsTimeIsNotAskedAboutUntilItChanges(t *testing.T) {
	starts := filepath.Join(t.TempDir(), "starts")
	for name, body := range map[string]string{"time": "exec sleep 1000\n", "memory": "exec cat /dev/zero\n"} {
		if err := os.WriteFile(starts, nil, 0o600); err != nil {
			t.Fatal(err)
		}
		tool := script(t, "echo >>'"+starts+"'\n"+body)
		if name == "time" {
			tool.limit = 300 * time.Millisecond
		}
		hostile, other := write(t, "a.iiq", []byte("hostile")), write(t, "b.iiq", []byte("other"))
		asked := func(path string, want int) {
			t.Helper()
			if _, err := tool.Preview(t.Context(), path); !errors.Is(err, ErrAnswer) {
				t.Errorf("%s: gave %v", name, err)
			}
			if lines, err := os.ReadFile(starts); err != nil || len(lines) != want {
				t.Errorf("%s: it was started %d times, want %d (%v)", name, len(lines), want, err)
			}
		}
		asked(hostile, 1)
		asked(hostile, 1)
		asked(other, 2)
		if err := os.WriteFile(hostile, []byte("hostile, changed"), 0o600); err != nil {
			t.Fatal(err)
		}
		asked(hostile, 3)
	}
}

func TestWhoWaitsNoLongerGetsTheContextsError(t *testing.T) {
	tool := script(t, "exec sleep 1000\n")
	ctx, cancel := context.WithCancel(t.Context())
	time.AfterFunc(50*time.Millisecond, cancel)
	if _, err := tool.Preview(ctx, write(t, "a.nef", []byte("raw"))); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}

func TestItLivesOnWhenTheGoroutineEndsThatAskedFirst(t *testing.T) {
	tool := installed(t)
	thumb := phototest.PlainJPEG(phototest.Scene(160, 120, 1), 80)
	path := write(t, "a.nef", exif.TIFF(exif.Fields{Make: "NIKON CORPORATION", Thumbnail: thumb}))
	asked := make(chan error)
	go func() {
		runtime.LockOSThread() // never unlocked: the thread ends with the goroutine
		_, err := tool.Preview(t.Context(), path)
		asked <- err
	}()
	if err := <-asked; err != nil {
		t.Fatal(err)
	}
	first := tool.running.child.Pid()
	time.Sleep(200 * time.Millisecond) // a thread that had started it would have taken it along
	if _, err := tool.Preview(t.Context(), path); err != nil {
		t.Errorf("the next question: %v", err)
	}
	if now := tool.running.child.Pid(); now != first {
		t.Errorf("process %d was asked first, %d then", first, now)
	}
}
