package blind

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"keeplight.app/keeplight/ui/controls"
	"keeplight.app/keeplight/ui/language"
	"keeplight.app/keeplight/ui/style"
)

// ResultView is what the result offers.
type ResultView struct {
	Scorers     []string // those that can be chosen
	OnScorer    func(place int)
	OnThreshold func(float64) // 0..10
	OnBest      func()
	OnWeight    func(float64) // looks that a lost keeper costs, 0..MostWeight
	OnTake      func()
	OnClose     func()
}

// MostWeight is how many looks a lost keeper can cost at most.
const MostWeight = 20

// Words are all that the result says but for what depends on the threshold.
type Words struct {
	Title      string
	Note       string // about what was left out; "" is nothing
	Scorers    []Row  // and the person
	Attributes []Row  // by the chosen scorer
	Stacks     string
	Take       string // what the button does; "" where there is nothing to take
}

// Cut is what comes of looking only from a threshold on.
type Cut struct {
	Threshold, Weight             float64
	Kept, Lost, ExtraLooks, Spare int
	From, Below, Weighs, Cost     string
	Gallery                       string // above the lost keepers
}

const (
	leftWidth float32 = 470
	margin    float32 = 24
)

// Result shows how scorers agree with blind verdicts. It belongs to fyne's goroutine.
type Result struct {
	widget.BaseWidget
	title, note, stacks          *canvas.Text
	scorers, attributes, gallery *fyne.Container
	threshold, weight            *controls.Level
	from, weighs, cost           *canvas.Text
	lostTitle                    *canvas.Text
	matrix                       matrix
	choice                       *controls.SegmentedBar
	take                         *controls.Pill
	root                         fyne.CanvasObject
}

// matrix is what the person said against what a threshold does.
type matrix struct{ from, below, kept, lost, extra, spare *canvas.Text }

var _ fyne.Widget = (*Result)(nil)

func small(c style.Color) *canvas.Text { return style.Text("", style.TextSmall, c, false) }

// NewResult makes the sheet; Say and SetCut fill it.
func NewResult(v ResultView) *Result {
	r := &Result{
		title: style.Text("", style.TextTitle, style.Ink, true), note: small(style.Muted), stacks: small(style.Soft),
		from: small(style.Ink), weighs: small(style.Ink), cost: small(style.Soft),
		matrix: matrix{from: small(style.Muted), below: small(style.Muted)}, lostTitle: style.Text("", style.TextHeading, style.Ink, true),
		scorers: container.New(&controls.Column{}), attributes: container.New(&controls.Column{}),
		gallery:   container.NewGridWrap(fyne.NewSize(thumbWidth, thumbHeight)),
		threshold: controls.NewLevel(10, 0.1), weight: controls.NewLevel(MostWeight, 1),
	}
	r.threshold.OnChanged, r.weight.OnChanged = v.OnThreshold, v.OnWeight
	var segments []controls.Segment
	for _, title := range v.Scorers {
		segments = append(segments, controls.Segment{Title: title})
	}
	r.choice = controls.NewSegmentedBar(segments, v.OnScorer)
	r.take = controls.NewPill("", "", v.OnTake)
	r.take.SetPrimary(true)
	r.build(&v)
	r.ExtendBaseWidget(r)
	return r
}

func (r *Result) build(v *ResultView) {
	gap := func() fyne.CanvasObject { return controls.Space(style.GapLarge) }
	column := container.New(&controls.Column{},
		controls.SectionTitle(lang.L("TWO PHOTOS IN YOUR ORDER")), controls.Space(style.Gap), r.scorers, gap(),
		container.NewHBox(r.choice), gap(),
		container.NewHBox(r.from, layout.NewSpacer(), controls.NewPill(lang.L("Cheapest threshold"), "", v.OnBest)), r.threshold, controls.Space(style.Gap),
		r.matrix.build(), controls.Space(style.Gap), r.weighs, r.weight, r.cost, gap(),
		r.stacks, gap(), controls.SectionTitle(lang.L("BY ATTRIBUTE")), controls.Space(style.GapSmall), r.attributes,
	)
	head := container.NewHBox(r.title, layout.NewSpacer(), container.NewCenter(controls.NewPill(lang.L("Close"), language.Keys("Esc"), v.OnClose)))
	foot := container.NewHBox(container.NewCenter(r.note), layout.NewSpacer(), r.take)
	lost := controls.NewFrame(container.New(&controls.Column{}, r.lostTitle, controls.Space(style.Gap)), nil, nil, nil, container.NewVScroll(r.gallery))
	left := controls.Sized(container.NewVScroll(container.New(layout.NewCustomPaddedLayout(0, 0, 0, margin), column)), leftWidth+margin, 0)
	top := container.New(&controls.Column{}, head, controls.Space(style.GapLarge))
	bottom := container.New(layout.NewCustomPaddedLayout(style.GapLarge, 0, 0, 0), foot)
	body := controls.NewFrame(top, bottom, left, nil, lost)
	r.root = container.NewStack(canvas.NewRectangle(style.Panel), container.New(layout.NewCustomPaddedLayout(margin, margin, margin, margin), body))
}

func (m *matrix) build() fyne.CanvasObject {
	cell := func(number **canvas.Text, word string, fill style.Color) fyne.CanvasObject {
		*number = style.Text("0", style.TextTitle, style.Ink, true)
		ground := canvas.NewRectangle(fill)
		ground.CornerRadius = style.Radius
		inside := container.NewHBox(*number, container.NewCenter(style.Text(word, style.TextSmall, style.Soft, false)))
		return container.NewStack(ground, container.New(layout.NewCustomPaddedLayout(style.Gap, style.Gap, style.GapLarge, style.GapLarge), inside))
	}
	head := func(text string) fyne.CanvasObject { return style.Text(text, style.TextSmall, style.Muted, false) }
	return container.NewGridWithColumns(3,
		head(""), head(lang.L("You kept")), head(lang.L("You did not keep")),
		container.NewCenter(m.from), cell(&m.kept, lang.L("seen"), style.Button), cell(&m.extra, lang.L("extra looks"), style.Raised),
		container.NewCenter(m.below), cell(&m.lost, lang.L("lost"), style.Chosen), cell(&m.spare, lang.L("spared"), style.Button),
	)
}

func (m *matrix) set(c *Cut) {
	m.from.Text, m.below.Text = c.From, c.Below
	for text, n := range map[*canvas.Text]int{m.kept: c.Kept, m.lost: c.Lost, m.extra: c.ExtraLooks, m.spare: c.Spare} {
		text.Text = language.Count(n)
	}
}

// Say writes what does not depend on the threshold; chosen is the place of the scorer.
func (r *Result) Say(w Words, chosen int) {
	r.title.Text, r.note.Text, r.stacks.Text = w.Title, w.Note, w.Stacks
	fill(r.scorers, w.Scorers)
	fill(r.attributes, w.Attributes)
	r.choice.Select(chosen)
	r.take.Hidden = w.Take == ""
	r.take.SetTitle(w.Take)
	r.root.Refresh()
}

func fill(into *fyne.Container, rows []Row) {
	into.Objects = nil
	for _, row := range rows {
		into.Objects = append(into.Objects, NewBar(row))
	}
	into.Refresh()
}

// SetCut writes what depends on the threshold. photos are the lost keepers.
func (r *Result) SetCut(c Cut, photos []*Thumb) {
	r.threshold.Set(c.Threshold)
	r.weight.Set(c.Weight)
	r.from.Text, r.weighs.Text, r.cost.Text, r.lostTitle.Text = c.From, c.Weighs, c.Cost, c.Gallery
	r.matrix.set(&c)
	r.gallery.Objects = nil
	for _, t := range photos {
		r.gallery.Objects = append(r.gallery.Objects, t)
	}
	r.gallery.Refresh()
	r.root.Refresh()
}

// CreateRenderer is called by Fyne.
func (r *Result) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(r.root) }

// Tapped takes a tap beside everything.
func (*Result) Tapped(*fyne.PointEvent) {}
