package weights

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/query"
	"keeplight.app/keeplight/ui/controls"
	"keeplight.app/keeplight/ui/style"
)

// View is all that the panel shows.
type View struct {
	Weights query.Weights
	Judged  [library.NumAttributes]bool // of some photo that is shown the attribute is known
	Words   string                      // for how many photos what counts is known
	Saved   []string                    // names of saved weights
	Chosen  int                         // place in Saved of those that are in use, -1 for none
	Key     string                      // the key that shows and hides the panel
}

// Callbacks are what the panel asks for.
type Callbacks struct {
	OnWeights func(query.Weights) // while a slider moves
	OnEqual   func()              // all count alike
	OnSaved   func(place int)     // use saved ones
	OnSave    func()              // keep these under a name
	OnDelete  func(place int)     // forget saved ones
	OnClose   func()
}

// columns is how many sliders stand beside each other.
const columns = 5

// Panel is the panel above the photos.
type Panel struct {
	widget.BaseWidget

	view      View
	callbacks Callbacks
	levels    [library.NumAttributes]*weight
	words     *canvas.Text
	saved     *controls.Choice
	remove    *controls.Pill
	close     *controls.Pill
	root      *fyne.Container
}

var _ fyne.Widget = (*Panel)(nil)

// New makes a panel where all count alike.
func New(c Callbacks) *Panel {
	p := &Panel{callbacks: c, words: style.Text("", style.TextTiny, style.Muted, false)}
	p.saved = controls.NewChoice(nil, p.choose)
	p.remove = controls.NewPill(lang.L("Delete"), "", func() { c.OnDelete(p.view.Chosen) })
	p.close = controls.NewPill(lang.L("Close"), "", c.OnClose)
	save := controls.NewPill(lang.L("Save…"), "", c.OnSave)
	equal := controls.NewPill(lang.L("All alike"), "", c.OnEqual)
	for _, pill := range []*controls.Pill{p.remove, p.close, save, equal} {
		pill.SetQuiet(true)
	}
	title := style.Text(lang.L("What counts to me"), style.TextSmall, style.Ink, true)
	head := container.New(headLine{p.words, &p.view.Words}, title, p.saved, equal, save, p.remove, p.words, p.close)
	sliders := container.NewGridWithColumns(columns)
	for i, a := range library.Attributes() {
		p.levels[i] = newWeight(a, func(v float64) { p.change(a, v) })
		sliders.Add(p.levels[i].root)
	}
	inside := container.New(&controls.Column{}, head, controls.Space(style.GapSmall), sliders)
	p.root = container.NewStack(canvas.NewRectangle(style.Panel),
		container.NewBorder(nil, controls.Rule(), nil, nil, container.New(layout.NewCustomPaddedLayout(style.GapSmall, style.Gap, style.GapLarge, style.GapLarge), inside)))
	p.ExtendBaseWidget(p)
	p.Set(View{Weights: query.Equal(), Chosen: -1})
	return p
}

// Set shows v.
func (p *Panel) Set(v View) {
	p.view = v
	for i, a := range library.Attributes() {
		p.levels[i].set(v.Weights[a], v.Judged[a])
	}
	options := append([]string{lang.L("Saved weights")}, v.Saved...)
	p.saved.SetOptions(options)
	p.saved.Select(v.Chosen + 1)
	p.saved.Hidden, p.remove.Hidden = len(v.Saved) == 0, v.Chosen < 0
	p.close.SetKey(v.Key)
	p.root.Refresh()
}

// choose takes an option of the menu, whose first is its title.
func (p *Panel) choose(option int) {
	if option > 0 {
		p.callbacks.OnSaved(option - 1)
	}
}

func (p *Panel) change(a library.Attribute, v float64) {
	p.view.Weights[a] = v
	p.callbacks.OnWeights(p.view.Weights)
}

// CreateRenderer is called by Fyne.
func (p *Panel) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(p.root) }
