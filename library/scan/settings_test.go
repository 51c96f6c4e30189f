package scan

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

func TestSettingsInFoldersOfOtherProgramsBelongToTheirPhotos(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{
		"A.NEF", "A.JPG", "B.CR2", "b.cr2", "a.b.tif",
		"NKSC_PARAM/A.NEF.nksc", "NKSC_PARAM/A.nksc", "NKSC_PARAM/.A.NEF.nksc", "NKSC_PARAM/C.NEF.nksc", "NKSC_PARAM/A.NEF",
		"captureone/Settings131/A.JPG.cos", "captureone/Settings131/A.NEF.4F6C.comask", "captureone/Settings50/B.CR2.cos",
		"captureone/Settings50/B.cr2.cos", "captureone/Cache/Thumbnails/A.NEF.cot", "captureone/A.NEF.cos", "captureone/Settings50/deep/A.NEF.cos",
		"SILKYPIX_DS/a.b.tif.9.spd", "Exposure Software/Exposure X7/A.NEF.exposurex7", "Other/A.NEF.cos",
	} {
		if err := os.MkdirAll(filepath.Dir(filepath.Join(dir, name)), 0o700); err != nil {
			t.Fatal(err)
		}
		write(t, dir, name, name)
	}
	all, err := Sidecars(dir)
	must(t, err)
	pair := []string{
		"Exposure Software/Exposure X7/A.NEF.exposurex7", "NKSC_PARAM/A.NEF.nksc",
		"captureone/Settings131/A.JPG.cos", "captureone/Settings131/A.NEF.4F6C.comask",
	}
	for name, want := range map[string][]string{
		"A.NEF": pair, "A.JPG": pair, "B.CR2": {"captureone/Settings50/B.CR2.cos"}, "b.cr2": nil, "a.b.tif": {"SILKYPIX_DS/a.b.tif.9.spd"},
	} {
		var got []string
		for _, path := range all[filepath.Join(dir, name)] {
			got = append(got, filepath.ToSlash(strings.TrimPrefix(path, dir+string(filepath.Separator))))
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s has %q, want %q", name, got, want)
		}
	}
}

func TestLinksToFoldersOfSettingsCountOnlyWhereLinksAreFollowed(t *testing.T) {
	dir, away := t.TempDir(), t.TempDir()
	write(t, dir, "A.NEF", "a")
	write(t, away, "A.NEF.nksc", "settings")
	for link, to := range map[string]string{"NKSC_PARAM": away, "SILKYPIX_DS": filepath.Join(away, "none"), "CaptureOne": "A.NEF"} {
		if err := os.Symlink(to, filepath.Join(dir, link)); err != nil {
			t.Skipf("no link can be made here: %v", err)
		}
	}
	for within, want := range map[bool]int{false: 1, true: 0} {
		all, err := Settings(dir, []string{"A.NEF"}, within)
		if err != nil || len(all["A.NEF"]) != want {
			t.Errorf("within %v: %v, %v", within, all, err)
		}
	}
}
