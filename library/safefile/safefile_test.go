//go:build unix

package safefile

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"

	"golang.org/x/sys/unix"
)

func TestReadAllGivesTheBytesUpToTheLimit(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.bin")
	want := bytes.Repeat([]byte{7}, 1000)
	if err := os.WriteFile(path, want, 0o600); err != nil {
		t.Fatal(err)
	}
	got, err := ReadAll(path, 1000)
	if err != nil || !bytes.Equal(got, want) {
		t.Fatalf("got %d bytes, %v", len(got), err)
	}
	if _, err := ReadAll(path, 999); !errors.Is(err, ErrTooLarge) {
		t.Fatalf("a file over the limit gave %v", err)
	}
}

func TestOpenRefusesWhatIsNoRegularFileAtOnce(t *testing.T) {
	dir := t.TempDir()
	fifo := filepath.Join(dir, "fifo.jpg")
	if err := unix.Mkfifo(fifo, 0o600); err != nil {
		t.Skipf("no FIFO can be made here: %v", err)
	}
	for _, path := range []string{fifo, dir, "/dev/null"} {
		done := make(chan error, 1)
		go func() { _, _, err := Open(path); done <- err }()
		select {
		case err := <-done:
			if !errors.Is(err, ErrNotRegular) {
				t.Errorf("%s gave %v", path, err)
			}
		case <-time.After(5 * time.Second):
			t.Fatalf("opening %s waits for ever", path)
		}
	}
}
