//go:build linux

package main

import (
	"os"
	"path/filepath"
	"slices"
	"strings"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/catalog"
)

func shootFiles() []string {
	return []string{"IMG_1.jpg", "IMG_1.CR2", "IMG_1.wav", "IMG_2.jpg", "IMG_3.jpg", "IMG_3.CR2", "IMG_3.wav", "IMG_4.jpg"}
}

func marking(w *world) []string {
	return []string{"mark", "--rating", "2", w.at("shoot", "IMG_1.jpg"), w.at("shoot", "IMG_2.jpg"), w.at("shoot", "IMG_4.jpg")}
}

func checkMarks(w *world) {
	for name, stars := range map[string]library.Rating{"IMG_1.jpg": 2, "IMG_2.jpg": 2, "IMG_3.jpg": 4, "IMG_4.jpg": 2} {
		if got := w.photos()[name].Decision.Rating; got != stars {
			w.t.Errorf("%s has %d stars, want %d", name, got, stars)
		}
	}
	w.only("shoot", shootFiles()...)
}

// exporting exports all of the shoot; the folder of --second is below the world's root.
func exporting(how ...string) func(w *world) []string {
	return func(w *world) []string {
		args := append([]string{"export", w.at("shoot"), "--to", w.at("out"), "--all"}, how...)
		if i := slices.Index(args, "--second"); i >= 0 {
			args[i+1] = w.at(args[i+1])
		}
		return args
	}
}

func checkCopies(w *world) {
	w.only("shoot", shootFiles()...)
	w.only("out", shootFiles()...)
	w.decided("shoot")
}

func checkTwoCopies(w *world) {
	for _, dir := range []string{"out", "backup"} {
		w.listed(dir, len(shootFiles()))
		w.only(dir, shootFiles()...)
	}
	w.only("shoot", shootFiles()...)
	w.decided("shoot")
}

func checkMovedToTwo(w *world) {
	for _, dir := range []string{"out", "backup"} {
		w.listed(dir, len(shootFiles()))
		w.only(dir, shootFiles()...)
	}
	checkMoved(w)
}

func checkJPEGs(w *world) {
	names := []string{"IMG_1.jpg", "IMG_2.jpg", "IMG_3.jpg", "IMG_4.jpg"}
	for _, dir := range []string{"out", "backup"} {
		w.listed(dir, len(names))
		var got []string
		for name, sum := range w.sums(dir) {
			got = append(got, filepath.Base(name))
			if sum == "" {
				w.t.Errorf("%s cannot be read", name)
			}
		}
		if slices.Sort(got); !slices.Equal(got, names) {
			w.t.Errorf("%s has %q", dir, got)
		}
	}
	w.only("shoot", shootFiles()...)
	w.decided("shoot")
}

// listed checks a folder's list of checksums against its files, wants at least so many of
// them on it, and takes it away.
func (w *world) listed(dir string, least int) {
	w.t.Helper()
	path := w.at(dir, "checksums.sha256")
	list, err := os.ReadFile(path)
	if err != nil && least > 0 {
		w.t.Error(err)
	}
	sums := w.sums(dir)
	lines := strings.Split(strings.TrimSpace(string(list)), "\n")
	for _, line := range lines {
		sum, name, _ := strings.Cut(line, "  ")
		if line != "" && sums[filepath.Join(dir, name)] != sum {
			w.t.Errorf("the list of %s says of %q what is not so", dir, name)
		}
	}
	if len(lines) < least {
		w.t.Errorf("the list of %s has %d files, want %d", dir, len(lines), least)
	}
	if err := os.RemoveAll(path); err != nil {
		w.t.Error(err)
	}
}

// areThereUnmoved is true while the catalogue knows photos where they were. Of one that
// it could not follow the program says what to do, which checkMoved does.
func areThereUnmoved(w *world) bool {
	for _, p := range w.photos() {
		if p.Folder() == w.at("shoot") && !p.Missing {
			return true
		}
	}
	return false
}

// onOtherVolume makes the destination a folder in memory, where there is one.
func onOtherVolume(w *world) {
	const memory = "/dev/shm"
	away, err := os.MkdirTemp(memory, "keeplight-torture-")
	if err != nil {
		away = w.t.TempDir() // then it is one more move within a volume
	}
	w.t.Cleanup(func() { _ = os.RemoveAll(away) }) // a test's own folder, in memory
	if err := os.Symlink(away, w.at("out")); err != nil {
		w.t.Fatal(err)
	}
}

// checkMoved reads the new folder first: a photo of which the program could not tell the
// catalogue any more is found there by what it is.
func checkMoved(w *world) {
	w.only("shoot")
	w.only("out", shootFiles()...)
	w.must("score", w.at("out"))
	w.decided("out")
}

func trashing(w *world) []string { return []string{"trash", w.at("shoot"), "--rejected"} }

func areRejectsThere(w *world) bool {
	for _, name := range []string{"IMG_1.jpg", "IMG_2.jpg"} {
		if _, err := os.Lstat(w.at("shoot", name)); err == nil {
			return true
		}
	}
	return false
}

func checkTrash(w *world) {
	w.only("shoot", "IMG_3.jpg", "IMG_3.CR2", "IMG_3.wav", "IMG_4.jpg")
	w.only("data/Trash/files", "IMG_1.jpg", "IMG_1.CR2", "IMG_1.wav", "IMG_2.jpg")
	w.decided("shoot", "IMG_1.jpg", "IMG_2.jpg")
	if infos := w.sums("data/Trash/info"); len(infos) != 4 {
		w.t.Errorf("the trash has %d notes: %v", len(infos), infos)
	}
	for isInTrash(w) {
		w.must("undo")
	}
	checkUndone(w)
}

// isInTrash is true while the next undo takes something out of the trash.
func isInTrash(w *world) bool {
	c, err := catalog.Open(w.at("home"))
	if err != nil {
		w.t.Fatal(err)
	}
	defer c.Close()
	step, err := c.NextUndo(w.t.Context())
	if err != nil {
		w.t.Fatal(err)
	}
	return step.Kind == library.TrashStep
}

func checkUndone(w *world) {
	w.only("shoot", shootFiles()...)
	w.only("data/Trash/files")
	w.decided("shoot")
	if infos := w.sums("data/Trash/info"); len(infos) != 0 {
		w.t.Errorf("the trash still has %v", infos)
	}
}

// otherCatalogue makes a backup in which one photo has five stars. There are no others.
func otherCatalogue(w *world) {
	w.must("mark", "--rating", "5", w.at("shoot", "IMG_4.jpg"))
	w.must("catalog", "backup")
	backups, err := catalog.Backups(w.at("home"))
	if err != nil || len(backups) == 0 {
		w.t.Fatalf("%v, %v", backups, err)
	}
	err = os.Rename(backups[0].Path, w.at("other.db"))
	if err == nil {
		err = os.RemoveAll(filepath.Dir(backups[0].Path))
	}
	if err != nil {
		w.t.Fatal(err)
	}
	w.must("mark", "--rating", "0", w.at("shoot", "IMG_4.jpg"))
	if err := os.RemoveAll(filepath.Dir(backups[0].Path)); err != nil {
		w.t.Fatal(err)
	}
}

func checkRestored(w *world) {
	if got := w.photos()["IMG_4.jpg"].Decision.Rating; got != 5 {
		w.t.Errorf("%d stars", got)
	}
	kept, err := filepath.Glob(w.at("home", "catalog.db.replaced-*"))
	if err != nil || len(kept) == 0 {
		w.t.Errorf("what was replaced is gone: %v", err)
	}
	w.noLeftovers()
}

func checkBackedUp(w *world) {
	w.decided("shoot") // which opens the catalogue, and sweeps
	backups, err := catalog.Backups(w.at("home"))
	if err != nil || len(backups) == 0 {
		w.t.Errorf("%d backups, %v", len(backups), err)
	}
	w.noLeftovers()
}

// noLeftovers looks for what backups and restores leave unfinished.
func (w *world) noLeftovers() {
	w.t.Helper()
	for name := range w.sums("home") {
		if strings.Contains(name, ".restored") || strings.Contains(name, ".part") || strings.Contains(name, ".new") {
			w.t.Errorf("%s is left", name)
		}
	}
}

func checkSidecars(w *world) {
	for name := range w.sums("shoot") {
		switch filepath.Ext(name) {
		case ".jpg", ".CR2", ".wav", ".xmp":
		default:
			w.t.Errorf("%s is left", name)
		}
	}
	w.must("sidecar", "read", w.at("shoot"))
	if out, err := w.run("sidecar", "diff", w.at("shoot")); err != nil || strings.TrimSpace(out) != "" {
		w.t.Errorf("not written: %s (%v)", out, err)
	}
	w.decided("shoot")
}

func checkIngested(w *world) {
	w.only("card", "IMG_9.JPG", "IMG_9.CR2")
	w.only("out", "IMG_9.JPG", "IMG_9.CR2")
}
