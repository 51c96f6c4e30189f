package silentdrive

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"golang.org/x/sys/unix"
)

// Drive is one that is mounted. Its methods may be called from any goroutine.
type Drive struct {
	Path string // where it is mounted

	fd int
	of string // the folder that it shows

	waiting string // the file in which the system counts what waits for an answer

	mu     sync.Mutex
	silent bool
	nodes  map[uint64]string
	ids    map[string]uint64
}

// Mount shows a folder once more until the test ends, by FUSE (Linux's fuse(4)). The test
// is skipped where it may not mount anything.
func Mount(t testing.TB, of string) *Drive {
	t.Helper()
	fd, err := unix.Open("/dev/fuse", unix.O_RDWR|unix.O_CLOEXEC|unix.O_NONBLOCK, 0)
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
	d.count(t)
	return d
}

// count finds out where the system counts what waits.
func (d *Drive) count(t testing.TB) {
	t.Helper()
	var s unix.Stat_t
	if err := unix.Stat(d.Path, &s); err != nil {
		t.Fatal(err)
	}
	control := t.TempDir()
	if err := unix.Mount("fusectl", control, "fusectl", 0, ""); err != nil {
		t.Skipf("the control files of FUSE cannot be mounted here: %v", err)
	}
	t.Cleanup(func() { _ = unix.Unmount(control, unix.MNT_DETACH) })
	d.waiting = filepath.Join(control, strconv.FormatUint(uint64(unix.Minor(s.Dev)), 10), "waiting")
}

// FallSilent leaves everything unanswered from now on. What asks can be killed, as with
// a network folder.
func (d *Drive) FallSilent() { d.setSilent(true) }

// Answer answers what waits, and everything from now on.
func (d *Drive) Answer() { d.setSilent(false) }

func (d *Drive) setSilent(yes bool) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.silent = yes
}

// Waiting is how many questions are not answered.
func (d *Drive) Waiting() int {
	text, err := os.ReadFile(d.waiting)
	if err != nil {
		return 0
	}
	n, _ := strconv.Atoi(strings.TrimSpace(string(text))) // the system's own number
	return n
}

// turn is how long a drive waits for a question before it looks whether it is silent.
const turn = 10 * time.Millisecond

// serve takes the system's questions until the drive is unmounted. While it is silent it
// leaves them where they are: one that was taken cannot even be killed.
func (d *Drive) serve() {
	buf := make([]byte, 1<<20)
	for {
		ready := []unix.PollFd{{Fd: int32(d.fd), Events: unix.POLLIN}}
		if n, err := unix.Poll(ready, int(turn.Milliseconds())); n == 0 || errors.Is(err, syscall.EINTR) {
			continue
		}
		if !d.take(buf) {
			return
		}
	}
}

// take answers one question, and is false once the drive is unmounted.
func (d *Drive) take(buf []byte) (mounted bool) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.silent {
		d.mu.Unlock()
		time.Sleep(turn)
		d.mu.Lock()
		return true
	}
	n, err := unix.Read(d.fd, buf)
	switch {
	case errors.Is(err, syscall.EINTR), errors.Is(err, syscall.EAGAIN), errors.Is(err, syscall.ENOENT): // the one who asked has gone
		return true
	case err != nil:
		return false
	}
	if r, ok := parse(buf[:n]); ok {
		d.answer(r)
	}
	return true
}
