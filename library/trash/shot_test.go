package trash

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"keeplight.app/keeplight/library"
)

func TestAllFilesOfAShotAndNoOthers(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{
		"IMG_1.JPG", "IMG_1.CR3", "IMG_1.xmp", "img_1.MOV", "IMG_1.CR3.arp", "IMG_1.AAE", "IMG_1.txt", "IMG_10.MOV", "IMG_1_.wav",
		"IMG_2.jpg", "IMG_2.png", "IMG_2.jpg.pp3", "IMG_2.png.pp3",
	} {
		write(t, filepath.Join(dir, name), name)
	}
	const settings = "NKSC_PARAM/IMG_1.CR3.nksc"
	if err := os.Mkdir(filepath.Join(dir, "NKSC_PARAM"), 0o700); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{settings, "NKSC_PARAM/IMG_10.CR3.nksc"} {
		write(t, filepath.Join(dir, name), name)
	}
	in := func(names ...string) (paths []string) {
		for _, n := range names {
			paths = append(paths, filepath.Join(dir, n))
		}
		return paths
	}
	for name, c := range map[string]struct {
		companions, want []string
	}{
		"IMG_1.JPG": {in("IMG_1.CR3", "IMG_1.xmp", "gone.xmp"), in("IMG_1.JPG", "IMG_1.CR3", "IMG_1.xmp", "IMG_1.AAE", "IMG_1.CR3.arp", "img_1.MOV", settings)},
		"IMG_2.jpg": {nil, in("IMG_2.jpg", "IMG_2.jpg.pp3")},
	} {
		p := library.Photo{Path: filepath.Join(dir, name)}
		for _, path := range c.companions {
			kind := library.CompanionImage
			if filepath.Ext(path) == ".xmp" {
				kind = library.CompanionSidecar
			}
			p.Companions = append(p.Companions, library.Companion{Path: path, Kind: kind})
		}
		var shots Shots
		got, err := shots.Files(&p)
		slices.Sort(got)
		slices.Sort(c.want)
		if err != nil || !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, %v\nwant %v", name, got, err, c.want)
		}
	}
}

func TestAnotherPictureThanWasDecidedAboutIsRefused(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.jpg")
	write(t, path, "a")
	var shots Shots
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	p := library.Photo{Path: path, Size: 1, ModTime: info.ModTime()}
	if _, err := shots.Files(&p); err != nil {
		t.Error(err)
	}
	p.ModTime = p.ModTime.Add(time.Second)
	if _, err := shots.Files(&p); !errors.Is(err, ErrAnotherFile) {
		t.Errorf("gave %v", err)
	}
}
