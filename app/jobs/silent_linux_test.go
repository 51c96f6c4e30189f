package jobs

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/answer/silentdrive"
	"keeplight.app/keeplight/library/export"
	"keeplight.app/keeplight/library/message"
	"keeplight.app/keeplight/library/scan"
)

func codeOf(err error) string {
	m := library.MessageOf(err)
	return m.Code()
}

func TestAnExportIsNotPlannedForEverOnADriveThatIsSilent(t *testing.T) {
	behind := t.TempDir()
	if err := os.WriteFile(filepath.Join(behind, "far.jpg"), []byte("far"), 0o600); err != nil {
		t.Fatal(err)
	}
	drive := silentdrive.Mount(t, behind)
	far := newExporting(t, export.Copy, nil)
	far.Items = append(far.Items, export.Item{Photo: library.Photo{Path: filepath.Join(drive.Path, "far.jpg")}})
	to := newExporting(t, export.Copy, nil)
	to.Options.To = filepath.Join(drive.Path, "out")
	drive.FallSilent()
	drives := new(scan.Drives)
	for name, x := range map[string]*exporting{"photos": far, "destination": to} {
		x.Drives, x.limit = drives, 100*time.Millisecond
		for range 3 { // as when a person types
			if _, err := x.Plan(t.Context()); codeOf(err) != message.DiskSilent {
				t.Errorf("%s on it: %v", name, err)
			}
		}
	}
	if n := drive.Waiting(); n > 2 {
		t.Errorf("%d questions wait for the drive", n)
	}
	near := newExporting(t, export.Copy, nil)
	near.Drives = drives
	if _, err := near.Plan(t.Context()); err != nil {
		t.Errorf("photos on other drives: %v", err)
	}
	drive.Answer()
}
