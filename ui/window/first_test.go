package window

import (
	"net/http"
	"testing"

	"keeplight.app/keeplight/scoring/local"
	"keeplight.app/keeplight/ui/session"
	"keeplight.app/keeplight/ui/style/styletest"
)

const question = "How should photos be scored?"

func TestAFirstStartAsksOnceHowToJudge(t *testing.T) {
	dir, photos := t.TempDir(), t.TempDir()
	w := open(t, dir, Options{Store: storeOf(t, dir, http.NotFound)})
	if w.sheet.open() {
		t.Fatal("it asks before there is a folder")
	}
	w.openFolder(photos)
	if !w.sheet.open() {
		t.Fatal("it does not ask how to judge")
	}
	w.pressed(session.Key{Name: "Return"})
	w.openFolder(t.TempDir())
	if w.sheet.open() || !w.state.Introduced {
		t.Error("it asks again")
	}
}

func TestWhoeverCameWithAFolderIsAskedBesideThePhotos(t *testing.T) {
	dir := t.TempDir()
	w := open(t, dir, Options{Store: storeOf(t, dir, http.NotFound), Folders: []string{t.TempDir()}})
	w.addPhotos(t, 3)
	styletest.Sees(t, w.views.centre, question, "Measure only", "Add a model…", "Use files I have…")
	w.press("Right", "p")
	if w.sheet.open() || w.session.Place(w.session.Cursor()) != 1 {
		t.Error("the question takes keys away from the photos")
	}
	w.press("Escape")
	styletest.SeesNot(t, w.views.centre, question)
	w.openFolder(t.TempDir())
	if w.sheet.open() || !w.state.Introduced {
		t.Error("it asks again")
	}
}

func TestTheQuestionBesideThePhotosEndsWithItsAnswer(t *testing.T) {
	for answer, opened := range map[string]string{
		"Measure only": "", "Add a model…": "Settings", "Use files I have…": "Score with a model",
	} {
		t.Run(answer, func(t *testing.T) {
			dir := t.TempDir()
			w := open(t, dir, Options{Store: storeOf(t, dir, http.NotFound), Folders: []string{t.TempDir()}})
			styletest.TapText(t, w.win, answer)
			styletest.SeesNot(t, w.views.centre, question)
			if w.sheet.open() != (opened != "") {
				t.Errorf("a sheet is open: %v", w.sheet.open())
			}
			if opened != "" {
				styletest.Sees(t, w.sheet.layer, opened)
			}
		})
	}
}

func TestNobodyIsAskedWhoHasAnswered(t *testing.T) {
	for name, answered := range map[string]func(*session.State){
		"asked before":                        func(s *session.State) { s.Introduced = true },
		"a model chosen on the command line":  func(s *session.State) { s.Model = local.Settings{Model: "/m.gguf"} },
		"a model that was chosen long before": func(s *session.State) { s.Model, s.ModelOn = local.Settings{Model: "/m.gguf"}, true },
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			w := open(t, dir, Options{Store: storeOf(t, dir, http.NotFound)})
			answered(&w.state)
			w.openFolder(t.TempDir())
			w.askBeside()
			styletest.SeesNot(t, w.win.Content(), question)
		})
	}
}
