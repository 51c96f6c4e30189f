package sheets

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2/lang"

	"keeplight.app/keeplight/ui/style"
	"keeplight.app/keeplight/ui/style/styletest"
)

// sidecarsPreview is a preview with a line of each kind.
func sidecarsPreview() SidecarsView {
	return SidecarsView{
		What: "214 photos", Folder: "~/Pictures/2026/Garden", Counts: SidecarCounts{New: 14, Changed: 3, Refused: 1},
		Lines: []SidecarLine{
			{File: "IMG_5.xmp", Change: "the sidecar is damaged", Problem: true}, {File: "IMG_1.xmp", Change: "new: Pick"},
		},
		More: 16,
	}
}

func TestTheSidecarsSheetCountsBeforeItLists(t *testing.T) {
	wrote, chosen := 0, []SidecarChoices(nil)
	s := NewSidecars(SidecarsCallbacks{
		OnWrite: func() { wrote++ }, OnChoices: func(c SidecarChoices) { chosen = append(chosen, c) },
	})
	w := styletest.Show(t, Over(s, nil), 1366, 768)
	s.Set(SidecarsView{What: "214 photos", Planning: true})
	styletest.Sees(t, w.Content(), "Checking what would be written…")
	s.Write()
	s.Set(sidecarsPreview())
	styletest.Sees(t, w.Content(), "14 new files · 3 changed files · 1 cannot be written", "IMG_5.xmp", "the sidecar is damaged", "and 16 more", "Write 17 sidecars")
	s.Write()
	if wrote != 1 {
		t.Errorf("it wrote %d times, once while it was not known what", wrote)
	}
	s.choices.naming.OnChosen(0)
	s.choices.labels.Select(2)
	s.choices.labels.OnChosen(2)
	if !slices.Equal(chosen, []SidecarChoices{{}, {Labels: 2}}) {
		t.Errorf("chosen is %+v", chosen)
	}
	s.Set(SidecarsView{What: "2 photos"})
	styletest.Sees(t, w.Content(), "Nothing is decided of these photos yet, so there is nothing to write.")
}

func TestTheSidecarsSheetReportsAndOffersAnotherTry(t *testing.T) {
	again := 0
	s := NewSidecars(SidecarsCallbacks{OnAgain: func() { again++ }})
	w := styletest.Show(t, Over(s, nil), 1366, 768)
	s.Set(SidecarsView{State: SidecarsWriting, Done: 3, Total: 17, Current: "IMG_3.xmp"})
	styletest.Sees(t, w.Content(), "3 of 17 · IMG_3.xmp", "Stop")
	s.TryAgain()
	s.Set(SidecarsView{State: SidecarsDone, Report: []string{"16 sidecars are written."}, Again: true, Lines: []SidecarLine{{File: "IMG_3.xmp", Change: "the disk is full", Problem: true}}})
	styletest.Sees(t, w.Content(), "16 sidecars are written.", "the disk is full", "Try again")
	s.TryAgain()
	if again != 1 {
		t.Errorf("it tried again %d times", again)
	}
}

func TestEveryProgramHasARecipe(t *testing.T) {
	s := NewSidecars(SidecarsCallbacks{})
	s.Set(sidecarsPreview())
	w := styletest.Show(t, Over(s, nil), 1366, 900)
	for _, program := range []string{"Lightroom Classic", "Capture One", "darktable", "digiKam", "Photo Mechanic", "Adobe Bridge", "FastRawViewer"} {
		styletest.Sees(t, w.Content(), program, "There:", originalsStay())
		s.NextProgram(1)
	}
	if s.recipes.choice.Selected() != 0 {
		t.Error("after the last program the first does not come")
	}
	s.NextProgram(-1)
	if got := s.recipes.words.Text(); !strings.Contains(got, "the newer of sidecar and file counts") {
		t.Errorf("before the first one it shows %q", got)
	}
}

func TestTheSidecarsSheetFitsInGermanToo(t *testing.T) {
	for _, locale := range []string{"C", "de_DE.UTF-8"} {
		styletest.Speak(t, locale)
		s := NewSidecars(SidecarsCallbacks{})
		s.Set(sidecarsPreview())
		styletest.Show(t, Over(s, nil), 1366, 768)
		for range recipes() {
			styletest.Fits(t, s, nil)
			s.NextProgram(1)
		}
		for _, label := range []string{lang.L("When"), lang.L("File names"), lang.L("Label names"), lang.L("Rejects"), lang.L("Read back in")} {
			if w := style.TextWidth(label, style.TextSmall, false); w > sidecarsLabelWidth-style.GapSmall {
				t.Errorf("%q is %v wide", label, w)
			}
		}
	}
}

func TestTheQuestionAboutSidecarsHasThreeAnswersAndALater(t *testing.T) {
	var answers []int
	ask := AskSidecars("Garden", "Ctrl+S", nil, func(policy int) { answers = append(answers, policy) })
	w := styletest.Show(t, ask, 900, 200)
	styletest.Sees(t, w.Content(), "Write decisions for other programs too?", "Ctrl+S", "Esc")
	for _, text := range []string{"On request", "At once", "Never", "Ask later"} {
		styletest.TapText(t, w, text)
	}
	if !slices.Equal(answers, []int{0, 1, 2, -1}) {
		t.Errorf("the answers are %v", answers)
	}
}

func TestNewsWithoutWordsIsOneLineWhereThereIsRoom(t *testing.T) {
	line := func(width float32) float32 {
		o := Beside("Took over 6 decisions from sidecars in Garden", "", nil, BesideAnswer{Title: "Undo…"}, BesideAnswer{Title: "OK"})
		styletest.Show(t, o, width, 300)
		return o.MinSize().Height
	}
	if wide, narrow := line(900), line(260); wide >= narrow || wide > 60 {
		t.Errorf("it is %v high where there is room, and %v where there is not", wide, narrow)
	}
}
