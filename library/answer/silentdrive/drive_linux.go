package silentdrive

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"syscall"
	"testing"

	"golang.org/x/sys/unix"
)

// Drive is one that is mounted. Its methods may be called from any goroutine.
type Drive struct {
	Path string // where it is mounted

	fd int
	of string // the folder that it shows

	mu     sync.Mutex
	silent bool
	held   []request // that wait for an answer
	nodes  map[uint64]string
	ids    map[string]uint64
}

// Mount shows a folder once more until the test ends, by FUSE (Linux's fuse(4)). The test
// is skipped where it may not mount anything.
func Mount(t testing.TB, of string) *Drive {
	t.Helper()
	fd, err := unix.Open("/dev/fuse", unix.O_RDWR|unix.O_CLOEXEC, 0)
	if err != nil {
		t.Skipf("no drive can be mounted here: /dev/fuse: %v", err)
	}
	d := &Drive{
		Path: filepath.Join(t.TempDir(), "drive"), fd: fd, of: of,
		nodes: map[uint64]string{rootNode: of}, ids: map[string]uint64{of: rootNode},
	}
	if err := os.Mkdir(d.Path, 0o700); err != nil {
		t.Fatal(err)
	}
	options := fmt.Sprintf("fd=%d,rootmode=40000,user_id=%d,group_id=%d,allow_other", fd, os.Getuid(), os.Getgid())
	if err := unix.Mount("silentdrive", d.Path, "fuse.silentdrive", unix.MS_NOSUID|unix.MS_NODEV|unix.MS_RDONLY, options); err != nil {
		_ = unix.Close(fd)
		t.Skipf("no drive can be mounted here: %v", err)
	}
	ended := make(chan struct{})
	go func() { defer close(ended); d.serve() }()
	t.Cleanup(func() {
		d.Answer() // or what waits would keep the drive
		if err := unix.Unmount(d.Path, unix.MNT_DETACH); err != nil {
			t.Error(err)
		}
		<-ended
		_ = unix.Close(fd)
	})
	return d
}

// FallSilent leaves everything unanswered from now on.
func (d *Drive) FallSilent() {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.silent = true
}

// Answer answers what waits, and everything from now on.
func (d *Drive) Answer() {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.silent = false
	for _, r := range d.held {
		d.answer(r)
	}
	d.held = nil
}

// Waiting is how many questions are not answered.
func (d *Drive) Waiting() int {
	d.mu.Lock()
	defer d.mu.Unlock()
	return len(d.held)
}

// serve takes the system's questions until the drive is unmounted.
func (d *Drive) serve() {
	buf := make([]byte, 1<<20)
	for {
		n, err := unix.Read(d.fd, buf)
		switch {
		case errors.Is(err, syscall.EINTR), errors.Is(err, syscall.ENOENT): // the one who asked has gone
			continue
		case err != nil:
			return // unmounted
		}
		r, ok := parse(buf[:n])
		if !ok {
			continue
		}
		d.mu.Lock()
		if d.silent {
			d.held = append(d.held, r)
		} else {
			d.answer(r)
		}
		d.mu.Unlock()
	}
}
