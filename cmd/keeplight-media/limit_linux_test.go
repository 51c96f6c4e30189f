//go:build cgo

package main

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"keeplight.app/keeplight/library/child"
	"keeplight.app/keeplight/library/phototest"
)

func TestTheSystemEndsAWorkerForItsProcessorTime(t *testing.T) {
	p, err := child.Start(child.Command{Program: os.Args[0], Env: append(os.Environ(), playSpin+"=1")})
	if err != nil {
		t.Fatal(err)
	}
	if !p.Reap(2 * time.Minute) {
		t.Fatal("it is still there")
	}
	if f := p.Fault(); !f.IsOutOfTime() {
		t.Errorf("it ended by %+v", f)
	}
}

func TestALargePhotoOfACameraIsWithinTheLimit(t *testing.T) {
	path := filepath.Join(phototest.Folder(t), "reports", "sony-50mp.HIF")
	if _, err := os.Stat(path); err != nil {
		t.Skip("there is no photo of 50 megapixels here: ", err)
	}
	r, list := reader(t, nil)
	pic, err := r.Load(t.Context(), path, 400)
	if err != nil || pic.Width != 8640 || pic.Height != 5760 {
		t.Errorf("%+v, %v, set aside: %v", pic, err, list.Entries())
	}
}
