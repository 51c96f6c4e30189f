package unpack

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// entry is one of an archive under test.
type entry struct {
	name string
	text string
	kind byte // of tar; 0 is a file
	to   string
}

var roomy = Limits{Entries: 100, Bytes: 1 << 20}

func tarOf(t testing.TB, entries ...entry) []byte {
	t.Helper()
	var b bytes.Buffer
	packed := gzip.NewWriter(&b)
	w := tar.NewWriter(packed)
	for _, e := range entries {
		h := &tar.Header{Name: e.name, Typeflag: tar.TypeReg, Size: int64(len(e.text)), Mode: 0o4755, Linkname: e.to}
		if e.kind != 0 {
			h.Typeflag = e.kind
		}
		if err := w.WriteHeader(h); err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(w, e.text); err != nil {
			t.Fatal(err)
		}
	}
	if err := errors.Join(w.Close(), packed.Close()); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func zipOf(t testing.TB, entries ...entry) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, e := range entries {
		h := &zip.FileHeader{Name: e.name, Method: zip.Deflate}
		h.SetMode(0o755)
		text := e.text
		if e.kind == tar.TypeSymlink {
			h.SetMode(fs.ModeSymlink | 0o777)
			text = e.to
		}
		part, err := w.CreateHeader(h)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(part, text); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// unpack writes an archive to a file and unpacks it, into a folder inside an
// empty one, so that escapes show.
func unpack(t testing.TB, name string, archive []byte, limits Limits) (dir string, err error) {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	dir = filepath.Join(t.TempDir(), "in", "lib")
	if err := errors.Join(os.WriteFile(path, archive, 0o600), os.MkdirAll(dir, 0o700)); err != nil {
		t.Fatal(err)
	}
	return dir, Archive(context.Background(), path, dir, limits)
}

// outside gives the files above dir's own that should not be there.
func outside(t testing.TB, dir string) (names []string) {
	t.Helper()
	top := filepath.Dir(filepath.Dir(dir))
	err := filepath.WalkDir(top, func(path string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() && filepath.Dir(path) != dir {
			names = append(names, path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return names
}

func contents(t *testing.T, dir string) map[string]string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]string{}
	for _, e := range entries {
		text, err := os.ReadFile(filepath.Join(dir, e.Name()))
		if err != nil {
			t.Error(err)
		}
		all[e.Name()] = string(text)
	}
	return all
}

func TestLibrariesAndTheirLinksComeOutFlat(t *testing.T) {
	entries := []entry{
		{name: "llama-b1/", kind: tar.TypeDir},
		{name: "llama-b1/libllama.so", kind: tar.TypeSymlink, to: "libllama.so.0"},
		{name: "llama-b1/libllama.so.0", kind: tar.TypeSymlink, to: "libllama.so.0.0.1"},
		{name: "llama-b1/libllama.so.0.0.1", text: "code"},
		{name: "llama-b1/llama.dll", text: "dll"},
		{name: "llama-b1/bin/llama-server", text: "a program"},
		{name: "llama-b1/LICENSE", text: "MIT"},
		{name: "llama-b1/LICENSE-curl", text: "curl"},
		{name: "llama-b1/notes.txt", text: "read me"},
	}
	want := map[string]string{
		"libllama.so": "code", "libllama.so.0": "code", "libllama.so.0.0.1": "code",
		"llama.dll": "dll", "LICENSE": "MIT", "LICENSE-curl": "curl",
	}
	for name, archive := range map[string][]byte{"r.tar.gz": tarOf(t, entries...), "r.zip": zipOf(t, entries[1:]...)} {
		dir, err := unpack(t, name, archive, roomy)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		got := contents(t, dir)
		if len(got) != len(want) {
			t.Errorf("%s: %v", name, got)
		}
		for file, text := range want {
			if got[file] != text {
				t.Errorf("%s: %s holds %q", name, file, got[file])
			}
		}
		info, err := os.Stat(filepath.Join(dir, "libllama.so.0.0.1"))
		if err != nil || info.Mode()&(fs.ModeSetuid|0o022) != 0 {
			t.Errorf("%s: the mode is %v, %v", name, info.Mode(), err)
		}
	}
}

func TestHostileArchivesAreRefusedAndNothingLeavesTheFolder(t *testing.T) {
	lib := entry{name: "a/libx.so", text: "x"}
	for name, c := range map[string]struct {
		entries []entry
		onlyTar bool
	}{
		"up":                      {entries: []entry{{name: "../../libx.so", text: "x"}}},
		"up in the middle":        {entries: []entry{{name: "a/../../../libx.so", text: "x"}}},
		"an absolute path":        {entries: []entry{{name: "/tmp/libx.so", text: "x"}}},
		"a Windows path":          {entries: []entry{{name: `..\..\x.dll`, text: "x"}}},
		"a drive":                 {entries: []entry{{name: "c:x.dll", text: "x"}}},
		"a stream":                {entries: []entry{{name: "a/x.dll:evil.dll", text: "x"}}},
		"a hidden file":           {entries: []entry{{name: "a/.so", text: "x"}}},
		"a terminal's escape":     {entries: []entry{{name: "a/\x1b[2Jx.so", text: "x"}}},
		"turned writing":          {entries: []entry{{name: "a/\u202eos.x.so", text: "x"}}},
		"a link up":               {entries: []entry{lib, {name: "a/liby.so", kind: tar.TypeSymlink, to: "../../../victim"}}},
		"a link to the root":      {entries: []entry{lib, {name: "a/liby.so", kind: tar.TypeSymlink, to: "/etc/passwd"}}},
		"a link into nothing":     {entries: []entry{lib, {name: "a/liby.so", kind: tar.TypeSymlink, to: "libz.so"}}},
		"a link to itself":        {entries: []entry{{name: "a/libx.so", kind: tar.TypeSymlink, to: "libx.so"}}},
		"a circle":                {entries: []entry{{name: "libx.so", kind: tar.TypeSymlink, to: "liby.so"}, {name: "liby.so", kind: tar.TypeSymlink, to: "libx.so"}}},
		"a file twice":            {entries: []entry{lib, {name: "b/libx.so", text: "y"}}},
		"a file through a link":   {entries: []entry{{name: "libx.so", kind: tar.TypeSymlink, to: "liby.so"}, {name: "liby.so", text: "y"}, {name: "a/libx.so", text: "z"}}},
		"a long name":             {entries: []entry{{name: strings.Repeat("a", 300) + ".so", text: "x"}}},
		"too many entries":        {entries: slices.Repeat([]entry{{name: "a/notes.txt"}}, 101)},
		"too many bytes":          {entries: []entry{{name: "libx.so", text: strings.Repeat("x", 1<<20+1)}}},
		"too many bytes together": {entries: []entry{{name: "libx.so", text: strings.Repeat("x", 1<<19)}, {name: "liby.so", text: strings.Repeat("x", 1<<19+1)}}},
		"too many bytes unwanted": {entries: []entry{{name: "notes.txt", text: strings.Repeat("x", 3<<20)}}, onlyTar: true},
		"a hard link":             {entries: []entry{lib, {name: "liby.so", kind: tar.TypeLink, to: "a/libx.so"}}, onlyTar: true},
		"a device":                {entries: []entry{{name: "libx.so", kind: tar.TypeChar}}, onlyTar: true},
		"a FIFO":                  {entries: []entry{{name: "libx.so", kind: tar.TypeFifo}}, onlyTar: true},
	} {
		t.Run(name, func(t *testing.T) {
			archives := map[string][]byte{"r.tar.gz": tarOf(t, c.entries...)}
			if !c.onlyTar {
				archives["r.zip"] = zipOf(t, c.entries...)
			}
			for kind, archive := range archives {
				dir, err := unpack(t, kind, archive, roomy)
				if !errors.Is(err, ErrHostile) {
					t.Errorf("%s gave %v", kind, err)
				}
				if names := outside(t, dir); len(names) > 0 {
					t.Errorf("%s left %v outside", kind, names)
				}
			}
		})
	}
}

func TestDamagedArchivesAreRefused(t *testing.T) {
	whole := tarOf(t, entry{name: "libx.so", text: strings.Repeat("text ", 1000)})
	zipped := zipOf(t, entry{name: "libx.so", text: strings.Repeat("text ", 1000)})
	flipped := slices.Clone(zipped)
	flipped[50] ^= 0xff
	for name, archive := range map[string][]byte{
		"cut.tar.gz": whole[:len(whole)/2], "empty.tar.gz": nil, "none.tar.gz": []byte("no archive"),
		"cut.zip": zipped[:len(zipped)/2], "empty.zip": nil, "flipped.zip": flipped, "what.rar": whole,
	} {
		if _, err := unpack(t, name, archive, roomy); !errors.Is(err, ErrDamaged) {
			t.Errorf("%s gave %v", name, err)
		}
	}
}

func TestUnpackingCanBeCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	for name, archive := range map[string][]byte{"r.tar.gz": tarOf(t, entry{name: "x.so", text: "x"}), "r.zip": zipOf(t, entry{name: "x.so", text: "x"})} {
		path := filepath.Join(t.TempDir(), name)
		if err := os.WriteFile(path, archive, 0o600); err != nil {
			t.Fatal(err)
		}
		if err := Archive(ctx, path, t.TempDir(), roomy); !errors.Is(err, context.Canceled) {
			t.Errorf("%s gave %v", name, err)
		}
	}
}

func FuzzNames(f *testing.F) {
	for _, name := range []string{"llama-b1/libllama.so", "../x", "a/../b", "/x", `a\b`, "c:x", "a//b", "a/", ".", "..", "a/.", "x.so\x00.txt", "ä.so"} {
		f.Add(name)
	}
	f.Fuzz(func(t *testing.T, entry string) {
		name, err := flatName(entry)
		if err != nil {
			return
		}
		if !filepath.IsLocal(name) || filepath.Base(name) != name || strings.HasPrefix(name, ".") || strings.ContainsAny(name, "/\\:\x00") {
			t.Errorf("%q became %q", entry, name)
		}
	})
}

func FuzzArchives(f *testing.F) {
	entries := []entry{{name: "a/libx.so.1", text: "text"}, {name: "a/libx.so", kind: tar.TypeSymlink, to: "libx.so.1"}}
	f.Add(zipOf(f, entries...), true)
	f.Add(tarOf(f, entries...), false)
	f.Fuzz(func(t *testing.T, archive []byte, zipped bool) {
		dir, err := unpack(t, map[bool]string{true: "r.zip", false: "r.tar.gz"}[zipped], archive, roomy)
		if names := outside(t, dir); len(names) > 0 {
			t.Errorf("%v left outside, %v", names, err)
		}
	})
}
