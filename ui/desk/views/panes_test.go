package views

import (
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/phototest"
	"keeplight.app/keeplight/ui/style/styletest"
)

func TestPanesMoveTogetherButOneThatIsSetFree(t *testing.T) {
	r := newSeveralRoom(t, 6)
	r.selects(0, 1, 2)
	r.do(t, SurveyID, "first", ZoomID)
	fits := func() (fits []bool) {
		for i := range r.survey.ids {
			fits = append(fits, r.survey.seats[i].pane.Link().Fits())
		}
		return fits
	}
	if got := fits(); !slices.Equal(got, []bool{false, false, false}) {
		t.Fatalf("after Space whole are %v", got)
	}
	r.do(t, aloneID, ZoomID)
	if got := fits(); !slices.Equal(got, []bool{true, false, false}) {
		t.Errorf("set free, whole are %v", got)
	}
	styletest.Sees(t, r.survey.Object(), "moves alone · fit")
	r.do(t, "next", ZoomID)
	if got := fits(); !slices.Equal(got, []bool{true, true, true}) {
		t.Errorf("the others back, whole are %v", got)
	}
	r.do(t, ZoomID, "first", aloneID)
	if got := fits(); !slices.Equal(got, []bool{false, false, false}) {
		t.Errorf("together again, whole are %v", got)
	}
	styletest.SeesNot(t, r.survey.Object(), "moves alone · fit")
	if _, left := r.survey.Back(); !left || !slices.Equal(fits(), []bool{true, true, true}) {
		t.Errorf("Esc leaves %v", fits())
	}
}

func TestEveryPaneShowsItsPhotoOrWhyNot(t *testing.T) {
	r := newSeveralRoom(t, 0)
	dir := t.TempDir()
	for i, data := range [][]byte{
		phototest.JPEG(phototest.Scene(300, 200, 1), phototest.Exif{}), []byte("no picture at all"),
		phototest.JPEG(phototest.Scene(200, 300, 2), phototest.Exif{}),
	} {
		path := filepath.Join(dir, fmt.Sprintf("%d.jpg", i))
		if err := os.WriteFile(path, data, 0o600); err != nil {
			t.Fatal(err)
		}
		r.d.ReadFile(t, path)
	}
	r.d.Session.SelectAll()
	r.do(t, SurveyID)
	for _, s := range r.survey.seats { // each pane has its size from here on
		s.pane.Resize(fyne.NewSize(400, 300))
	}
	done := func(i int) bool {
		return r.survey.seats[i].pane.Preview() != nil || !r.survey.seats[i].pane.Problem().IsZero()
	}
	for end := time.Now().Add(time.Minute); time.Now().Before(end) && !(done(0) && done(1) && done(2)); time.Sleep(5 * time.Millisecond) {
		r.d.Apply(r.d.Desk.Drain())
	}
	problems := 0
	for i := range r.survey.ids {
		if problem := r.survey.words(i).Problem; problem != "" {
			problems++
			styletest.Sees(t, r.survey.Object(), r.survey.letter(i))
		}
	}
	if problems != 1 || !done(0) || !done(1) || !done(2) {
		t.Errorf("%d panes say that there is no photo, want 1", problems)
	}
	r.Back()
	for _, s := range r.survey.seats {
		if s.pane.Preview() != nil || s.pane.Link() == r.survey.link {
			t.Error("pixels are held though nobody sees them")
		}
	}
}

func TestATurnedPhotoIsEnlargedWhereTheCameraFocused(t *testing.T) {
	r := newSeveralRoom(t, 3)
	photo := *r.d.Session.Photo(r.d.Session.At(0))
	photo.Capture.Focus = library.Focus{X: 0.2, Y: 0.3, Known: true}
	photo.Rotation = 1
	r.d.Session.Put([]library.Photo{photo})
	r.d.Session.MoveTo(0)
	r.do(t, CompareID, ZoomID)
	if at := r.compare.seats[0].pane.Place(); math.Abs(at.CX-0.7) > 1e-9 || math.Abs(at.CY-0.2) > 1e-9 {
		t.Errorf("it is enlarged at %v, %v", at.CX, at.CY)
	}
}
