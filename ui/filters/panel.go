package filters

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/widget"

	"keeplight.app/keeplight/library/query"
	"keeplight.app/keeplight/ui/controls"
	"keeplight.app/keeplight/ui/style"
)

// The margins of a panel, and of one in a narrow window.
const (
	margin       float32 = 12
	marginNarrow float32 = 6
)

// part is one section of the panel.
type part interface {
	// object is what stands in the panel; it hides itself when it has nothing
	// to offer.
	object() *fyne.Container
	// set shows v.
	set(v *View)
}

// Panel is the left panel. It shows a new filter at once and tells it; what it
// is fed afterwards has the last word.
type Panel struct {
	widget.BaseWidget

	view      View
	callbacks Callbacks
	parts     []part
	summary   *summary
	finder    *finder
	folders   *folders
	body      *fyne.Container
	column    *controls.Column // of the body
	scroll    *container.Scroll
	root      *fyne.Container
}

var _ fyne.Widget = (*Panel)(nil)

// New makes the panel without folders.
func New(c Callbacks) *Panel {
	p := &Panel{callbacks: c, view: View{Filter: query.NewFilter()}}
	p.summary = newSummary(p.clear)
	p.finder = newFinder(p.change)
	fold := func(title string, inner part, summary func(*View) (string, bool)) part {
		return newFold(title, inner, summary, p.relayout)
	}
	p.folders = newFolders(c, p.relayout)
	p.parts = []part{
		p.folders, newFlags(p.change), newRatings(p.change), newLabels(p.change), p.finder,
		newFaces(p.change), newMisfires(p.change), newDamaged(p.change),
		fold(lang.L("Attributes"), newAttributes(p.change), attributesSet),
		fold(lang.L("Camera, lens, day"), newCapture(p.change), captureSet),
		newSaved(c),
	}
	p.column = &controls.Column{Margin: margin}
	p.body = container.New(p.column)
	for _, s := range p.parts {
		p.body.Add(s.object())
	}
	p.scroll = container.NewVScroll(p.body)
	p.root = controls.NewFrame(nil, p.summary.object(), nil, controls.Rule(), p.scroll)
	p.ExtendBaseWidget(p)
	p.show()
	return p
}

// Set shows v.
func (p *Panel) Set(v View) {
	p.view = v
	p.show()
	p.relayout()
}

// Find puts the keyboard into the search and scrolls there. Where the panel is
// hidden it does nothing.
func (p *Panel) Find(c fyne.Canvas) {
	// In the middle nothing covers it when the line about the filter appears below.
	y := p.finder.root.Position().Y - (p.scroll.Size().Height-p.finder.root.Size().Height)/2
	p.scroll.ScrollToOffset(fyne.NewPos(0, max(0, y)))
	c.Focus(p.finder.field)
}

// relayout is for a change that makes a section higher, lower, seen or unseen.
func (p *Panel) relayout() {
	p.body.Refresh()
	p.root.Refresh()
}

// change tells a filter that differs from the one shown.
func (p *Panel) change(edit func(*query.Filter)) {
	f := clone(p.view.Filter)
	edit(&f)
	p.view.Filter = f
	p.show()
	p.relayout()
	if p.callbacks.OnFilter != nil {
		p.callbacks.OnFilter(clone(f))
	}
}

// clear takes away all that restricts, and keeps the folders that are open.
func (p *Panel) clear() {
	p.change(func(f *query.Filter) {
		kept := *f
		*f = query.NewFilter()
		f.Folders, f.ShowMissing = kept.Folders, kept.ShowMissing
	})
}

func (p *Panel) show() {
	p.summary.set(&p.view)
	for _, s := range p.parts {
		s.set(&p.view)
	}
}

// Resize wraps the words below folders before the scroll container asks how high they
// are, and gives what is narrow most of its width.
func (p *Panel) Resize(size fyne.Size) {
	p.column.Margin = margin
	if size.Width < (style.FiltersNarrow+style.FiltersWidth)/2 { // lines beside it take a pixel
		p.column.Margin = marginNarrow
	}
	p.folders.setWidth(size.Width)
	p.BaseWidget.Resize(size)
}

// MinSize is the panel's width and a height at which it is still of use.
func (p *Panel) MinSize() fyne.Size { return fyne.NewSize(style.FiltersWidth, 200) }

// CreateRenderer is called by Fyne.
func (p *Panel) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(container.NewStack(canvas.NewRectangle(style.Panel), p.root))
}

// section stacks a small heading and what belongs to it.
func section(title fyne.CanvasObject, parts ...fyne.CanvasObject) *fyne.Container {
	head := []fyne.CanvasObject{title, controls.Space(style.GapSmall)}
	all := append(append(head, parts...), controls.Space(style.GapLarge-2))
	return container.New(&controls.Column{}, all...)
}
