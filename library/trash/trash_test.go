package trash

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"testing"
	"time"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/volumes"
)

// place is a folder of photos and a home folder, on two volumes where apart.
type place struct {
	*Trash
	top, home string
}

func newPlace(t *testing.T, apart bool) place {
	t.Helper()
	if runtime.GOOS != "linux" {
		t.Skip("the trash of other systems follows other rules")
	}
	dir, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	home := filepath.Join(dir, "home", "Trash")
	p := place{New(home), filepath.Join(dir, "volume"), home}
	for _, d := range []string{filepath.Join(p.top, "photos"), filepath.Dir(p.home)} {
		if err := os.MkdirAll(d, 0o700); err != nil {
			t.Fatal(err)
		}
	}
	p.cards = func() ([]volumes.Volume, error) { return nil, nil }
	p.now = func() time.Time { return time.Date(2026, 11, 30, 12, 5, 9, 0, time.Local) }
	real := p.mount
	p.mount = func(path string) (mountID, error) {
		id, err := real(path)
		if apart && library.Below(path, p.top) {
			id.mount += 1000
		}
		return id, err
	}
	return p
}

func (p *place) write(t *testing.T, name string) string {
	t.Helper()
	path := filepath.Join(p.top, "photos", name)
	write(t, path, name)
	return path
}

func write(t *testing.T, path, text string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

func read(t *testing.T, path string) string {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		t.Fatal(err)
	}
	return string(b)
}

func (p *place) put(t *testing.T, path string) Item {
	t.Helper()
	item, err := p.Claim(path)
	if err == nil {
		err = p.Move(item)
	}
	if err != nil {
		t.Fatal(err)
	}
	return item
}

func TestFilesOfAnyNameGoIntoTheTrashAndComeBack(t *testing.T) {
	for _, apart := range []bool{false, true} {
		p := newPlace(t, apart)
		for _, name := range []string{
			"IMG_1.jpg", "-rf.jpg", " a b+c%20'\".jpg", "größe 写真.NEF", "a\nPath=evil\n.jpg", "\xff\xfe.jpg",
			"\u202egpj.exe.jpg", ".hidden", "no ending", strings.Repeat("x", 251) + ".jpg", strings.Repeat("é", 127),
		} {
			path := p.write(t, name)
			item := p.put(t, path)
			if read(t, path) != "" || read(t, item.Trashed) != name {
				t.Fatalf("%q is not in the trash", name)
			}
			if was, err := readInfo(item.info()); err != nil || filepath.IsAbs(was) == apart || !strings.HasSuffix(was, filepath.Join("photos", name)) {
				t.Errorf("%q: the trash remembers %q, %v", name, was, err)
			}
			if err := p.Back(item); err != nil || read(t, path) != name {
				t.Errorf("%q did not come back: %v", name, err)
			}
			if _, err := os.Lstat(item.info()); !errors.Is(err, fs.ErrNotExist) {
				t.Errorf("%q left its trashinfo behind: %v", name, err)
			}
		}
	}
}

func TestTheTrashIsWrittenAsTheSpecificationSays(t *testing.T) {
	for apart, want := range map[bool]string{
		false: "[Trash Info]\nPath={dir}/photos/a%20b%25%C3%BC.jpg\nDeletionDate=2026-11-30T12:05:09\n",
		true:  "[Trash Info]\nPath=photos/a%20b%25%C3%BC.jpg\nDeletionDate=2026-11-30T12:05:09\n",
	} {
		p := newPlace(t, apart)
		item := p.put(t, p.write(t, "a b%ü.jpg"))
		if got := read(t, item.info()); got != strings.ReplaceAll(want, "{dir}", p.top) {
			t.Errorf("apart %v: %q", apart, got)
		}
		for _, dir := range []string{filepath.Dir(item.Trashed), filepath.Dir(item.info())} {
			if info, err := os.Stat(dir); err != nil || info.Mode().Perm() != 0o700 {
				t.Errorf("%s: %v, %v", dir, info.Mode(), err)
			}
		}
	}
}

func TestFilesOfOneNameLieBesideEachOther(t *testing.T) {
	p := newPlace(t, false)
	var items []Item
	for i := range 3 {
		path := p.write(t, "IMG_1.CR3")
		write(t, path, strings.Repeat("x", i+1))
		items = append(items, p.put(t, path))
	}
	for i, name := range []string{"IMG_1.CR3", "IMG_1.2.CR3", "IMG_1.3.CR3"} {
		if filepath.Base(items[i].Trashed) != name || len(read(t, items[i].Trashed)) != i+1 {
			t.Errorf("number %d is %s", i, items[i].Trashed)
		}
	}
}

func TestWhichTrashOfAVolumeIsUsed(t *testing.T) {
	user := os.Getuid()
	for name, c := range map[string]struct {
		make func(t *testing.T, top string)
		want string // below the top, "" for none
	}{
		"none yet": {func(*testing.T, string) {}, ".Trash-{user}"},
		"shared":   {func(t *testing.T, top string) { mkdir(t, filepath.Join(top, ".Trash"), fs.ModeSticky|0o777) }, ".Trash/{user}"},
		"not sticky": {
			func(t *testing.T, top string) { mkdir(t, filepath.Join(top, ".Trash"), 0o777) }, ".Trash-{user}",
		},
		"shared is a link": {func(t *testing.T, top string) {
			mkdir(t, filepath.Join(top, "else"), fs.ModeSticky|0o777)
			link(t, "else", filepath.Join(top, ".Trash"))
		}, ".Trash-{user}"},
		"own in the shared one is a link": {func(t *testing.T, top string) {
			mkdir(t, filepath.Join(top, ".Trash"), fs.ModeSticky|0o777)
			mkdir(t, filepath.Join(top, "else"), 0o700)
			link(t, "../else", filepath.Join(top, ".Trash", own("{user}", user)))
		}, ".Trash-{user}"},
		"own is a link": {func(t *testing.T, top string) {
			mkdir(t, filepath.Join(top, "else"), 0o700)
			link(t, "else", filepath.Join(top, own(".Trash-{user}", user)))
		}, ""},
		"files is a link": {func(t *testing.T, top string) {
			mkdir(t, filepath.Join(top, "else"), 0o700)
			mkdir(t, filepath.Join(top, own(".Trash-{user}", user)), 0o700)
			link(t, "../else", filepath.Join(top, own(".Trash-{user}", user), "files"))
		}, ""},
		"own is a file": {func(t *testing.T, top string) { write(t, filepath.Join(top, own(".Trash-{user}", user)), "x") }, ""},
	} {
		t.Run(name, func(t *testing.T) {
			p := newPlace(t, true)
			c.make(t, p.top)
			path := p.write(t, "a.jpg")
			checked := p.Check(path)
			item, err := p.Claim(path)
			if c.want == "" {
				if !errors.Is(err, ErrNoTrash) || !errors.Is(checked, ErrNoTrash) || read(t, path) == "" {
					t.Errorf("%v, before that %v", err, checked)
				}
				return
			}
			if err != nil || checked != nil || item.Trashed != filepath.Join(p.top, own(c.want, user), "files", "a.jpg") {
				t.Errorf("%+v, %v, %v", item, err, checked)
			}
		})
	}
}

func own(name string, user int) string {
	return strings.ReplaceAll(name, "{user}", strconv.Itoa(user))
}

func mkdir(t *testing.T, path string, mode fs.FileMode) {
	t.Helper()
	if err := errors.Join(os.Mkdir(path, 0o700), os.Chmod(path, mode)); err != nil {
		t.Fatal(err)
	}
}

func link(t *testing.T, to, path string) {
	t.Helper()
	if err := os.Symlink(to, path); err != nil {
		t.Fatal(err)
	}
}

func TestCheckingMakesNothing(t *testing.T) {
	p := newPlace(t, true)
	path := p.write(t, "a.jpg")
	if err := p.Check(path); err != nil {
		t.Fatal(err)
	}
	if entries, err := os.ReadDir(p.top); err != nil || len(entries) != 1 {
		t.Errorf("the volume has %v, %v", entries, err)
	}
}

func TestACardIsLeftAlone(t *testing.T) {
	for kind, want := range map[string]error{"exfat": ErrOnCard, "vfat": ErrOnCard, "ext4": nil} {
		p := newPlace(t, true)
		p.cards = func() ([]volumes.Volume, error) { return []volumes.Volume{{Path: p.top, Type: kind}}, nil }
		path := p.write(t, "a.jpg")
		if err := p.Check(path); err != nil {
			t.Errorf("%s without pictures of a camera: %v", kind, err)
		}
		mkdir(t, filepath.Join(p.top, "DCIM"), 0o700)
		if _, err := p.Claim(path); !errors.Is(err, want) {
			t.Errorf("%s: %v", kind, err)
		}
	}
}

func TestWhatWasEndedInTheMiddleGoesOnOrBack(t *testing.T) {
	p := newPlace(t, true)
	path := p.write(t, "a.jpg")
	first, err := p.Claim(path)
	if err != nil {
		t.Fatal(err)
	}
	item, err := p.Claim(path) // the program ended before it moved
	if err != nil || item != first {
		t.Fatalf("claimed again as %+v, %v; want %+v", item, err, first)
	}
	if err := p.Back(item); err != nil || read(t, path) == "" {
		t.Errorf("what never left: %v", err)
	}
	item = p.put(t, path)
	if err := p.Move(item); err != nil {
		t.Errorf("what has gone already: %v", err)
	}
	if err := p.Again(item); err != nil {
		t.Errorf("claiming what is there already: %v", err)
	}
	if err := p.Back(item); err != nil || read(t, path) == "" {
		t.Fatal(err)
	}
	if err := p.Back(item); err != nil {
		t.Errorf("what has come back already: %v", err)
	}
	if err := errors.Join(p.Again(item), p.Move(item)); err != nil || read(t, item.Trashed) == "" {
		t.Errorf("a second time: %v", err)
	}
}

func TestNothingComesBackOverAnotherFileOrInPlaceOfOne(t *testing.T) {
	p := newPlace(t, false)
	path := p.write(t, "a.jpg")
	item := p.put(t, path)
	write(t, path, "new")
	if err := p.Back(item); !errors.Is(err, ErrOccupied) || read(t, path) != "new" || read(t, item.Trashed) != "a.jpg" {
		t.Errorf("%v", err)
	}
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	// The trash is emptied, and another file gets the name there.
	if err := errors.Join(os.Remove(item.Trashed), os.Remove(item.info())); err != nil {
		t.Fatal(err)
	}
	if err := p.Back(item); !errors.Is(err, ErrGone) {
		t.Errorf("what is gone: %v", err)
	}
	mkdir(t, filepath.Join(p.top, "other"), 0o700)
	other := filepath.Join(p.top, "other", "a.jpg")
	write(t, other, "other")
	if now := p.put(t, other); now.Trashed != item.Trashed {
		t.Fatalf("the name is %s", now.Trashed)
	}
	if err := p.Back(item); !errors.Is(err, ErrGone) || read(t, item.Trashed) != "other" {
		t.Errorf("what another file has the name of: %v", err)
	}
	if err := p.Again(item); !errors.Is(err, ErrOccupied) {
		t.Errorf("a name that another file has: %v", err)
	}
}

func TestAFolderThatIsGoneIsMadeAgain(t *testing.T) {
	p := newPlace(t, true)
	path := p.write(t, "a.jpg")
	item := p.put(t, path)
	if err := os.Remove(filepath.Dir(path)); err != nil {
		t.Fatal(err)
	}
	if err := p.Back(item); err != nil || read(t, path) != "a.jpg" {
		t.Errorf("%v", err)
	}
}

func FuzzDecodeInfo(f *testing.F) {
	f.Add([]byte("[Trash Info]\nPath=a%20b\nDeletionDate=2026-11-30T12:05:09\n"))
	f.Add([]byte("# made by hand\n\n[Trash Info]\r\nDeletionDate=x\r\nPath=/%zz"))
	f.Fuzz(func(t *testing.T, data []byte) {
		path, err := decodeInfo(data)
		if err != nil {
			return
		}
		again, err := decodeInfo(encodeInfo(path, time.Now()))
		if err != nil || again != path {
			t.Errorf("%q came back as %q, %v", path, again, err)
		}
	})
}
