package sheets

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"keeplight.app/keeplight/ui/style/styletest"
)

func TestTheImportFormTellsWhatIsTypedAndStartsOnlyWhatItCan(t *testing.T) {
	styletest.Speak(t, "C")
	folders, template, started := map[IngestPlace]string{}, "", 0
	e := NewIngest(IngestCallbacks{
		OnFolder:   func(place IngestPlace, path string) { folders[place] = path },
		OnTemplate: func(text string) { template = text },
		OnStart:    func() { started++ },
	})
	w := styletest.Show(t, Over(e, nil), 1200, 900)
	e.Set(IngestView{Card: -1, First: "Choose a card", Start: "Import"})
	for place, path := range map[IngestPlace]string{IngestCard: "/card", IngestTo: "/to", IngestSecond: "/b"} {
		test.Type(e.form.folders[place], path+" ")
	}
	test.Type(e.form.template, "{seq}")
	if folders[IngestCard] != "/card" || folders[IngestTo] != "/to" || folders[IngestSecond] != "/b" || template != "{seq}" {
		t.Errorf("typed %q and %q", folders, template)
	}
	e.form.template.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if started != 0 {
		t.Error("it starts although something is to be done first")
	}
	e.Set(IngestView{Card: -1, Start: "Import 3 photos"})
	e.form.template.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if started != 1 {
		t.Errorf("started %d times", started)
	}
	e.Set(IngestView{State: IngestRunning, IngestProgress: IngestProgress{Share: 0.5, Counted: "1 of 2", Paused: true}})
	if e.form.root.Visible() || !e.pause.Visible() || e.start.Visible() || e.title.Text != "Import paused" {
		t.Errorf("while it runs it shows %q", e.title.Text)
	}
	e.Set(IngestView{State: IngestDone, Report: []string{"done"}, Failed: make([]string, failedAtMost+3)})
	if e.stop.Visible() || !e.report.Visible() {
		t.Error("the report is not shown")
	}
	_ = w
}

func TestTheImportFormOffersToTryAgainWhereSomethingWasLeftUndone(t *testing.T) {
	styletest.Speak(t, "C")
	again := 0
	e := NewIngest(IngestCallbacks{OnAgain: func() { again++ }})
	w := styletest.Show(t, Over(e, nil), 1200, 900)
	for _, v := range []IngestView{
		{State: IngestDone, Report: []string{"all is done"}},
		{State: IngestRunning, IngestProgress: IngestProgress{Counted: "1 of 2"}},
		{Card: -1, Start: "Import 3 photos"},
	} {
		e.Set(v)
		if e.TryAgain(); e.again.Visible() || again != 0 {
			t.Errorf("it can be tried again with %+v", v)
		}
	}
	e.Set(IngestView{State: IngestDone, Report: []string{"The disk is full"}, Again: "Try again"})
	styletest.Sees(t, w.Content(), "The disk is full", "Try again", "Close")
	e.TryAgain()
	e.Set(IngestView{Card: -1, Start: "Import", Blocked: "There is not enough space", Again: "Try again"})
	styletest.Sees(t, w.Content(), "There is not enough space", "Try again", "Cancel")
	if e.TryAgain(); again != 2 {
		t.Errorf("asked for %d times", again)
	}
}
