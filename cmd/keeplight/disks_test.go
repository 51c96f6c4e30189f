//go:build linux

package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestADiskThatTakesNothingLosesNothing(t *testing.T) {
	if selfProgram() == nil {
		t.Skip("without a window no test plays the program")
	}
	if !inOwnMounts(t) {
		return
	}
	full, protected, away := troubles()
	w := newWorld(t, selfProgram())
	disk := mountSmallDisk(t, w.root+".disk")
	w.trash = filepath.Join("..", filepath.Base(disk.path), ".Trash-0", "files")
	for _, f := range diskFlows() {
		for _, trouble := range []trouble{full, protected, away} {
			if trouble.name == away.name && !f.away {
				continue // a mount point without its disk is a folder like any other
			}
			t.Run(f.name+" with a disk that is "+trouble.name, func(t *testing.T) {
				outer := w.t
				w.t, disk.t = t, t
				defer func() { w.t, disk.t = outer, outer }()
				w.onDisk(f, disk)
				trouble.begin(disk)
				text, err := w.run(f.args(w)...)
				w.saysOneOf(text, err, trouble.words)
				trouble.mend(disk)
				w.nothingIsLost()
				w.nothingIsHalfWritten(disk)
				w.must(f.args(w)...)
				w.nothingIsLost()
				f.check(w)
			})
		}
	}
}

// onDisk begins anew with a part of the world on the disk, under the same paths.
func (w *world) onDisk(f diskFlow, disk *smallDisk) {
	w.t.Helper()
	entries, err := os.ReadDir(disk.path)
	disk.must(err)
	for _, e := range entries {
		disk.must(os.RemoveAll(filepath.Join(disk.path, e.Name())))
	}
	w.reset(f.flow)
	part := "out"
	switch {
	case f.home:
		part = "home"
	case f.shoot:
		part = "shoot"
	}
	to := filepath.Join(disk.path, part)
	disk.must(os.MkdirAll(to, 0o700))
	if part != "out" {
		copyTree(w.t, w.at(part), to)
		disk.must(os.RemoveAll(w.at(part)))
	}
	disk.must(os.Symlink(to, w.at(part)))
}

// saysOneOf checks that a program failed with a reason that people understand.
func (w *world) saysOneOf(text string, err error, words []string) {
	w.t.Helper()
	if err == nil {
		w.t.Errorf("nothing failed: %s", text)
	}
	for _, word := range words {
		if strings.Contains(text, word) {
			return
		}
	}
	w.t.Errorf("it says none of %q: %s", words, text)
}

// nothingIsHalfWritten looks for what is no whole file of the shoot or the card.
func (w *world) nothingIsHalfWritten(disk *smallDisk) {
	w.t.Helper()
	for _, part := range []string{"shoot", "out"} {
		for name, sum := range w.sums(part) {
			if w.original[sum] == "" {
				w.t.Errorf("%s is half-written or left", name)
			}
		}
	}
	left, err := filepath.Glob(filepath.Join(disk.path, "*", ".keeplight-*"))
	if err != nil || len(left) > 0 {
		w.t.Errorf("left are %q, %v", left, err)
	}
}
