package reconcile

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/catalog"
	"keeplight.app/keeplight/library/phototest"
	"keeplight.app/keeplight/library/scan"
)

// rated takes one photo in and gives it four stars.
func rated(t *testing.T, cat *catalog.Catalog, dir, name string) library.Photo {
	t.Helper()
	path := write(t, dir, name, jpegBytes(1))
	p := once(t, cat, Options{}, dir).at(path)
	rate(t, cat, p.ID, 4)
	return *p
}

func TestWhatHappensWhileTheProgramIsClosedIsUnderstood(t *testing.T) {
	for name, c := range map[string]struct {
		change func(t *testing.T, dir, path string)
		want   string // where the rated photo is afterwards, "" when it is missing
		photos int    // rows afterwards
	}{
		"renamed": {func(t *testing.T, dir, path string) {
			must(t, os.Rename(path, filepath.Join(dir, "b.jpg")))
		}, "b.jpg", 1},
		"moved to another folder": {func(t *testing.T, dir, path string) {
			must(t, os.Mkdir(filepath.Join(dir, "day"), 0o755))
			must(t, os.Rename(path, filepath.Join(dir, "day", "c.jpg")))
		}, "day/c.jpg", 1},
		"moved by copying": {func(t *testing.T, dir, path string) {
			write(t, dir, "copy.jpg", jpegBytes(1))
			must(t, os.Remove(path))
		}, "copy.jpg", 1},
		"copied": {func(t *testing.T, dir, _ string) {
			write(t, dir, "copy.jpg", jpegBytes(1))
		}, "a.jpg", 2},
		"replaced by two copies": {func(t *testing.T, dir, path string) {
			write(t, dir, "copy1.jpg", jpegBytes(1))
			write(t, dir, "copy2.jpg", jpegBytes(1))
			must(t, os.Remove(path))
		}, "", 3},
		"replaced by another photo": {func(t *testing.T, dir, path string) {
			must(t, os.Remove(path))
			write(t, dir, "b.jpg", jpegBytes(2))
		}, "", 2},
		"edited in place": {func(t *testing.T, dir, _ string) {
			write(t, dir, "a.jpg", jpegBytes(2))
		}, "a.jpg", 1},
		"joined by its RAW file": {func(t *testing.T, dir, _ string) {
			write(t, dir, "a.cr2", []byte("raw"))
		}, "a.jpg", 1},
		"deleted": {func(t *testing.T, _, path string) { must(t, os.Remove(path)) }, "", 1},
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			write(t, dir, "notes.txt", []byte("a folder that is not empty"))
			cat := openCatalog(t)
			before := rated(t, cat, dir, "a.jpg")
			c.change(t, dir, before.Path)
			once(t, cat, Options{}, dir)
			after, err := cat.Photo(t.Context(), before.ID)
			must(t, err)
			if after.Decision.Rating != 4 || after.Missing != (c.want == "") {
				t.Errorf("afterwards: %+v", after)
			}
			if c.want != "" && after.Path != filepath.Join(dir, c.want) {
				t.Errorf("it is at %s", after.Path)
			}
			all, err := cat.Photos(t.Context(), nil)
			must(t, err)
			if len(all) != c.photos {
				t.Errorf("%d rows: %+v", len(all), all)
			}
		})
	}
}

func TestDecisionsFollowThePictureToANameThatAnotherHad(t *testing.T) {
	for name, c := range map[string]struct {
		change func(t *testing.T, in func(string) string)
		want   map[string]string // where the photos a, b and c are afterwards; "" is missing
	}{
		"two names are exchanged": {func(t *testing.T, in func(string) string) {
			must(t, os.Rename(in("a.jpg"), in("x")))
			must(t, os.Rename(in("b.jpg"), in("a.jpg")))
			must(t, os.Rename(in("x"), in("b.jpg")))
		}, map[string]string{"a.jpg": "b.jpg", "b.jpg": "a.jpg", "c.jpg": "c.jpg"}},
		"all names move on by one": {func(t *testing.T, in func(string) string) {
			must(t, os.Rename(in("c.jpg"), in("d.jpg")))
			must(t, os.Rename(in("b.jpg"), in("c.jpg")))
			must(t, os.Rename(in("a.jpg"), in("b.jpg")))
		}, map[string]string{"a.jpg": "b.jpg", "b.jpg": "c.jpg", "c.jpg": "d.jpg"}},
		"all names turn": {func(t *testing.T, in func(string) string) {
			must(t, os.Rename(in("c.jpg"), in("x")))
			must(t, os.Rename(in("b.jpg"), in("c.jpg")))
			must(t, os.Rename(in("a.jpg"), in("b.jpg")))
			must(t, os.Rename(in("x"), in("a.jpg")))
		}, map[string]string{"a.jpg": "b.jpg", "b.jpg": "c.jpg", "c.jpg": "a.jpg"}},
		"one takes the place of another": {func(t *testing.T, in func(string) string) {
			must(t, os.Rename(in("a.jpg"), in("b.jpg")))
		}, map[string]string{"a.jpg": "b.jpg", "b.jpg": "", "c.jpg": "c.jpg"}},
		"one becomes a second name of another": {func(t *testing.T, in func(string) string) {
			must(t, os.Remove(in("b.jpg")))
			if err := os.Link(in("a.jpg"), in("b.jpg")); err != nil {
				t.Skipf("no hard links can be made here: %v", err)
			}
		}, map[string]string{"a.jpg": "a.jpg", "b.jpg": "b.jpg", "c.jpg": "c.jpg"}},
	} {
		for _, live := range []bool{false, true} {
			t.Run(fmt.Sprintf("%s, live %v", name, live), func(t *testing.T) {
				dir := t.TempDir()
				in := func(name string) string { return filepath.Join(dir, name) }
				for i, name := range []string{"a.jpg", "b.jpg", "c.jpg"} {
					write(t, dir, name, phototest.PlainJPEG(phototest.Scene(96, 64+i, uint64(i)), 90))
				}
				cat := openCatalog(t)
				m := once(t, cat, Options{}, dir)
				before := map[string]library.ID{}
				for i, name := range []string{"a.jpg", "b.jpg", "c.jpg"} {
					before[name] = m.at(in(name)).ID
					rate(t, cat, before[name], library.Rating(i+1))
				}
				settled := func(m *mirror) bool {
					for name, id := range before {
						p, err := cat.Photo(t.Context(), id)
						must(t, err)
						want := c.want[name]
						if p.Missing != (want == "") || want != "" && (p.Path != in(want) || p.Hash == "") {
							return false
						}
					}
					return true
				}
				if live {
					w := watch(t, cat, Options{}, dir)
					c.change(t, in)
					w.until("where the photos are", settled)
				} else {
					c.change(t, in)
					once(t, cat, Options{}, dir)
				}
				all, err := cat.Photos(t.Context(), nil)
				must(t, err)
				if !settled(nil) || len(all) != 3 {
					t.Errorf("afterwards: %+v", all)
				}
				for i, name := range []string{"a.jpg", "b.jpg", "c.jpg"} {
					p, err := cat.Photo(t.Context(), before[name])
					must(t, err)
					if p.Decision.Rating != library.Rating(i+1) {
						t.Errorf("the decision on %s: %+v", name, p)
					}
				}
			})
		}
	}
}

func TestDecisionsFollowThePictureWhereSizesAndTimesAreEqual(t *testing.T) {
	names := []string{"a.jpg", "b.jpg", "c.jpg"}
	for name, c := range map[string]struct {
		renames []string          // from, to, from, to
		want    map[string]string // where the photos are afterwards
	}{
		"two names are exchanged": {
			[]string{"a.jpg", "x", "b.jpg", "a.jpg", "x", "b.jpg"},
			map[string]string{"a.jpg": "b.jpg", "b.jpg": "a.jpg", "c.jpg": "c.jpg"},
		},
		"all names turn": {
			[]string{"c.jpg", "x", "b.jpg", "c.jpg", "a.jpg", "b.jpg", "x", "a.jpg"},
			map[string]string{"a.jpg": "b.jpg", "b.jpg": "c.jpg", "c.jpg": "a.jpg"},
		},
		"all names move on by one": {
			[]string{"c.jpg", "d.jpg", "b.jpg", "c.jpg", "a.jpg", "b.jpg"},
			map[string]string{"a.jpg": "b.jpg", "b.jpg": "c.jpg", "c.jpg": "d.jpg"},
		},
		"nothing happens": {nil, map[string]string{"a.jpg": "a.jpg", "b.jpg": "b.jpg", "c.jpg": "c.jpg"}},
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			in := func(name string) string { return filepath.Join(dir, name) }
			then := time.Now().Add(-time.Hour)
			for i, name := range names {
				data := jpegBytes(uint64(i))
				path := write(t, dir, name, append(data, make([]byte, 20_000-len(data))...))
				must(t, os.Chtimes(path, then, then))
			}
			cat := openCatalog(t)
			m := once(t, cat, Options{}, dir)
			for i, name := range names {
				rate(t, cat, m.at(in(name)).ID, library.Rating(i+1))
			}
			for i := 0; i < len(c.renames); i += 2 {
				must(t, os.Rename(in(c.renames[i]), in(c.renames[i+1])))
			}
			once(t, cat, Options{}, dir)
			for i, name := range names {
				before := m.at(in(name))
				p, err := cat.Photo(t.Context(), before.ID)
				must(t, err)
				if p.Path != in(c.want[name]) || p.Missing || p.Hash != before.Hash || p.Decision.Rating != library.Rating(i+1) {
					t.Errorf("%s: %+v", name, p)
				}
			}
		})
	}
}

func TestFilesThatAreNamedAnewByTheirDriveKeepTheirPhotos(t *testing.T) {
	dir := t.TempDir()
	then := time.Now().Add(-time.Hour)
	cat := openCatalog(t)
	var files []catalog.File
	for i, name := range []string{"a.jpg", "b.jpg"} {
		data := jpegBytes(uint64(i))
		path := write(t, dir, name, append(data, make([]byte, 20_000-len(data))...))
		must(t, os.Chtimes(path, then, then))
		f, err := scan.Stat(path, library.JPEG, nil)
		must(t, err)
		files = append(files, f)
	}
	before := once(t, cat, Options{}, dir)
	// The catalogue remembers the drive's last names, which it gave the other way round.
	files[0].Identity, files[1].Identity = files[1].Identity, files[0].Identity
	_, err := cat.PutFiles(t.Context(), files)
	must(t, err)
	once(t, cat, Options{}, dir)
	for i := range files {
		known := before.at(files[i].Path)
		if p, err := cat.Photo(t.Context(), known.ID); err != nil || p.Path != known.Path || p.Missing {
			t.Errorf("%s is now %+v, %v", known.Path, p, err)
		}
	}
}

func TestAPhotoGivenTheNameOfAMissingOneIsNotTakenForIt(t *testing.T) {
	dir := t.TempDir()
	cat := openCatalog(t)
	a, b := write(t, dir, "a.jpg", jpegBytes(1)), write(t, dir, "b.jpg", phototest.PlainJPEG(phototest.Scene(80, 80, 2), 90))
	m := once(t, cat, Options{}, dir)
	kept, gone := m.at(a).ID, m.at(b).ID
	rate(t, cat, kept, 5)
	rate(t, cat, gone, 1)
	must(t, os.Remove(b))
	once(t, cat, Options{}, dir)
	must(t, os.Rename(a, b))
	once(t, cat, Options{}, dir)
	p, err := cat.Photo(t.Context(), kept)
	must(t, err)
	if p.Path != b || p.Missing || p.Decision.Rating != 5 {
		t.Errorf("the photo that was renamed: %+v", p)
	}
	if p, err = cat.Photo(t.Context(), gone); err != nil || !p.Missing || p.Decision.Rating != 1 {
		t.Errorf("the photo that was removed: %+v, %v", p, err)
	}
}

func TestAPhotoThatMovedFromAnotherFolderIsTheSamePhoto(t *testing.T) {
	from, to := t.TempDir(), t.TempDir()
	write(t, from, "notes.txt", []byte("x"))
	cat := openCatalog(t)
	before := rated(t, cat, from, "a.jpg")
	path := write(t, to, "b.jpg", jpegBytes(1))
	w := watch(t, cat, Options{}, to)
	w.read(path)                                // and a copy, for the other one is still there
	w.read(write(t, to, "z.jpg", jpegBytes(2))) // by then that has been settled
	must(t, os.Remove(before.Path))
	if m := once(t, cat, Options{}, from); len(m.missing) != 1 {
		t.Fatal("the photo was not missed")
	}
	w.in.FindMissing()
	w.until("the photo that moved", func(m *mirror) bool { return m.photos[before.ID].Path == path })
	if p := w.seen.at(path); p.ID != before.ID || p.Decision.Rating != 4 || p.Missing || len(w.seen.photos) != 2 {
		t.Errorf("afterwards: %+v", w.seen.photos)
	}
}

func TestAPhotoThatComesBackIsTheSamePhoto(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, "notes.txt", []byte("x"))
	cat := openCatalog(t)
	before := rated(t, cat, dir, "a.jpg")
	must(t, os.Remove(before.Path))
	if m := once(t, cat, Options{}, dir); len(m.missing) != 1 {
		t.Fatal("the removal was not noticed")
	}
	write(t, dir, "a.jpg", jpegBytes(1))
	once(t, cat, Options{}, dir)
	after, err := cat.Photo(t.Context(), before.ID)
	must(t, err)
	if after.Missing || after.Decision.Rating != 4 || after.Hash != before.Hash {
		t.Errorf("afterwards: %+v", after)
	}
}

func TestADecisionAboutTheNewFileKeepsBothPhotos(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, "notes.txt", []byte("x"))
	cat := openCatalog(t)
	before := rated(t, cat, dir, "a.jpg")
	must(t, os.Remove(before.Path))
	once(t, cat, Options{}, dir)
	// Somewhere else, where the missing photo is not looked for by its folder.
	path := write(t, dir, "b.jpg", jpegBytes(1))
	must(t, New(cat, Options{}).Run(t.Context(), []string{dir}, false, func(e Event) {
		for _, p := range e.Photos {
			if p.Path == path && p.Hash == "" {
				rate(t, cat, p.ID, 2)
			}
		}
	}))
	all, err := cat.Photos(t.Context(), nil)
	must(t, err)
	if len(all) != 2 || all[0].Decision.Rating != 4 || all[1].Decision.Rating != 2 {
		t.Errorf("rows: %+v", all)
	}
}

func TestNothingIsMissingWhereOneCannotLook(t *testing.T) {
	for name, hide := range map[string]func(t *testing.T, dir string){
		"the root went": func(t *testing.T, dir string) { must(t, os.Rename(dir, dir+"-away")) },
		"the root is a file": func(t *testing.T, dir string) {
			must(t, os.RemoveAll(dir))
			must(t, os.WriteFile(dir, nil, 0o600))
		},
		"the root is an empty mount point": func(t *testing.T, dir string) {
			must(t, os.RemoveAll(dir))
			must(t, os.Mkdir(dir, 0o755))
		},
		"a linked folder went": func(t *testing.T, dir string) {
			must(t, os.RemoveAll(filepath.Join(dir, "sub")))
			if err := os.Symlink(dir+"-nowhere", filepath.Join(dir, "sub")); err != nil {
				t.Skipf("no links can be made here: %v", err)
			}
		},
		"a folder may not be read": func(t *testing.T, dir string) {
			if os.Geteuid() == 0 {
				t.Skip("root may read every folder")
			}
			locked := filepath.Join(dir, "sub")
			must(t, os.Chmod(locked, 0))
			t.Cleanup(func() { must(t, os.Chmod(locked, 0o700)) })
		},
	} {
		t.Run(name, func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "card")
			cat := openCatalog(t)
			before := rated(t, cat, dir, "sub/a.jpg")
			hide(t, dir)
			m := once(t, cat, Options{}, dir)
			if len(m.missing) > 0 || len(m.problems) != 1 {
				t.Errorf("missing %v, problems %q", m.missing, m.problems)
			}
			after, err := cat.Photo(t.Context(), before.ID)
			must(t, err)
			if after.Missing {
				t.Error("the catalogue calls it missing")
			}
		})
	}
}
