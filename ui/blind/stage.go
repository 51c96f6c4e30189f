package blind

import (
	"image"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"keeplight.app/keeplight/ui/controls"
	"keeplight.app/keeplight/ui/language"
	"keeplight.app/keeplight/ui/style"
)

// StageView is what the stage offers, and the keys that do the same.
type StageView struct {
	OnPick, OnReject, OnUndecided func()
	OnBack, OnStop                func()

	PickKey, RejectKey, UndecidedKey string
}

// Stage shows one photo on a ground without tint, over the whole window. It says how many
// were shown, and nothing of the photo. It belongs to fyne's goroutine.
type Stage struct {
	widget.BaseWidget
	picture *canvas.Image
	count   *canvas.Text
	problem *canvas.Text
	line    *fyne.Container
	root    fyne.CanvasObject
}

var (
	_ fyne.Widget       = (*Stage)(nil)
	_ fyne.Tappable     = (*Stage)(nil)
	_ fyne.Scrollable   = (*Stage)(nil)
	_ desktop.Hoverable = (*Stage)(nil)
)

// NewStage makes a stage without a photo.
func NewStage(v StageView) *Stage {
	s := &Stage{
		picture: &canvas.Image{FillMode: canvas.ImageFillContain, ScaleMode: canvas.ImageScaleSmooth},
		count:   style.Text("", style.TextSmall, style.Muted, false), problem: style.Text("", style.TextSmall, style.Problem, false),
	}
	s.line = container.NewHBox(
		container.NewCenter(s.count), container.NewCenter(s.problem), layout.NewSpacer(),
		controls.NewPill(lang.L("Pick"), v.PickKey, v.OnPick), controls.NewPill(lang.L("Reject"), v.RejectKey, v.OnReject),
		controls.NewPill(lang.L("Undecided"), v.UndecidedKey, v.OnUndecided), layout.NewSpacer(),
		controls.NewPill(lang.L("Take back"), language.Keys("←"), v.OnBack),
		controls.NewPill(lang.L("Stop, go on later"), language.Keys("Esc"), v.OnStop),
	)
	foot := container.NewStack(canvas.NewRectangle(style.Panel),
		container.New(layout.NewCustomPaddedLayout(style.Gap, style.Gap, style.GapLarge, style.GapLarge), s.line))
	middle := container.New(mat{}, s.picture)
	s.picture.Hide()
	s.root = container.NewStack(canvas.NewRectangle(style.Mat), controls.NewFrame(nil, foot, nil, nil, middle))
	s.ExtendBaseWidget(s)
	return s
}

// mat lays the photo out also while it is hidden, so that it comes at its place.
type mat struct{}

// Layout is called by Fyne.
func (mat) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	objects[0].Move(fyne.NewPos(style.GapLarge, style.GapLarge))
	objects[0].Resize(size.SubtractWidthHeight(2*style.GapLarge, 2*style.GapLarge))
}

// MinSize is called by Fyne.
func (mat) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSquareSize(4 * style.GapLarge) }

// Put puts a photo on the stage, nil for none, and says how far the session is.
func (s *Stage) Put(img image.Image, given, of int) {
	s.picture.Image, s.picture.Hidden = img, img == nil
	s.picture.Refresh()
	s.count.Text = lang.L("{{.N}} of {{.Of}}", language.Args{"N": language.Count(min(given+1, of)), "Of": language.Count(of)})
	s.line.Refresh()
}

// Say tells that something went wrong; "" takes it away.
func (s *Stage) Say(problem string) {
	s.problem.Text = problem
	s.line.Refresh()
}

// Picture is what stands on the stage, nil for nothing.
func (s *Stage) Picture() image.Image { return s.picture.Image }

// CreateRenderer is called by Fyne.
func (s *Stage) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(s.root) }

// The pointer finds nothing below the stage, and nothing on it that says more.

// Tapped is called by Fyne.
func (*Stage) Tapped(*fyne.PointEvent) {}

// Scrolled is called by Fyne.
func (*Stage) Scrolled(*fyne.ScrollEvent) {}

// MouseIn is called by Fyne.
func (*Stage) MouseIn(*desktop.MouseEvent) {}

// MouseMoved is called by Fyne.
func (*Stage) MouseMoved(*desktop.MouseEvent) {}

// MouseOut is called by Fyne.
func (*Stage) MouseOut() {}
