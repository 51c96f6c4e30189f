package filters

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

// Panel is the left panel.
type Panel struct {
	widget.BaseWidget
	callbacks Callbacks
}

// New makes the panel.
func New(c Callbacks) *Panel { p := &Panel{callbacks: c}; p.ExtendBaseWidget(p); return p }

// Set shows v.
func (p *Panel) Set(v View) {}

// CreateRenderer is called by Fyne.
func (p *Panel) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(container.NewWithoutLayout())
}
