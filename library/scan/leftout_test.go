package scan

import (
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"keeplight.app/keeplight/library/leftout"
)

func TestFoldersOfOtherProgramsAreLeftOut(t *testing.T) {
	for name, c := range map[string]struct {
		files []string // beside a.jpg
		read  []string // of them, photos that are found
		told  []string // folders that are told of
	}{
		"Apple Photos":      {files: []string{"Photos Library.photoslibrary/originals/0/x.heic"}, told: []string{"Photos Library.photoslibrary"}},
		"iPhoto":            {files: []string{"x/iPhoto Library.photolibrary/Masters/x.jpg"}, told: []string{"x/iPhoto Library.photolibrary"}},
		"iPhoto, migrated":  {files: []string{"iPhoto Library.migratedphotolibrary/x.jpg"}, told: []string{"iPhoto Library.migratedphotolibrary"}},
		"Aperture":          {files: []string{"A.APLIBRARY/Masters/x.jpg"}, told: []string{"A.APLIBRARY"}},
		"Lightroom's cloud": {files: []string{"Lightroom Library.lrlibrary/x/originals/x.dng"}, told: []string{"Lightroom Library.lrlibrary"}},
		"Capture One catalogue": {
			files: []string{"C.cocatalog/Originals/x.cr3", "C.cocatalog/Cache/x.jpg"}, told: []string{"C.cocatalog"},
		},
		"Capture One session": {
			files: []string{
				"S/S.cosessiondb", "S/Capture/b.jpg", "S/Output/c.jpg", "S/Trash/x.jpg",
				"S/Capture/CaptureOne/Cache/x.jpg", "S/Capture/CaptureOne/Settings153/x.tif", "S/Capture/CaptureOne/mine.jpg",
			},
			read: []string{"S/Capture/CaptureOne/mine.jpg", "S/Capture/b.jpg", "S/Output/c.jpg"}, told: []string{"S/Trash"},
		},
		"Lightroom's previews": {files: []string{"C Previews.lrdata/0/x.jpg", "C.lrcat-data/x.png"}},
		"darktable":            {files: []string{"mipmaps-0123abcd.d/3/x.jpg"}},
		"Immich": {
			files: []string{"upload/b.jpg", "thumbs/x.webp", "encoded-video/x.jpg"}, read: []string{"upload/b.jpg"},
		},
		"Nextcloud":      {files: []string{"appdata_oc1a2b/preview/x.jpg"}},
		"NAS":            {files: []string{"@eaDir/a.jpg/x.jpg", "@__thumb/x.jpg", "#recycle/x.jpg", "@Recycle/x.jpg", "#snapshot/x/x.jpg"}},
		"trash":          {files: []string{"$RECYCLE.BIN/x.jpg", ".Trashes/x.jpg", ".Trash-1000/files/x.jpg", ".dtrash/files/x.jpg"}},
		"systems":        {files: []string{"System Volume Information/x.jpg", "lost+found/x.jpg", "__MACOSX/x.jpg", "Tool.app/Contents/x.png"}},
		"hidden":         {files: []string{".thumbnails/x.jpg", ".@__thumb/x.jpg", ".picasaoriginals/x.jpg"}},
		"of no program":  {files: []string{"Trash/b.jpg", "thumbs/c.jpg", "Cache/d.jpg", "Settings/e.jpg", "resources/f.jpg"}, read: []string{"Cache/d.jpg", "Settings/e.jpg", "Trash/b.jpg", "resources/f.jpg", "thumbs/c.jpg"}},
		"alike by names": {files: []string{"My photoslibrary/b.jpg", "app/c.jpg"}, read: []string{"My photoslibrary/b.jpg", "app/c.jpg"}},
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			write(t, dir, "a.jpg", "x")
			for _, file := range c.files {
				write(t, dir, file, "x")
			}
			found, report := walkAll(t, Options{}, dir)
			want := append([]string{"a.jpg"}, c.read...)
			slices.Sort(want)
			if diff := cmp.Diff(want, found); diff != "" {
				t.Errorf("found, want -, got +:\n%s", diff)
			}
			var told []string
			for _, path := range report.LeftOut {
				rel, err := filepath.Rel(dir, path)
				must(t, err)
				told = append(told, filepath.ToSlash(rel))
			}
			if diff := cmp.Diff(c.told, told); diff != "" || report.PassedOver.Folders != len(c.told) {
				t.Errorf("told of %d, want -, got +:\n%s", report.PassedOver.Folders, diff)
			}
			for _, file := range c.files {
				path := filepath.Join(dir, file)
				if got := leftout.OnTheWay(dir, path, false); got == slices.Contains(found, file) && filepath.Ext(file) != ".cosessiondb" {
					t.Errorf("%s is left out: %v", file, got)
				}
			}
		})
	}
}

func TestAFolderOfAnotherProgramIsReadWhenItIsOpenedItself(t *testing.T) {
	dir := t.TempDir()
	for _, file := range []string{"originals/0/a.heic", "resources/derivatives/x.jpg", "database/x.png", "private/com.apple/x.jpg"} {
		write(t, dir, "P.photoslibrary/"+file, "x")
	}
	library := filepath.Join(dir, "P.photoslibrary")
	for root, want := range map[string][]string{
		dir:                                 {},
		library:                             {"originals/0/a.heic"},
		filepath.Join(library, "originals"): {"0/a.heic"},
		filepath.Join(library, "resources"): {"derivatives/x.jpg"},
		filepath.Join(library, "resources/derivatives"): {"x.jpg"},
	} {
		if found, _ := walkAll(t, Options{}, root); !slices.Equal(found, want) {
			t.Errorf("with %s open it finds %q, want %q", root, found, want)
		}
	}
	for _, c := range []struct {
		root, path string
		folder     bool
		want       bool
	}{
		{dir, library, true, true},
		{dir, library, false, false}, // a file of that name
		{dir, dir, true, false},
		{library, library, true, false},
		{library, filepath.Join(library, "originals/0/a.heic"), false, false},
		{library, filepath.Join(library, "resources"), true, true},
		{dir, filepath.Dir(dir), true, false},
		{dir, filepath.Join(dir, ".a.jpg"), false, true},
	} {
		if got := leftout.OnTheWay(c.root, c.path, c.folder); got != c.want {
			t.Errorf("from %s, %s is left out: %v", c.root, c.path, got)
		}
	}
}

func TestALinkIntoAFolderOfAnotherProgramIsNotFollowedUnknowingly(t *testing.T) {
	dir, elsewhere := t.TempDir(), t.TempDir()
	write(t, elsewhere, "P.photoslibrary/originals/a.heic", "x")
	write(t, elsewhere, "plain/b.jpg", "x")
	write(t, elsewhere, ".hidden/c.jpg", "x")
	for name, to := range map[string]string{
		"by its own name": "P.photoslibrary", "originals": "P.photoslibrary/originals", "Q.photoslibrary": "plain", "plain": "plain",
		"shown": ".hidden",
	} {
		if err := os.Symlink(filepath.Join(elsewhere, to), filepath.Join(dir, name)); err != nil {
			t.Skip("no links here: " + err.Error())
		}
	}
	found, report := walkAll(t, Options{}, dir)
	if want := []string{"originals/a.heic", "plain/b.jpg", "shown/c.jpg"}; !slices.Equal(found, want) {
		t.Errorf("found %q, want %q", found, want)
	}
	if report.PassedOver.Folders != 2 {
		t.Errorf("left out: %q", report.LeftOut)
	}
}

func TestNoWatchIsSetInAFolderOfAnotherProgram(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, "P.photoslibrary/originals/a.heic", "x")
	write(t, dir, "day/a.jpg", "x")
	w := watch(t, dir)
	write(t, dir, "Q.photoslibrary/originals/a.heic", "x") // appears while we watch
	write(t, dir, "P.photoslibrary/originals/b.heic", "x")
	last := write(t, dir, "day/z.jpg", "x")
	var seen []string
	w.until("the photo", func(c Change) bool {
		for _, f := range c.Stable {
			seen = append(seen, f.Path)
		}
		return slices.Contains(seen, last)
	})
	if !slices.Equal(seen, []string{last}) {
		t.Errorf("heard of %q", seen)
	}
}
