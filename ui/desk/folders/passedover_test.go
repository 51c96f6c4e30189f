package folders

import (
	"testing"

	"keeplight.app/keeplight/app/shoot"
	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/scan"
	"keeplight.app/keeplight/ui/change"
	"keeplight.app/keeplight/ui/style/styletest"
)

func example() shoot.PassedOver {
	return shoot.PassedOver{
		Kinds:   []scan.Kind{{Ext: ".mov", Files: 1234}, {Ext: ".psd", Files: 3}, {Ext: "", Files: 2}},
		Other:   1,
		LeftOut: []string{"/a/Photos Library.photoslibrary"}, Folders: 2,
	}
}

func TestWhatIsPassedOverStandsBelowItsFolder(t *testing.T) {
	r := newRoom(t)
	r.Open("/a")
	r.Open("/b")
	r.d.Session.Put([]library.Photo{{ID: 1, Path: "/a/1.jpg"}, {ID: 2, Path: "/a/day 2/2.jpg"}})
	changed := r.Heard(shoot.Event{Scan: &shoot.Scan{Folder: "/a", Files: 2, PassedOver: example()}})
	if !changed.Has(change.Counts) {
		t.Error("the panel does not hear of it while the folder is read")
	}
	rows := r.Rows(r.counts())
	if len(rows) != 5 {
		t.Fatalf("rows %+v", rows)
	}
	if got, want := rows[1].Note, "Passed over: 1,234 .mov, 3 .psd, 2 without extension, 1 other file"; got != want {
		t.Errorf("below /a stands %q, want %q", got, want)
	}
	if got, want := rows[2].Note, "Left out: Photos Library.photoslibrary, 1 more"; got != want || rows[3].Name != "day 2" || rows[4].Path != "/b" {
		t.Errorf("below it stands %q, want %q; all are %+v", got, want, rows)
	}
	want := rows[1].Note + ".\n" + rows[2].Note + ".\nOpen such a library by itself to see its photos."
	if got := r.PassedOver(); got != want {
		t.Errorf("of all folders it says %q, want %q", got, want)
	}
	r.Close("/a")
	if got := r.PassedOver(); got != "" || len(r.Rows(r.counts())) != 1 {
		t.Errorf("with that folder closed: %q", got)
	}
}

func TestWhatIsPassedOverIsSaidInGerman(t *testing.T) {
	styletest.Speak(t, "de_DE")
	if got, want := sentences(example()), "Übergangen: 1.234 .mov, 3 .psd, 2 ohne Endung, 1 andere Datei.\n"+
		"Ausgelassen: Photos Library.photoslibrary, 1 weiterer.\nEine solche Bibliothek zeigt ihre Fotos, wenn sie selbst geöffnet wird."; got != want {
		t.Errorf("it says\n%q, want\n%q", got, want)
	}
}

func TestFoldersWithPhotosAloneSayNothing(t *testing.T) {
	if got := sentences(shoot.PassedOver{}); got != "" {
		t.Errorf("it says %q", got)
	}
}
