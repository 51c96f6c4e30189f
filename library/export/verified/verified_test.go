package verified

import (
	"bytes"
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
	"time"
)

var shotAt = time.Date(2026, 5, 31, 12, 0, 0, 123456789, time.UTC)

// original writes a source of some chunks and gives its path and bytes.
func original(t *testing.T) (string, []byte) {
	t.Helper()
	data := bytes.Repeat([]byte("a raw file's bytes "), 3*chunk/16)
	path := filepath.Join(t.TempDir(), "IMG_1.CR2")
	if err := os.WriteFile(path, data, 0o640); err != nil {
		t.Fatal(err)
	}
	if err := os.Chtimes(path, shotAt.Add(-time.Hour), shotAt); err != nil {
		t.Fatal(err)
	}
	return path, data
}

func folder(t *testing.T) (*os.Root, string) {
	t.Helper()
	path := t.TempDir()
	root, err := os.OpenRoot(path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { root.Close() })
	return root, path
}

func entries(t *testing.T, dir string) []string {
	t.Helper()
	list, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, e := range list {
		names = append(names, e.Name())
	}
	return names
}

func TestACopyHasTheBytesAndTimeOfItsOriginal(t *testing.T) {
	source, data := original(t)
	for name, stage := range map[string]func(*Copier) func(context.Context, string, *os.Root) (*File, error){
		"copy":  func(c *Copier) func(context.Context, string, *os.Root) (*File, error) { return c.Copy },
		"clone": func(c *Copier) func(context.Context, string, *os.Root) (*File, error) { return c.Clone },
	} {
		dir, path := folder(t)
		var progress int64
		c := &Copier{Progress: func(n int64) { progress += n }}
		f, err := stage(c)(t.Context(), source, dir)
		if name == "clone" && errors.Is(err, ErrNoClone) {
			if left := entries(t, path); len(left) != 0 {
				t.Errorf("where it cannot be had it leaves %q", left)
			}
			continue
		}
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if err := f.Publish("new.CR2"); err != nil {
			t.Fatal(err)
		}
		if err := f.Discard(); err != nil {
			t.Fatal(err)
		}
		got, err := os.ReadFile(filepath.Join(path, "new.CR2"))
		if err != nil || !bytes.Equal(got, data) {
			t.Errorf("%s: the copy differs, %v", name, err)
		}
		info, err := os.Stat(filepath.Join(path, "new.CR2"))
		if err != nil || !info.ModTime().Equal(shotAt) {
			t.Errorf("%s: the copy has the time %v, %v", name, info.ModTime(), err)
		}
		if progress != int64(len(data)) || f.Size() != int64(len(data)) {
			t.Errorf("%s: %d bytes reported of %d", name, progress, len(data))
		}
		if left := entries(t, path); len(left) != 1 {
			t.Errorf("%s: left over: %q", name, left)
		}
	}
}

func TestWhatGoesWrongLeavesNothing(t *testing.T) {
	boom := errors.New("the card was pulled")
	for name, tc := range map[string]struct {
		spoil func(c *Copier, source, target string, cancel func())
		want  error
	}{
		"corrupted on the way to the disk": {func(c *Copier, _, target string, _ func()) {
			c.Written = func(hidden string) { flipByte(filepath.Join(target, hidden)) }
		}, ErrMismatch},
		"cut short on the disk": {func(c *Copier, _, target string, _ func()) {
			c.Written = func(hidden string) { _ = os.Truncate(filepath.Join(target, hidden), 10) }
		}, ErrMismatch},
		"source changed": {func(c *Copier, source, _ string, _ func()) {
			c.Written = func(string) { _ = os.Chtimes(source, shotAt, shotAt.Add(time.Second)) }
		}, ErrChanged},
		"source shorter than it said": {func(c *Copier, _, _ string, _ func()) {
			c.Reader = func(r io.Reader) io.Reader { return io.LimitReader(r, 2*chunk) }
		}, ErrChanged},
		"read error": {func(c *Copier, _, _ string, _ func()) {
			c.Reader = func(r io.Reader) io.Reader {
				return io.MultiReader(io.LimitReader(r, chunk), failing{boom})
			}
		}, boom},
		"cancelled while copying": {func(c *Copier, _, _ string, cancel func()) {
			c.Progress = func(int64) { cancel() }
		}, context.Canceled},
		"cancelled before reading back": {func(c *Copier, _, _ string, cancel func()) {
			c.Written = func(string) { cancel() }
		}, context.Canceled},
	} {
		source, _ := original(t)
		dir, path := folder(t)
		ctx, cancel := context.WithCancel(t.Context())
		c := &Copier{}
		tc.spoil(c, source, path, cancel)
		f, err := c.Copy(ctx, source, dir)
		cancel()
		if !errors.Is(err, tc.want) || f != nil {
			t.Errorf("%s: got %v, %v; want %v", name, f, err, tc.want)
		}
		if left := entries(t, path); len(left) != 0 {
			t.Errorf("%s: left over: %q", name, left)
		}
	}
}

type failing struct{ err error }

func (f failing) Read([]byte) (int, error) { return 0, f.err }

func flipByte(path string) {
	b, err := os.ReadFile(path)
	if err == nil {
		b[len(b)/2] ^= 1
		_ = os.WriteFile(path, b, 0o600)
	}
}

func TestPublishNeverReplaces(t *testing.T) {
	source, data := original(t)
	dir, path := folder(t)
	taken := filepath.Join(path, "taken.CR2")
	if err := os.WriteFile(taken, []byte("older"), 0o600); err != nil {
		t.Fatal(err)
	}
	f, err := (&Copier{}).Copy(t.Context(), source, dir)
	if err != nil {
		t.Fatal(err)
	}
	if err := f.Publish("taken.CR2"); !errors.Is(err, fs.ErrExist) {
		t.Fatalf("publishing over a file gave %v", err)
	}
	if b, _ := os.ReadFile(taken); string(b) != "older" {
		t.Fatal("the older file was replaced")
	}
	if err := f.Publish("free.CR2"); err != nil {
		t.Fatal(err)
	}
	if b, _ := os.ReadFile(filepath.Join(path, "free.CR2")); !bytes.Equal(b, data) {
		t.Error("the published file differs")
	}
}

func TestVolumesWithoutLinksNeverReplaceEither(t *testing.T) {
	dir, path := folder(t)
	for name, text := range map[string]string{"a": "new", "b": "older"} {
		if err := os.WriteFile(filepath.Join(path, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := replacePlaceholder(dir, "a", "b"); !errors.Is(err, fs.ErrExist) {
		t.Fatalf("got %v", err)
	}
	if b, _ := os.ReadFile(filepath.Join(path, "b")); string(b) != "older" {
		t.Fatal("the older file was replaced")
	}
	if err := replacePlaceholder(dir, "a", "c"); err != nil {
		t.Fatal(err)
	}
	if got := entries(t, path); len(got) != 2 || got[1] != "c" {
		t.Errorf("got %q", got)
	}
}

func TestAWithdrawnFileCanHaveAnotherName(t *testing.T) {
	source, _ := original(t)
	dir, path := folder(t)
	f, err := (&Copier{}).Copy(t.Context(), source, dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, err := range []error{f.Publish("first"), f.Withdraw(), f.Publish("second"), f.Discard()} {
		if err != nil {
			t.Fatal(err)
		}
	}
	if got := entries(t, path); len(got) != 1 || got[0] != "second" {
		t.Errorf("got %q", got)
	}
	replaced := filepath.Join(path, "second")
	if err := errors.Join(os.Remove(replaced), os.WriteFile(replaced, []byte("theirs"), 0o600)); err != nil {
		t.Fatal(err)
	}
	if err := f.Withdraw(); err == nil {
		t.Error("another program's file was withdrawn")
	}
	if b, _ := os.ReadFile(replaced); string(b) != "theirs" {
		t.Error("another program's file was touched")
	}
}

func TestAMoveRemovesOnlyTheFileThatWasStaged(t *testing.T) {
	source, _ := original(t)
	dir, _ := folder(t)
	f, err := (&Copier{}).Copy(t.Context(), source, dir)
	if err != nil {
		t.Fatal(err)
	}
	if err := f.RemoveSource(); err == nil {
		t.Fatal("the original was removed before its copy had a name")
	}
	if err := f.Publish("a"); err != nil {
		t.Fatal(err)
	}
	if err := os.Chtimes(source, shotAt, shotAt.Add(time.Second)); err != nil {
		t.Fatal(err)
	}
	if err := f.RemoveSource(); !errors.Is(err, ErrChanged) {
		t.Fatalf("a changed original gave %v", err)
	}
	if err := os.Chtimes(source, shotAt, shotAt); err != nil {
		t.Fatal(err)
	}
	if err := f.RemoveSource(); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(source); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("the original is still there: %v", err)
	}
}

func TestALinkIsTheSameFile(t *testing.T) {
	source, _ := original(t)
	dir, path := folder(t)
	f, err := Link(source, dir)
	if err != nil {
		t.Skipf("no hard link can be made here: %v", err)
	}
	if err := f.Publish("a"); err != nil {
		t.Fatal(err)
	}
	x, err1 := os.Stat(source)
	y, err2 := os.Stat(filepath.Join(path, "a"))
	if err := errors.Join(err1, err2); err != nil || !os.SameFile(x, y) {
		t.Errorf("not the same file, %v", err)
	}
}

func TestSameTellsBytesApart(t *testing.T) {
	source, data := original(t)
	dir, path := folder(t)
	other := bytes.Clone(data)
	other[0]++
	for name, b := range map[string][]byte{"same": data, "other": other, "short": data[1:]} {
		if err := os.WriteFile(filepath.Join(path, name), b, 0o600); err != nil {
			t.Fatal(err)
		}
		for what, compare := range map[string]func(context.Context, string, *os.Root, string) (bool, error){"Same": Same, "LooksSame": LooksSame} {
			got, err := compare(t.Context(), source, dir, name)
			if err != nil || got != (name == "same") {
				t.Errorf("%s(%s) = %v, %v", what, name, got, err)
			}
		}
	}
	if err := os.Mkdir(filepath.Join(path, "folder"), 0o700); err != nil {
		t.Fatal(err)
	}
	if got, err := Same(t.Context(), source, dir, "folder"); got || err != nil {
		t.Errorf("a folder: %v, %v", got, err)
	}
	if _, err := Same(t.Context(), source, dir, "nothing"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("nothing: %v", err)
	}
}
