package compare

import (
	"image"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/ui/controls"
	"keeplight.app/keeplight/ui/pane"
	"keeplight.app/keeplight/ui/pixels"
	"keeplight.app/keeplight/ui/style"
	"keeplight.app/keeplight/ui/style/styletest"
)

// noSource reads nothing.
type noSource struct{}

func (noSource) Load(pane.Request) (pane.Loaded, bool) { return pane.Loaded{}, false }

func newCell(w Words, focused bool) *Cell {
	c := NewCell(pane.New(noSource{}, func(func()) {}), func(f func()) { f() })
	c.Set(w, focused)
	return c
}

// sampleBoard shows three photos, of which one is rejected and one cannot be shown.
func sampleBoard() *Board {
	b := NewBoard(false)
	b.SetCells([]*Cell{
		newCell(Words{Letter: "A", Role: "highest score", Tint: style.Accent, Name: "IMG_0001.jpg", Score: "7.50", Flag: library.Pick, Stars: 3, Label: library.Red}, true),
		newCell(Words{Letter: "B", Tint: style.Second, Name: "a very long name of a photo that nobody can read.jpg", Flag: library.Reject, BringBack: "U brings it back"}, false),
		newCell(Words{Letter: "C", Tint: style.Ink, Name: "IMG_0003.jpg", Problem: "The file is damaged: it ends early", Alone: "moves alone · fit"}, false),
	}, []float64{1.5, 1.5, 1.5})
	b.SetLine([]Span{{Text: "3 photos", Color: style.Ink, Bold: true}}, []Span{{Text: "Space 100 %", Color: style.Muted}})
	v := View{
		First: Shape{Of: "A"}, Second: Shape{Of: "B"}, Headline: []Span{{Text: "A and B are too close to call", Color: style.Ink, Bold: true}},
		Text: []Span{{Text: "7.50 ±0.4 against 7.40 ±0.4", Color: style.Soft}}, Against: []string{"The two best", "Against my 7 keepers"},
		Buttons: []Button{{Title: "Compare them", Key: "C", Do: func() {}}}, Title: "AGAINST A", Hint: "only what is outside the spread", Wide: 24,
		Rows: []Row{
			{Label: "B", Tint: style.Second, Middle: "clarity +1.1, exposure −0.4", Right: "too close to call", End: style.Muted},
			{Label: "C", Tint: style.Ink, Middle: "a sentence that goes on and on, and then on and on, until it cannot be shown any more", Right: "1.20 behind", End: style.Muted, Muted: true},
		},
	}
	for i := range v.First.Values {
		v.First.Values[i] = library.Value{Known: i != 1, Mean: 6, SD: 0.5}
		v.Second.Values[i] = library.Value{Known: i > 2, Mean: 7, SD: 0.5}
	}
	b.Panel().Set(v)
	return b
}

func TestABoardSaysWhatThereIsToBeSaid(t *testing.T) {
	b := sampleBoard()
	styletest.Show(t, b, 1366, 690)
	styletest.Sees(t, b, "A", "highest score", "IMG_0001.jpg", "7.50", "U brings it back", "moves alone · fit", "3 photos",
		"clarity +1.1, exposure −0.4", "1.20 behind", "AGAINST A", "Compare them", "The two best")
	for _, width := range []float32{800, 1366, 1920} {
		b.Resize(fyne.NewSize(width, 690))
		styletest.Fits(t, b, nil)
	}
	b.ShowPanel(false)
	styletest.SeesNot(t, b, "AGAINST A")
	b.ShowPanel(true)
	styletest.Sees(t, b, "AGAINST A")
}

func TestABoardIsDrawnInTheThemeOfTheMoment(t *testing.T) {
	styletest.Switches(t, func() fyne.CanvasObject { return sampleBoard() }, 1000, 600)
}

func TestAPressGivesTheFocusAndOnlyThenAClickZooms(t *testing.T) {
	c := newCell(Words{Letter: "A"}, false)
	w := styletest.Show(t, c, 600, 400)
	c.Pane().ShowPhoto(library.Photo{ID: 1, Width: 3000, Height: 2000}, nil, nil)
	w.Canvas().Capture()
	focused := 0
	c.OnFocus = func() { focused++; c.Set(Words{Letter: "A"}, true) }
	press := func() {
		c.touch.MouseDown(nil)
		c.touch.Tapped(&fyne.PointEvent{Position: fyne.NewPos(300, 200)})
	}
	press()
	if focused != 1 || !c.Pane().Fits() {
		t.Errorf("the first click gives the focus %d times, whole: %v", focused, c.Pane().Fits())
	}
	press()
	if focused != 1 || c.Pane().Fits() {
		t.Errorf("the second gives it %d times, whole: %v", focused, c.Pane().Fits())
	}
	c.touch.Scrolled(&fyne.ScrollEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(300, 200)}, Scrolled: fyne.Delta{DY: -5000}})
	if !c.Pane().Fits() {
		t.Error("the wheel does not lead back to the whole photo")
	}
}

func TestTheMousesButtonsComeWhereItIsUsedAndMarkThatPhoto(t *testing.T) {
	c := newCell(Words{Letter: "A"}, false)
	styletest.Show(t, c, 800, 500)
	move := func(at fyne.Position) {
		c.touch.MouseMoved(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: at}})
	}
	if c.buttons.Visible() {
		t.Error("there are buttons before the mouse is used")
	}
	if move(fyne.NewPos(20, 20)); !c.buttons.Visible() {
		t.Error("a photo that the pointer moves over has no buttons")
	}
	if at := c.buttons.Position(); at.X+controls.BarFull/2 != 400 || at.Y+controls.BarTall != 500-inset {
		t.Errorf("they stand at %v", at)
	}
	c.Set(Words{Letter: "A", Flag: library.Reject, Stars: 2, Label: library.Blue, BringBack: "U brings it back"}, true)
	if got, want := c.buttons.Marks(), (controls.Marks{Flag: library.Reject, Stars: 2, Label: library.Blue}); got != want {
		t.Errorf("they show %+v", got)
	}
	if c.KeyPressed(); c.buttons.Visible() {
		t.Error("they stay though keys are used")
	}
	move(fyne.NewPos(20, 20))
	if c.Resize(fyne.NewSize(300, 300)); c.buttons.Position().Y+controls.BarTall > 300-inset-tagHeight {
		t.Errorf("they lie on what is written in the corners: %v", c.buttons.Position())
	}
	if c.Resize(fyne.NewSize(300, 190)); c.buttons.Visible() {
		t.Error("they hide most of a small photo")
	}
	c.Resize(fyne.NewSize(800, 500))
	c.Set(Words{Letter: "A", Problem: "This photo is gone."}, true)
	if move(fyne.NewPos(30, 30)); c.buttons.Visible() {
		t.Error("a photo that is not there can be marked")
	}
}

func TestAHistogramStandsOnAPaneThatHasRoom(t *testing.T) {
	c := newCell(Words{Letter: "A", Score: "7.50"}, true)
	styletest.Show(t, c, 800, 500)
	h := pixels.Count(image.NewRGBA(image.Rect(0, 0, 4, 4)))
	if c.curves.box.Visible() {
		t.Error("it is there though nobody wants it")
	}
	c.SetHistogram(&h, true)
	if at, size := c.curves.box.Position(), c.curves.box.Size(); !c.curves.box.Visible() || at.X+size.Width != 800-inset || at.Y < inset+tagHeight {
		t.Errorf("it is seen: %v, at %v", c.curves.box.Visible(), at)
	}
	for _, small := range []fyne.Size{fyne.NewSize(200, 500), fyne.NewSize(800, 150)} {
		if c.Resize(small); c.curves.box.Visible() {
			t.Errorf("it hides a photo of %v", small)
		}
	}
	c.Resize(fyne.NewSize(800, 500))
	if c.SetHistogram(nil, false); c.curves.box.Visible() {
		t.Error("it stays")
	}
}
