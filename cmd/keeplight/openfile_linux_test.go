//go:build !nogui

package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

func TestTheProgramThatOpensAFileIsWaitedFor(t *testing.T) {
	dir := t.TempDir()
	opener, note := filepath.Join(dir, "opener"), filepath.Join(dir, "note")
	script := "#!/bin/sh\necho $$ \"$1\" \"$#\" > '" + note + "'\n"
	if err := os.WriteFile(opener, []byte(script), 0o700); err != nil {
		t.Fatal(err)
	}
	ended := make(chan struct{})
	if err := startOpener(opener, "/a/my keys; x.txt", func() { close(ended) }); err != nil {
		t.Fatal(err)
	}
	select {
	case <-ended:
	case <-time.After(time.Minute):
		t.Fatal("it was not waited for")
	}
	said, err := os.ReadFile(note)
	pid, rest, _ := strings.Cut(strings.TrimSpace(string(said)), " ")
	if err != nil || rest != "file:///a/my%20keys;%20x.txt 1" {
		t.Errorf("it was given %q, %v", rest, err)
	}
	if _, err := os.Stat(filepath.Join("/proc", pid)); !os.IsNotExist(err) {
		t.Errorf("process %s is still there: %v", pid, err)
	}
	if err := startOpener(filepath.Join(dir, "none"), "/a", nil); err == nil {
		t.Error("a program that is not there was started")
	}
}
