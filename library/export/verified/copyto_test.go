package verified

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"testing"
)

func TestTwoFoldersGetACopyOfOneReading(t *testing.T) {
	source, data := original(t)
	one, onePath := folder(t)
	two, twoPath := folder(t)
	var read int64
	c := &Copier{Progress: func(n int64) { read += n }}
	copies, err := c.CopyTo(t.Context(), source, one, two)
	if err != nil {
		t.Fatal(err)
	}
	for i, path := range []string{onePath, twoPath} {
		if err := errors.Join(copies[i].Err, copies[i].File.Publish("a.CR2")); err != nil {
			t.Fatal(err)
		}
		got, err := os.ReadFile(filepath.Join(path, "a.CR2"))
		if err != nil || !bytes.Equal(got, data) {
			t.Errorf("copy %d differs, %v", i, err)
		}
	}
	want, err := Sum(t.Context(), bytes.NewReader(data))
	if err != nil || copies[0].File.Hash() != want || copies[1].File.Hash() != want || read != int64(len(data)) {
		t.Errorf("hashes %v and %v, want %v; %d bytes were read", copies[0].File.Hash(), copies[1].File.Hash(), want, read)
	}
}

func TestAFolderThatTakesNothingDoesNotKeepTheOtherFromItsCopy(t *testing.T) {
	source, _ := original(t)
	one, _ := folder(t)
	two, path := folder(t)
	one.Close() // as a disk that was pulled
	copies, err := (&Copier{}).CopyTo(t.Context(), source, one, two)
	if err != nil || copies[0].Err == nil || copies[0].File != nil || copies[1].Err != nil {
		t.Fatalf("gave %+v, %v", copies, err)
	}
	if err := copies[1].File.Publish("a.CR2"); err != nil || !slices.Equal(entries(t, path), []string{"a.CR2"}) {
		t.Errorf("%v: %q", err, entries(t, path))
	}
	if _, err := (&Copier{}).CopyTo(t.Context(), source+".gone", two); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a source that is gone gave %v", err)
	}
}

func TestOnlyWhatNobodyWorksOnIsSweptAway(t *testing.T) {
	source, _ := original(t)
	dir, path := folder(t)
	f, err := (&Copier{}).Copy(t.Context(), source, dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{".keeplight-KILLED.part", ".keeplight-other", "photo.jpg", ".other.part"} {
		if err := os.WriteFile(filepath.Join(path, name), []byte("x"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Mkdir(filepath.Join(path, ".keeplight-folder.part"), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(path, ".keeplight-LINK.part"), []byte("y"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Link(filepath.Join(path, ".keeplight-LINK.part"), filepath.Join(path, "second name")); err != nil {
		t.Skip("no hard links here: " + err.Error())
	}
	swept, left, err := Sweep(dir)
	if err != nil || swept != 2 || !slices.Equal(left, []string{f.hidden}) {
		t.Errorf("swept %d and left %q, %v; want 2 and %q", swept, left, err, f.hidden)
	}
	if _, err := os.Stat(filepath.Join(path, "second name")); err != nil {
		t.Error(err)
	}
	if err := f.Publish("a.CR2"); err != nil {
		t.Error(err)
	}
}
