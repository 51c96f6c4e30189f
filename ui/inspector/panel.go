package inspector

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

// Panel is the right panel.
type Panel struct {
	widget.BaseWidget
}

// New makes the panel without a photo.
func New() *Panel { p := &Panel{}; p.ExtendBaseWidget(p); return p }

// Set shows v.
func (p *Panel) Set(v View) {}

// CreateRenderer is called by Fyne.
func (p *Panel) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(container.NewWithoutLayout())
}
