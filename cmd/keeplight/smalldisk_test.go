//go:build linux

package main

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"golang.org/x/sys/unix"
)

// ownMounts is set where a test runs in a mount namespace of its own.
const ownMounts = "KEEPLIGHT_OWN_MOUNTS"

// inOwnMounts runs a test once more where it may mount what it likes and nobody else
// sees it, and is true there. The test is skipped where the system allows nobody that.
func inOwnMounts(t *testing.T) bool {
	t.Helper()
	if os.Getenv(ownMounts) != "" {
		return true
	}
	cmd := exec.Command(os.Args[0], "-test.run=^"+t.Name()+"$", "-test.v")
	cmd.Env = append(os.Environ(), ownMounts+"=1")
	cmd.SysProcAttr = &syscall.SysProcAttr{Cloneflags: syscall.CLONE_NEWNS}
	if id := os.Getuid(); id != 0 {
		cmd.SysProcAttr.Cloneflags |= syscall.CLONE_NEWUSER
		cmd.SysProcAttr.UidMappings = []syscall.SysProcIDMap{{ContainerID: 0, HostID: id, Size: 1}}
		cmd.SysProcAttr.GidMappings = []syscall.SysProcIDMap{{ContainerID: 0, HostID: os.Getgid(), Size: 1}}
	}
	out, err := cmd.CombinedOutput()
	var exit *exec.ExitError
	switch {
	case err != nil && !errors.As(err, &exit):
		t.Skipf("nothing can be mounted here: %v", err)
	case err != nil:
		t.Errorf("%v\n%s", err, out)
	case strings.Contains(string(out), "--- SKIP: "+t.Name()):
		t.Skip(string(out))
	}
	return false
}

// smallDisk is a disk of few bytes that can be full, write-protected or away.
type smallDisk struct {
	t     *testing.T
	path  string // where it is mounted
	store string // where it stays while it is away
}

const smallDiskSize = "size=8m"

func mountSmallDisk(t *testing.T, path string) *smallDisk {
	t.Helper()
	d := &smallDisk{t: t, path: path, store: path + ".store"}
	if err := errors.Join(os.MkdirAll(d.path, 0o700), os.MkdirAll(d.store, 0o700)); err != nil {
		t.Fatal(err)
	}
	err := unix.Mount("", "/", "", unix.MS_REC|unix.MS_PRIVATE, "")
	if err == nil {
		err = unix.Mount("small", d.store, "tmpfs", 0, smallDiskSize)
	}
	if err != nil {
		t.Skipf("no disk can be mounted here: %v", err)
	}
	d.plugIn()
	t.Cleanup(func() {
		for _, path := range []string{d.path, d.store} {
			_ = unix.Unmount(path, unix.MNT_DETACH) // one that is away is not mounted
		}
	})
	return d
}

func (d *smallDisk) must(err error) {
	d.t.Helper()
	if err != nil {
		d.t.Fatal(err)
	}
}

func (d *smallDisk) plugIn()  { d.must(unix.Mount(d.store, d.path, "", unix.MS_BIND, "")) }
func (d *smallDisk) pullOut() { d.must(unix.Unmount(d.path, 0)) }

func (d *smallDisk) protect() {
	d.must(unix.Mount("", d.path, "", unix.MS_BIND|unix.MS_REMOUNT|unix.MS_RDONLY, ""))
}

func (d *smallDisk) unprotect() {
	d.must(unix.Mount("", d.path, "", unix.MS_BIND|unix.MS_REMOUNT, ""))
}

// fill leaves no room for a single byte.
func (d *smallDisk) fill() {
	f, err := os.Create(filepath.Join(d.path, "filler"))
	d.must(err)
	for b := make([]byte, 4096); err == nil; {
		_, err = f.Write(b)
	}
	if !errors.Is(err, unix.ENOSPC) {
		d.t.Fatal(err)
	}
	d.must(f.Close())
}

func (d *smallDisk) makeRoom() { d.must(os.Remove(filepath.Join(d.path, "filler"))) }

// trouble is what goes wrong with a disk, how it is put right, and the words of which
// the program says one then.
type trouble struct {
	name        string
	begin, mend func(*smallDisk)
	words       []string
}

func troubles() (full, protected, away trouble) {
	full = trouble{"full", (*smallDisk).fill, (*smallDisk).makeRoom, []string{"full", "Not enough space"}}
	protected = trouble{"write-protected", (*smallDisk).protect, (*smallDisk).unprotect, []string{"write-protected", "read-only"}}
	away = trouble{"away", (*smallDisk).pullOut, (*smallDisk).plugIn, []string{"connected"}}
	return full, protected, away
}

// diskFlow is something that the program is asked to do with a part of its things on the
// small disk.
type diskFlow struct {
	flow
	home, shoot bool // on the disk; what is copied to is there where neither is
	away        bool // the program can tell that the disk is not there
}

func diskFlows() []diskFlow {
	shoot := func(w *world) string { return w.at("shoot") }
	return []diskFlow{
		{flow: flow{name: "mark", args: marking, check: checkMarks}, home: true},
		{flow: flow{name: "backup", args: func(*world) []string { return []string{"catalog", "backup"} }, check: checkBackedUp}, home: true},
		{flow: flow{name: "restore", setUp: otherCatalogue, args: func(w *world) []string { return []string{"catalog", "restore", w.at("other.db")} }, check: checkRestored}, home: true},
		{flow: flow{name: "sidecar write", args: func(w *world) []string { return []string{"sidecar", "write", shoot(w)} }, check: checkSidecars}, shoot: true, away: true},
		{flow: flow{name: "trash", args: trashing, check: func(w *world) { w.only("shoot", "IMG_3.jpg", "IMG_3.CR2", "IMG_3.wav", "IMG_4.jpg") }}, shoot: true, away: true},
		{flow: flow{name: "copy", args: exporting("--copy"), check: checkCopies}},
		{flow: flow{name: "move", args: exporting("--move"), check: checkMoved}},
		{flow: flow{name: "ingest", args: func(w *world) []string {
			return []string{"ingest", w.at("card"), "--to", w.at("out"), "--name", "{original}"}
		}, check: checkIngested}},
		{flow: flow{name: "new JPEGs", args: exporting("--jpeg"), check: func(w *world) {
			if got := w.sums("out"); len(got) != 4 {
				w.t.Errorf("%d new JPEGs", len(got))
			}
		}}},
	}
}
