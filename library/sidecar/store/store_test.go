package store

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"keeplight.app/keeplight/library/filelock"
	"keeplight.app/keeplight/library/safefile"
	"keeplight.app/keeplight/library/sidecar"
)

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// file makes a sidecar and reads it.
func file(t *testing.T, dir, text string) (string, Version) {
	t.Helper()
	path := filepath.Join(dir, "1.xmp")
	must(t, os.WriteFile(path, []byte(text), 0o600))
	v, err := Read(path)
	must(t, err)
	return path, v
}

func names(t *testing.T, dir string) (all []string) {
	t.Helper()
	entries, err := os.ReadDir(dir)
	must(t, err)
	for _, e := range entries {
		all = append(all, e.Name())
	}
	return all
}

func TestASidecarIsReplacedWithItsPermissionsAndLeavesNothingBeside(t *testing.T) {
	dir := t.TempDir()
	path, was := file(t, dir, "old")
	must(t, os.Chmod(path, 0o640))
	was, err := Read(path)
	must(t, err)
	now, err := Replace(path, &was, []byte("new and longer"))
	must(t, err)
	info, err := os.Stat(path)
	must(t, err)
	if string(now.Bytes) != "new and longer" || now.Digest != Digest(now.Bytes) || now.Size != 14 || info.Mode().Perm() != 0o640 {
		t.Errorf("%+v, %v", now, info.Mode())
	}
	if got := names(t, dir); !slices.Equal(got, []string{"1.xmp"}) {
		t.Errorf("left %q", got)
	}
	must(t, Remove(path, &now))
	if got := names(t, dir); len(got) != 0 {
		t.Errorf("left %q", got)
	}
}

func TestAnotherProgramsChangeIsNeverLost(t *testing.T) {
	for name, change := range map[string]func(t *testing.T, path string){
		"other bytes": func(t *testing.T, path string) { must(t, os.WriteFile(path, []byte("theirs"), 0o600)) },
		"another file": func(t *testing.T, path string) {
			must(t, os.WriteFile(path+"2", []byte("old"), 0o600))
			must(t, os.Rename(path+"2", path))
		},
		"a removed one": func(t *testing.T, path string) { must(t, os.Remove(path)) },
		"bytes of the same length and time": func(t *testing.T, path string) {
			info, err := os.Stat(path)
			must(t, err)
			must(t, os.WriteFile(path, []byte("odd"), 0o600))
			must(t, os.Chtimes(path, info.ModTime(), info.ModTime()))
		},
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			path, was := file(t, dir, "old")
			change(t, path)
			before, _ := os.ReadFile(path)
			if _, err := Replace(path, &was, []byte("ours")); !errors.Is(err, ErrChanged) {
				t.Errorf("replaced: %v", err)
			}
			if err := Remove(path, &was); !errors.Is(err, ErrChanged) {
				t.Errorf("removed: %v", err)
			}
			after, _ := os.ReadFile(path)
			if string(after) != string(before) || len(names(t, dir)) > 1 {
				t.Errorf("it held %q and holds %q, in %q", before, after, names(t, dir))
			}
		})
	}
}

func TestANewSidecarTakesNobodysPlace(t *testing.T) {
	dir := t.TempDir()
	path, _ := file(t, dir, "theirs")
	if _, err := Create(path, []byte("ours")); !errors.Is(err, ErrChanged) {
		t.Errorf("made over another one: %v", err)
	}
	link := filepath.Join(dir, "link.xmp")
	if err := os.Symlink(filepath.Join(t.TempDir(), "outside.xmp"), link); err != nil {
		t.Skipf("no links can be made here: %v", err)
	}
	if _, err := Create(link, []byte("ours")); !errors.Is(err, ErrChanged) {
		t.Errorf("made through a link: %v", err)
	}
	v, err := Create(filepath.Join(dir, "2.xmp"), []byte("ours"))
	if err != nil || string(v.Bytes) != "ours" {
		t.Error(v, err)
	}
	if got := names(t, dir); !slices.Equal(got, []string{"1.xmp", "2.xmp", "link.xmp"}) {
		t.Errorf("left %q", got)
	}
}

func TestALinkIsReadAndNeverWritten(t *testing.T) {
	dir := t.TempDir()
	outside, _ := file(t, t.TempDir(), "outside")
	link := filepath.Join(dir, "1.xmp")
	if err := os.Symlink(outside, link); err != nil {
		t.Skipf("no links can be made here: %v", err)
	}
	v, err := Read(link)
	if err != nil || string(v.Bytes) != "outside" {
		t.Fatal(v, err)
	}
	if _, err := Replace(link, &v, []byte("ours")); !errors.Is(err, ErrLink) {
		t.Error(err)
	}
	if err := Remove(link, &v); !errors.Is(err, ErrLink) {
		t.Error(err)
	}
}

func TestWhatIsNoSidecarIsNotRead(t *testing.T) {
	dir := t.TempDir()
	if _, err := Read(dir); !errors.Is(err, safefile.ErrNotRegular) {
		t.Error(err)
	}
	if _, err := Read(filepath.Join(dir, "none.xmp")); !errors.Is(err, fs.ErrNotExist) {
		t.Error(err)
	}
	big := filepath.Join(dir, "big.xmp")
	must(t, os.WriteFile(big, nil, 0o600))
	must(t, os.Truncate(big, sidecar.MaxSize+1))
	if _, err := Read(big); !errors.Is(err, sidecar.ErrTooLarge) {
		t.Error(err)
	}
}

func TestOnlyUnfinishedFilesThatNobodyWritesAreSwept(t *testing.T) {
	dir, now := t.TempDir(), time.Now()
	for name, age := range map[string]time.Duration{
		hiddenPrefix + "A" + hiddenSuffix: time.Hour, hiddenPrefix + "B" + hiddenSuffix: time.Minute, hiddenPrefix + "E" + hiddenSuffix: time.Minute,
		".keeplight-C.part": time.Hour, "1.xmp": time.Hour,
	} {
		path := filepath.Join(dir, name)
		must(t, os.WriteFile(path, nil, 0o600))
		must(t, os.Chtimes(path, now.Add(-age), now.Add(-age)))
	}
	must(t, os.Mkdir(filepath.Join(dir, hiddenPrefix+"D"+hiddenSuffix), 0o700))
	writing, err := os.Open(filepath.Join(dir, hiddenPrefix+"B"+hiddenSuffix))
	must(t, err)
	defer writing.Close()
	must(t, filelock.Try(writing))
	_, err = Sweep(dir, now)
	left := names(t, dir)
	if err != nil || slices.Contains(left, hiddenPrefix+"A"+hiddenSuffix) || !slices.Contains(left, hiddenPrefix+"B"+hiddenSuffix) || !slices.Contains(left, "1.xmp") || !slices.Contains(left, ".keeplight-C.part") {
		t.Errorf("left %q, %v", left, err)
	}
	if runtime.GOOS != "windows" && slices.Contains(left, hiddenPrefix+"E"+hiddenSuffix) {
		t.Error("a file that nobody writes was left")
	}
}

func TestTheFirstVersionIsKeptAndComesBack(t *testing.T) {
	b := BackupsIn(t.TempDir())
	path, first := file(t, t.TempDir(), "first")
	anyway := func(string) error { return nil }
	if _, _, err := b.Restore(path, anyway); !errors.Is(err, ErrNoBackup) {
		t.Error(err)
	}
	must(t, b.Keep(path, &first, time.Now()))
	second, err := Replace(path, &first, []byte("second"))
	must(t, err)
	must(t, b.Keep(path, &second, time.Now()))
	refused := errors.New("it has to stay")
	_, _, err = b.Restore(path, func(now string) error {
		if now != second.Digest {
			t.Errorf("it was asked about %s", now)
		}
		return refused
	})
	if got, _ := os.ReadFile(path); !errors.Is(err, refused) || string(got) != "second" {
		t.Errorf("refused: %v, %q", err, got)
	}
	kept, changed, err := b.Restore(path, anyway)
	got, _ := os.ReadFile(path)
	if err != nil || !changed || string(got) != "first" || kept.Digest != first.Digest || !strings.HasSuffix(kept.Path, ".xmp") {
		t.Errorf("%+v, %v, %v: %q", kept, changed, err, got)
	}
	must(t, os.WriteFile(kept.Path, []byte("damaged"), 0o600))
	if _, _, err := b.Restore(path, anyway); err == nil || string(got) != "first" {
		t.Error("a damaged backup was restored")
	}
}

func TestABackupOfAPathThatIsNoTextIsFound(t *testing.T) {
	b := BackupsIn(t.TempDir())
	v := Version{Bytes: []byte("x"), Digest: Digest([]byte("x"))}
	must(t, b.Keep("/a/latin1-\xe9.xmp", &v, time.Now()))
	if _, _, err := b.Of("/a/latin1-\xe8.xmp"); !errors.Is(err, ErrNoBackup) {
		t.Error(err)
	}
	if got, _, err := b.Of("/a/latin1-\xe9.xmp"); err != nil || got.Of != "/a/latin1-\xe9.xmp" {
		t.Error(got, err)
	}
}
