package desktest

import (
	"fmt"
	"path/filepath"
	"testing"
	"time"

	"keeplight.app/keeplight/app/scorers"
	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/catalog"
	"keeplight.app/keeplight/library/scan"
)

// Folder is where AddPhotos puts photos. It is not on the disk.
const Folder = "/shoot"

// AddPhotos puts photos into the catalogue, as a scan would, and shows them with
// overall scores of the built-in scorer that fall from 9, the best first and the
// cursor on it. Their names are IMG_0001.jpg and so on.
func (d *Desk) AddPhotos(t *testing.T, n int) []library.Photo {
	t.Helper()
	files := make([]catalog.File, n)
	for i := range files {
		files[i] = catalog.File{
			Path: filepath.Join(Folder, fmt.Sprintf("IMG_%04d.jpg", i+1)), Format: library.JPEG,
			Size: 1000, ModTime: time.Date(2026, 5, 1, 10, 0, i, 0, time.UTC),
		}
	}
	photos, err := d.Shoot.Catalog().PutFiles(t.Context(), files)
	if err != nil {
		t.Fatal(err)
	}
	for i := range photos {
		photos[i].Hash = library.Hash(fmt.Sprintf("test:%d", i))
	}
	d.Session.Put(photos)
	for i, p := range photos {
		d.Score(scorers.BuiltIn, p, 9-float64(i)/2)
	}
	d.Session.Resort()
	return photos
}

// Score has a scorer give a photo an overall score and the same for its clarity.
func (d *Desk) Score(by scorers.ID, p library.Photo, overall float64) {
	score := library.Score{
		Overall: library.Value{Known: true, Mean: overall, SD: 0.4}, Hash: p.Hash, Summary: library.Verbatim("Technically good."),
	}
	score.Values[library.Clarity] = library.Value{Known: true, Mean: overall, SD: 0.5}
	score.Reasons[library.Clarity] = library.Verbatim("Crisp over most of the frame.")
	d.Session.SetScore(by, p.ID, score)
}

// ReadFile puts the photo of one file into the catalogue, as a scan would, and
// shows it.
func (d *Desk) ReadFile(t *testing.T, path string) library.Photo {
	t.Helper()
	file, err := scan.Stat(path, library.JPEG, nil)
	if err != nil {
		t.Fatal(err)
	}
	photos, err := d.Shoot.Catalog().PutFiles(t.Context(), []catalog.File{file})
	if err != nil {
		t.Fatal(err)
	}
	d.Session.Put(photos)
	return photos[0]
}

// Decide stores marks and shows them.
func (d *Desk) Decide(t *testing.T, marks ...catalog.Mark) {
	t.Helper()
	photos, err := d.Shoot.Catalog().Decide(t.Context(), marks)
	if err != nil {
		t.Fatal(err)
	}
	d.Session.Decided(photos)
}
