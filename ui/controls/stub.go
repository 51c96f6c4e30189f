package controls

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"keeplight/library"
)

type stub struct{ widget.BaseWidget }

func (p *stub) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(container.NewWithoutLayout())
}

// Pill is a button: a title and the key that does the same.
type Pill struct {
	stub
	OnTapped func()
}

func NewPill(title, key string, onTapped func()) *Pill { return &Pill{} }
func (p *Pill) SetTitle(title string)                  {}
func (p *Pill) SetPrimary(on bool)                     {}
func (p *Pill) SetEnabled(on bool)                     {}

// Choice is a pill that opens a menu: "Overall ▾".
type Choice struct {
	stub
	OnChosen func(index int)
}

func NewChoice(options []string, onChosen func(index int)) *Choice { return &Choice{} }
func (c *Choice) SetOptions(options []string)                      {}
func (c *Choice) Select(index int)                                 {} // silent: no callback

// SegmentedBar is "Grid G | Loupe E | Compare C".
type SegmentedBar struct{ stub }
type Segment struct{ Title, Key string }

func NewSegmentedBar(segments []Segment, onChosen func(index int)) *SegmentedBar {
	return &SegmentedBar{}
}
func (s *SegmentedBar) Select(index int) {} // silent

// RangeSlider chooses a range with two handles.
type RangeSlider struct {
	stub
	OnChanged func(low, high float64) // while dragging
	OnSettled func(low, high float64) // when let go
}

func NewRangeSlider(lowest, highest, step float64) *RangeSlider { return &RangeSlider{} }
func (s *RangeSlider) Set(low, high float64)                    {} // silent
func (s *RangeSlider) Range() (low, high float64)               { return 0, 0 }

// Meter is a thin bar of a value 0..1.
type Meter struct{ stub }

func NewMeter() *Meter                                       { return &Meter{} }
func (m *Meter) Set(value, spread float64, tint color.NRGBA) {}

// Badge is a small word on a coloured ground: "Pick".
type Badge struct{ stub }

func NewBadge(text string, fill color.NRGBA) *Badge { return &Badge{} }
func (b *Badge) Set(text string, fill color.NRGBA)  {}

// Stars shows 0 to 5 stars, and sets them where OnRated is given.
type Stars struct {
	stub
	OnRated func(library.Rating)
}

func NewStars(size float32) *Stars    { return &Stars{} }
func (s *Stars) Set(n library.Rating) {}

// Banner is one line above the grid with one action: "214 new scores — sort again".
type Banner struct{ stub }

func NewBanner() *Banner                                             { return &Banner{} }
func (b *Banner) Offer(text, actionTitle, key string, action func()) {}

// StatusView is what the status line says.
type StatusView struct {
	Done, Total int
	RateText    string // "38 / min"
	LeftText    string // "30 min left"
	Paused      bool
	PicksText   string // "214 picks · 96 rejects · 2,702 open"
	AutoAdvance bool
	ModeText    string // other modes that are on, "" for none
	Notice      string // takes the place of the progress text, such as "Picked 3 photos"
	Problem     string // something went wrong; shown in its own colour
}

// StatusBar is the bottom line of the window.
type StatusBar struct {
	stub
	OnPause, OnKeys, OnAutoAdvance func()
}

func NewStatusBar() *StatusBar        { return &StatusBar{} }
func (s *StatusBar) Set(v StatusView) {}
