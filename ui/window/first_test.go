package window

import (
	"net/http"
	"testing"

	"keeplight.app/keeplight/app/settings"
	"keeplight.app/keeplight/scoring/local"
	"keeplight.app/keeplight/ui/desk/installing"
	"keeplight.app/keeplight/ui/style/styletest"
)

const question = "How should photos be scored?"

func TestNobodyIsAskedBeforeThereArePhotosToBeSeen(t *testing.T) {
	dir, photos := t.TempDir(), t.TempDir()
	w := open(t, dir, Options{Engines: installing.Engines{Store: storeOf(t, dir, http.NotFound)}})
	w.openFolder(photos)
	styletest.SeesNot(t, w.win.Content(), question)
	if w.rooms.overlay.IsOpen() || w.settings.Shoot.Introduced {
		t.Fatal("it asks before there is anything to see")
	}
	w.addPhotos(t, 2)
	styletest.Sees(t, w.parts.frame.Centre(), question)
	w.press("Escape")
	w.openFolder(t.TempDir())
	styletest.SeesNot(t, w.parts.frame.Centre(), question)
}

func TestWhoeverCameWithAFolderIsAskedBesideThePhotos(t *testing.T) {
	dir := t.TempDir()
	w := open(t, dir, Options{Engines: installing.Engines{Store: storeOf(t, dir, http.NotFound)}, Folders: []string{t.TempDir()}})
	w.addPhotos(t, 3)
	styletest.Sees(t, w.parts.frame.Centre(), question, "Measure only", "Add a model…", "Use files I have…")
	w.press("Right", "p")
	if w.rooms.overlay.IsOpen() || w.session.Place(w.session.Cursor()) != 1 {
		t.Error("the question takes keys away from the photos")
	}
	w.press("Escape")
	styletest.SeesNot(t, w.parts.frame.Centre(), question)
	w.openFolder(t.TempDir())
	if w.rooms.overlay.IsOpen() || !w.settings.Shoot.Introduced {
		t.Error("it asks again")
	}
}

func TestTheQuestionBesideThePhotosEndsWithItsAnswer(t *testing.T) {
	for answer, opened := range map[string]string{
		"Measure only": "", "Add a model…": "Settings", "Use files I have…": "Score with a model",
	} {
		t.Run(answer, func(t *testing.T) {
			dir := t.TempDir()
			w := open(t, dir, Options{Engines: installing.Engines{Store: storeOf(t, dir, http.NotFound)}, Folders: []string{t.TempDir()}})
			w.addPhotos(t, 1)
			styletest.TapText(t, w.win, answer)
			styletest.SeesNot(t, w.parts.frame.Centre(), question)
			if w.rooms.overlay.IsOpen() != (opened != "") {
				t.Errorf("a sheet is open: %v", w.rooms.overlay.IsOpen())
			}
			if opened != "" {
				styletest.Sees(t, w.rooms.overlay.Object(), opened)
			}
		})
	}
}

func TestNobodyIsAskedWhoHasAnswered(t *testing.T) {
	for name, answered := range map[string]func(*settings.Settings){
		"asked before":                        func(s *settings.Settings) { s.Shoot.Introduced = true },
		"a model chosen on the command line":  func(s *settings.Settings) { s.Model = local.Settings{Model: "/m.gguf"} },
		"a model that was chosen long before": func(s *settings.Settings) { s.Model, s.Scorers.ModelOn = local.Settings{Model: "/m.gguf"}, true },
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			w := open(t, dir, Options{Engines: installing.Engines{Store: storeOf(t, dir, http.NotFound)}})
			answered(&w.settings)
			w.openFolder(t.TempDir())
			w.addPhotos(t, 1)
			styletest.SeesNot(t, w.win.Content(), question)
		})
	}
}
