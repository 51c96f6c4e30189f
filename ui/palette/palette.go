package palette

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/widget"

	"keeplight.app/keeplight/ui/controls"
)

// Item is a command that can be chosen.
type Item struct {
	ID       string
	Title    string
	Keys     string // its first key, "" for none
	Disabled bool
	Why      string // why it cannot run now
}

// Callbacks are what the palette asks for.
type Callbacks struct {
	Search  func(query string) []Item  // the items that fit, the best first
	OnRun   func(id string) (ran bool) // false where it cannot run now
	OnClose func()
}

// rows is how many items are seen at once.
const rows = 12

// width of the palette, in device-independent pixels.
const width float32 = 620

// Palette is the list with its line to type into. It belongs to fyne's goroutine.
type Palette struct {
	widget.BaseWidget
	calls  Callbacks
	field  *field
	lines  []*line
	items  []Item
	chosen int // of items
	top    int // the first item that is seen
	root   *fyne.Container
}

var (
	_ fyne.Widget   = (*Palette)(nil)
	_ fyne.Tappable = (*Palette)(nil)
)

// New makes a palette that lists everything.
func New(c Callbacks) *Palette {
	p := &Palette{calls: c}
	p.field = newField(lang.L("Type a command"), p.search, p.press)
	column := container.New(&controls.Column{}, p.field, controls.Space(6))
	for i := range rows {
		l := newLine(func() { p.runAt(p.top + i) })
		p.lines = append(p.lines, l)
		column.Add(l)
	}
	p.root = column
	p.ExtendBaseWidget(p)
	p.search("")
	return p
}

// Focus gives the keyboard to the line to type into.
func (p *Palette) Focus(c fyne.Canvas) {
	p.field.canvas = c
	c.Focus(p.field)
}

// Items gives what is listed now, the best first.
func (p *Palette) Items() []Item { return p.items }

// Chosen is the place of the item that Enter would run.
func (p *Palette) Chosen() int { return p.chosen }

func (p *Palette) search(query string) {
	p.items, p.chosen, p.top = p.calls.Search(query), 0, 0
	p.show()
}

// press takes the keys that the line to type into has no use for.
func (p *Palette) press(name fyne.KeyName) bool {
	switch name {
	case fyne.KeyEscape:
		p.calls.OnClose()
	case fyne.KeyReturn, fyne.KeyEnter:
		p.runAt(p.chosen)
	case fyne.KeyDown:
		p.choose(p.chosen + 1)
	case fyne.KeyUp:
		p.choose(p.chosen - 1)
	case fyne.KeyPageDown:
		p.choose(p.chosen + rows)
	case fyne.KeyPageUp:
		p.choose(p.chosen - rows)
	default:
		return false
	}
	return true
}

func (p *Palette) choose(i int) {
	p.chosen = max(0, min(i, len(p.items)-1))
	if p.chosen < p.top {
		p.top = p.chosen
	}
	if p.chosen >= p.top+rows {
		p.top = p.chosen - rows + 1
	}
	p.show()
}

// runAt runs an item; one that cannot run stays listed with its reason, which may
// have changed since the search.
func (p *Palette) runAt(i int) {
	if i >= 0 && i < len(p.items) && p.calls.OnRun(p.items[i].ID) {
		return
	}
	chosen := p.chosen
	p.items = p.calls.Search(p.field.Text)
	p.choose(chosen)
	p.refocus()
}

// Tapped is called by Fyne: a click beside the line to type into must not take the
// keyboard from it.
func (p *Palette) Tapped(*fyne.PointEvent) { p.refocus() }

func (p *Palette) refocus() {
	if c := fyne.CurrentApp().Driver().CanvasForObject(p); c != nil {
		c.Focus(p.field)
	}
}

func (p *Palette) show() {
	for i, l := range p.lines {
		at := p.top + i
		switch {
		case at < len(p.items):
			l.set(p.items[at], at == p.chosen)
		case i == 0:
			l.set(Item{Title: lang.L("No matching command"), Disabled: true}, false)
		default:
			l.set(Item{}, false)
		}
	}
}

// MinSize is the same whatever is listed, so that nothing jumps while typing.
func (p *Palette) MinSize() fyne.Size {
	p.ExtendBaseWidget(p)
	return fyne.NewSize(width, p.root.MinSize().Height+2*padding)
}

// CreateRenderer is called by Fyne.
func (p *Palette) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(frame(p.root))
}
