package verified

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"syscall"
	"testing"
)

func TestReadingLeavesNoTraceOnTheOriginal(t *testing.T) {
	source, data := original(t)
	times := func() [3]syscall.Timespec {
		info, err := os.Stat(source)
		if err != nil {
			t.Fatal(err)
		}
		st := info.Sys().(*syscall.Stat_t)
		return [3]syscall.Timespec{st.Atim, st.Mtim, st.Ctim}
	}
	before := times()
	dir, path := folder(t)
	if _, err := (&Copier{}).Copy(t.Context(), source, dir); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(path, "a"), data, 0o600); err != nil {
		t.Fatal(err)
	}
	if same, err := Same(t.Context(), source, dir, "a"); !same || err != nil {
		t.Fatalf("%v, %v", same, err)
	}
	if after := times(); after != before {
		t.Errorf("times were %v and are %v", before, after)
	}
}

func TestADiskThatIsFullSaysSoAndTheOtherGetsItsCopy(t *testing.T) {
	full, err := os.OpenFile("/dev/full", os.O_WRONLY, 0)
	if err != nil {
		t.Skipf("there is no /dev/full here: %v", err)
	}
	defer full.Close()
	dir, _ := folder(t)
	good, err := newTransfer(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer good.out.Close()
	all := []*transfer{{out: full}, good}
	data := []byte("a photo")
	hash, _, err := (&Copier{}).fill(t.Context(), bytes.NewReader(data), int64(len(data)), all)
	if err != nil || !errors.Is(all[0].err, syscall.ENOSPC) || all[1].err != nil {
		t.Fatalf("gave %v, %v and %v", err, all[0].err, all[1].err)
	}
	if err := (&Copier{}).prove(t.Context(), good, hash); err != nil {
		t.Error(err)
	}
}
