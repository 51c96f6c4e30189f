package checksum

import (
	"crypto/sha256"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// folder makes a folder of files that hold their names.
func folder(t *testing.T, names ...string) (*os.Root, string) {
	t.Helper()
	dir := t.TempDir()
	root, err := os.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { root.Close() })
	for _, name := range names {
		path := filepath.Join(dir, name)
		if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o700), os.WriteFile(path, []byte(name), 0o600)); err != nil {
			t.Fatal(err)
		}
	}
	return root, dir
}

func entry(name string) Entry { return Entry{Name: name, Digest: sha256.Sum256([]byte(name))} }

func list(t *testing.T, dir string) string {
	t.Helper()
	b, err := os.ReadFile(filepath.Join(dir, Name))
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// hardNames are hard to write on a line.
var hardNames = []string{
	"IMG_1.jpg", "a/b c/IMG 2.jpg", "line\nend.jpg", `back\slash.jpg`, `both\` + "\n.jpg", "-leading.jpg", " space.jpg", "*star.jpg",
	"return\r.jpg", "return at the end\r", `\begins.jpg`, "umlaut-ä.jpg", "\xff\xfe.jpg", "quote'\".jpg", "\u202eright-to-left.jpg",
	strings.Repeat("n", 255),
}

func TestAListIsWhatSha256sumWritesAndChecks(t *testing.T) {
	program, err := exec.LookPath("sha256sum")
	if err != nil {
		t.Skip("sha256sum is not installed, so nobody confirms the list")
	}
	root, dir := folder(t, hardNames...)
	var entries []Entry
	for _, name := range hardNames {
		entries = append(entries, entry(name))
	}
	if err := NewList(root).Add(t.Context(), entries); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(program, append([]string{"--"}, hardNames...)...)
	cmd.Dir = dir
	want, err := cmd.Output()
	if err != nil || string(want) != list(t, dir) {
		t.Errorf("sha256sum writes %q, %v; we write %q", want, err, list(t, dir))
	}
	cmd = exec.Command(program, "--strict", "-c", Name)
	cmd.Dir = dir
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Errorf("%v: %s", err, out)
	}
}

func TestAListKeepsWhatOthersWrote(t *testing.T) {
	a, b := entry("a.jpg"), entry("b.jpg")
	wrong := Entry{Name: "a.jpg", Digest: entry("another").Digest}
	for name, c := range map[string]struct{ before, want string }{
		"none":             {"", a.line() + b.line()},
		"the same":         {b.line() + a.line(), b.line() + a.line()},
		"another digest":   {wrong.line(), a.line() + b.line()},
		"listed twice":     {wrong.line() + wrong.line() + b.line(), a.line() + b.line()},
		"another file":     {"# of May\n" + lineOf("c.jpg"), "# of May\n" + lineOf("c.jpg") + a.line() + b.line()},
		"in binary":        {strings.Replace(a.line(), "  ", " *", 1), strings.Replace(a.line(), "  ", " *", 1) + b.line()},
		"with its folder":  {strings.Replace(wrong.line(), "a.jpg", "./a.jpg", 1), a.line() + b.line()},
		"BSD's":            {"SHA256 (a.jpg) = " + strings.Repeat("0", 64) + "\n", a.line() + b.line()},
		"without its end":  {strings.TrimSuffix(lineOf("c.jpg"), "\n"), lineOf("c.jpg") + a.line() + b.line()},
		"a line of others": {lineOf("c.jpg") + "who knows\n", lineOf("c.jpg") + "who knows\n" + a.line() + b.line()},
	} {
		t.Run(name, func(t *testing.T) {
			root, dir := folder(t)
			if c.before != "" {
				if err := os.WriteFile(filepath.Join(dir, Name), []byte(c.before), 0o600); err != nil {
					t.Fatal(err)
				}
			}
			for range 2 {
				if err := NewList(root).Add(t.Context(), []Entry{a, b}); err != nil {
					t.Fatal(err)
				}
			}
			if got := list(t, dir); got != c.want {
				t.Errorf("%q\nwant %q", got, c.want)
			}
			if names, err := os.ReadDir(dir); err != nil || len(names) != 1 {
				t.Errorf("%d files are left, %v", len(names), err)
			}
		})
	}
}

func TestWhatWasTakenBackIsTakenOffTheList(t *testing.T) {
	root, dir := folder(t)
	gone := entry("a.jpg")
	gone.Gone = true
	for _, entries := range [][]Entry{{entry("a.jpg"), entry("b.jpg")}, {gone}} {
		if err := NewList(root).Add(t.Context(), entries); err != nil {
			t.Fatal(err)
		}
	}
	if got := list(t, dir); got != lineOf("b.jpg") {
		t.Errorf("%q", got)
	}
}

// TestAListGrowsAsItWouldBeWrittenAnew adds to one list what is merged into another, with
// what may happen to a list between two photos.
func TestAListGrowsAsItWouldBeWrittenAnew(t *testing.T) {
	gone := entry("b.jpg")
	gone.Gone = true
	changed := Entry{Name: "./a.jpg", Digest: entry("another").Digest}
	foreign := func(more string) func(string) error {
		return func(path string) error {
			b, err := os.ReadFile(path)
			return errors.Join(err, os.WriteFile(path, append(b, more...), 0o600))
		}
	}
	for name, c := range map[string]struct {
		last    []Entry
		between func(path string) error
		anew    bool // all of it is written
		want    string
	}{
		"new files":              {last: []Entry{entry("c.jpg"), entry("d\n.jpg")}, want: lineOf("a.jpg") + lineOf("b.jpg") + lineOf("c.jpg") + lineOf("d\n.jpg")},
		"one that it has":        {last: []Entry{entry("a.jpg"), entry("c.jpg")}, want: lineOf("a.jpg") + lineOf("b.jpg") + lineOf("c.jpg")},
		"one twice":              {last: []Entry{entry("c.jpg"), entry("c.jpg")}, anew: true, want: lineOf("a.jpg") + lineOf("b.jpg") + lineOf("c.jpg")},
		"nothing new":            {last: []Entry{entry("a.jpg")}, want: lineOf("a.jpg") + lineOf("b.jpg")},
		"a file that was gone":   {last: []Entry{gone, entry("c.jpg")}, anew: true, want: lineOf("a.jpg") + lineOf("c.jpg")},
		"another digest":         {last: []Entry{changed}, anew: true, want: changed.line() + lineOf("b.jpg")},
		"a line of others":       {last: []Entry{entry("c.jpg")}, between: foreign("# mine\n"), anew: true, want: lineOf("a.jpg") + lineOf("b.jpg") + "# mine\n" + lineOf("c.jpg")},
		"half a line":            {last: []Entry{entry("c.jpg")}, between: foreign(lineOf("c.jpg")[:40]), anew: true, want: lineOf("a.jpg") + lineOf("b.jpg") + lineOf("c.jpg")},
		"nearly a whole line":    {last: []Entry{entry("c.jpg")}, between: foreign(lineOf("c.jpg")[:68]), anew: true, want: lineOf("a.jpg") + lineOf("b.jpg") + lineOf("c.jpg")},
		"half a line of another": {last: []Entry{entry("c.jpg")}, between: foreign("who"), anew: true, want: lineOf("a.jpg") + lineOf("b.jpg") + "who\n" + lineOf("c.jpg")},
		"the list was removed":   {last: []Entry{entry("c.jpg")}, between: os.Remove, anew: true, want: lineOf("c.jpg")},
	} {
		t.Run(name, func(t *testing.T) {
			root, dir := folder(t)
			l, path := NewList(root), filepath.Join(dir, Name)
			for _, e := range []Entry{entry("a.jpg"), entry("b.jpg")} {
				if err := l.Add(t.Context(), []Entry{e}); err != nil {
					t.Fatal(err)
				}
			}
			before, err := os.Stat(path)
			if c.between != nil {
				err = errors.Join(err, c.between(path))
			}
			if err = errors.Join(err, l.Add(t.Context(), c.last), l.Add(t.Context(), c.last)); err != nil {
				t.Fatal(err)
			}
			after, err := os.Stat(path)
			if got := list(t, dir); got != c.want || err != nil {
				t.Errorf("%v; %q\nwant %q", err, got, c.want)
			}
			if !c.anew && !os.SameFile(before, after) {
				t.Error("all of it was written anew")
			}
		})
	}
}

func TestAListThatAnotherNameSharesIsReplacedBeforeItGrows(t *testing.T) {
	root, dir := folder(t)
	path, kept := filepath.Join(dir, Name), filepath.Join(t.TempDir(), "kept")
	if err := errors.Join(os.WriteFile(path, []byte(lineOf("a.jpg")), 0o600), os.Link(path, kept)); err != nil {
		t.Skip(err)
	}
	l := NewList(root)
	for _, name := range []string{"a.jpg", "b.jpg", "c.jpg"} {
		if err := l.Add(t.Context(), []Entry{entry(name)}); err != nil {
			t.Fatal(err)
		}
	}
	b, err := os.ReadFile(kept)
	if want := lineOf("a.jpg") + lineOf("b.jpg") + lineOf("c.jpg"); err != nil || string(b) != lineOf("a.jpg") || list(t, dir) != want {
		t.Errorf("%v; it holds %q, the kept one %q", err, list(t, dir), b)
	}
}

func lineOf(name string) string {
	e := entry(name)
	return e.line()
}

func TestWhatIsNoListStays(t *testing.T) {
	root, dir := folder(t)
	path := filepath.Join(dir, Name)
	if err := os.WriteFile(path, []byte("my own notes\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := NewList(root).Add(t.Context(), []Entry{entry("a.jpg")}); !errors.Is(err, ErrNoList) || list(t, dir) != "my own notes\n" {
		t.Errorf("%v; it holds %q", err, list(t, dir))
	}
	other := filepath.Join(t.TempDir(), "elsewhere")
	if err := errors.Join(os.Remove(path), os.Symlink(other, path)); err != nil {
		t.Fatal(err)
	}
	if err := NewList(root).Add(t.Context(), []Entry{entry("a.jpg")}); !errors.Is(err, ErrNoList) {
		t.Errorf("a link: %v", err)
	}
	if _, err := os.Lstat(other); err == nil {
		t.Error("it was written through the link")
	}
}

func TestTheDigestOfAFileIsThatOfItsBytes(t *testing.T) {
	root, _ := folder(t, "a/b.jpg")
	if got, err := Of(t.Context(), root, "a/b.jpg"); err != nil || got != entry("a/b.jpg").Digest {
		t.Errorf("%x, %v", got, err)
	}
	if _, err := Of(t.Context(), root, "none"); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("of none: %v", err)
	}
}

func FuzzParse(f *testing.F) {
	for _, name := range hardNames {
		f.Add(lineOf(name))
	}
	f.Add("SHA256 (a) = " + strings.Repeat("0", 64))
	f.Add(`\` + strings.Repeat("0", 64) + `  \`)
	f.Fuzz(func(t *testing.T, text string) {
		e, ok := parse(text)
		if !ok || strings.Contains(text, "\n") { // a line is given without its end
			return
		}
		again, ok := parse(strings.TrimSuffix(e.line(), "\n"))
		if !ok || again != e {
			t.Errorf("%q is read as %q and then as %q", text, e.Name, again.Name)
		}
		merged, ok := merge([]byte(text), []Entry{e})
		if !ok || len(slices.Collect(strings.Lines(string(merged)))) != len(slices.Collect(strings.Lines(text+"\n"))) {
			t.Errorf("%q merged with itself gives %q", text, merged)
		}
	})
}
