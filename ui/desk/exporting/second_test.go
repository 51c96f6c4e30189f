package exporting

import (
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"keeplight.app/keeplight/app/settings"
	"keeplight.app/keeplight/library/export"
	"keeplight.app/keeplight/ui/sheets"
)

func TestASecondCopyAndChecksumsAreAskedForAndKept(t *testing.T) {
	d, x, photo := pickedFile(t)
	to, second := filepath.Join(t.TempDir(), "out"), filepath.Join(t.TempDir(), "backup")
	d.Do(t, x.Commands(), Export)
	x.setDest(to)
	x.setSecond("backup")
	if x.view.Blocked == "" {
		t.Error("a folder without its path is taken")
	}
	x.setSecond(second + " ")
	x.view.Checksums = true
	x.replan()
	x.save(settings.ExportPreset{Name: "client", ExportOptions: x.asked()})
	d.Finish()
	x.start()
	d.Finish()
	for _, dir := range []string{to, second} {
		for _, name := range []string{photo.Name(), "checksums.sha256"} {
			if _, err := os.Stat(filepath.Join(dir, name)); err != nil {
				t.Errorf("%v; the report says %q and %q", err, x.view.Report, x.view.Failed)
			}
		}
	}
	said := strings.Join(x.view.Report, "\n")
	for _, want := range []string{"1 photo copied to " + to + " and " + second, "Every copy was read back", "Checksums: " + second} {
		if !strings.Contains(said, want) {
			t.Errorf("the report lacks %q: %s", want, said)
		}
	}
	kept := d.Settings.Export
	if kept.Second != second || !kept.Checksums || kept.Presets[0].ExportOptions != kept.ExportOptions {
		t.Errorf("kept: %+v", kept)
	}
	d.Press("Escape")
	d.Settings.Export.Second, d.Settings.Export.Checksums = "", false
	d.Do(t, x.Commands(), Export)
	x.usePreset(1)
	if x.view.Second != second || !x.view.Checksums {
		t.Errorf("the preset gives %q and %v", x.view.Second, x.view.Checksums)
	}
}

func TestAListThatCannotBeWrittenIsNamedWithItsFolder(t *testing.T) {
	x := export.Extras{ListErrs: []export.ListError{{Folder: "/media/backup", Err: syscall.ENOSPC}}}
	said := lacking(&x)
	if len(said) != 1 || !strings.HasPrefix(said[0], "The checksum list in /media/backup could not be written: ") {
		t.Errorf("it says %q", said)
	}
}

func TestClonesSayWhetherTheyTakeSpace(t *testing.T) {
	d, x, _ := pickedFile(t)
	d.Do(t, x.Commands(), Export)
	x.setDest(filepath.Join(t.TempDir(), "out"))
	x.setMode(sheets.CloneFiles)
	d.Finish()
	x.start()
	d.Finish()
	said := strings.Join(x.view.Report, "\n")
	if !strings.Contains(said, "all are full copies") && !strings.Contains(said, "1 file takes no space of its own") {
		t.Errorf("the report says %s", said)
	}
}

func TestNewJPEGsWarnOfPhotosWithoutATimeWhereNamesHoldIt(t *testing.T) {
	for _, mode := range []sheets.ExportMode{sheets.CopyFiles, sheets.NewJPEGs} {
		d, x, photo := pickedFile(t)
		d.Do(t, x.Commands(), Export)
		x.setDest(filepath.Join(t.TempDir(), "out"))
		x.setMode(mode)
		x.setTemplate("{year4}/{original}")
		d.Finish()
		if said := strings.Join(x.view.Warnings, "\n"); said != photo.Name()+" does not say when it was taken, so the date of its file names it." {
			t.Errorf("mode %d warns %q", mode, said)
		}
	}
}
