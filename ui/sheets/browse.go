package sheets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/ui/controls"
	"keeplight.app/keeplight/ui/style"
)

// maxListed bounds how many names of a folder are shown; a path can always be typed.
const maxListed = 500

const (
	placesWidth float32 = 200
	browseWidth float32 = 420 // of the list beside them, at least
	browseHigh  float32 = 260
)

// BrowsePlace is a folder that is one click away.
type BrowsePlace struct {
	Title, Path string
	Heading     string // of the group that begins with it, "" for none
}

// BrowseView is what a dialog for files asks for.
type BrowseView struct {
	Title, Accept string
	Places        []BrowsePlace
	OnTyped       func(text string) // asks for what completes it
	OnEnter       func(name string) // a folder in the list, ".." for the one above
	OnPlace       func(path string)
	OnFile        func(name string) // a file in the list
	OnAccept      func(text string) // what stands in the line
	OnCancel      func()
}

// BrowseFolder is what lies in the folder that is looked at.
type BrowseFolder struct {
	Folders, Files []string
	Problem        string // why it cannot be listed, "" where it can
}

// Browse is a dialog that asks for a folder or a file: a line to type into, places, and
// what lies in the folder.
type Browse struct {
	widget.BaseWidget
	view    BrowseView
	field   *controls.PathField
	list    *fyne.Container
	scroll  *container.Scroll
	problem *controls.Paragraph
	root    fyne.CanvasObject
}

var _ fyne.Widget = (*Browse)(nil)

// NewBrowse makes the dialog; List says where it is.
func NewBrowse(v BrowseView) *Browse {
	b := &Browse{view: v, field: controls.NewPathField(lang.L("a folder; Tab completes")), list: container.New(&controls.Column{})}
	b.field.OnTyped, b.field.OnSubmitted, b.field.OnEscape = v.OnTyped, v.OnAccept, v.OnCancel
	b.problem = controls.NewParagraph(style.TextSmall, placesWidth+browseWidth)
	b.problem.Hide()
	b.scroll = container.NewVScroll(b.list)
	accept := controls.NewPill(v.Accept, "", func() { v.OnAccept(b.field.Text()) })
	accept.SetPrimary(true)
	head := container.New(&controls.Column{},
		style.Text(v.Title, style.TextHeading, style.Ink, true), controls.Space(style.Gap), b.field, b.problem, controls.Space(style.Gap))
	foot := container.NewHBox(layout.NewSpacer(), controls.NewPill(lang.L("Cancel"), "", v.OnCancel), accept)
	places := controls.Sized(container.NewVScroll(b.places()), placesWidth, browseHigh)
	b.root = container.NewStack(canvas.NewRectangle(style.Panel), container.New(layout.NewCustomPaddedLayout(cardPadding, cardPadding, cardPadding, cardPadding),
		controls.NewFrame(head, container.New(layout.NewCustomPaddedLayout(style.Gap, 0, 0, 0), foot), places, nil, b.scroll)))
	b.ExtendBaseWidget(b)
	return b
}

// places are the rows at the left.
func (b *Browse) places() fyne.CanvasObject {
	column := container.New(&controls.Column{})
	for _, p := range b.view.Places {
		if p.Heading != "" {
			column.Add(controls.Space(style.Gap))
			column.Add(controls.SectionTitle(p.Heading))
		}
		row := controls.NewRow(func() { b.view.OnPlace(p.Path) })
		row.Set(controls.RowView{Title: library.Display(p.Title)})
		column.Add(row)
	}
	return column
}

// List shows what lies in a folder, whose path stands in the line as text.
func (b *Browse) List(text string, in BrowseFolder) {
	b.field.SetText(text)
	b.list.Objects = nil
	add := func(names []string, dim bool, act func(string)) {
		for _, name := range names[:min(len(names), maxListed)] {
			row := controls.NewRow(func() { act(name) })
			row.Set(controls.RowView{Title: library.Display(name), Dim: dim})
			b.list.Add(row)
		}
	}
	add([]string{".."}, true, b.view.OnEnter)
	add(in.Folders, false, b.view.OnEnter)
	add(in.Files, true, b.view.OnFile)
	b.SetProblem(in.Problem)
	b.scroll.ScrollToTop()
	b.scroll.Refresh()
}

// SetText puts a path into the line.
func (b *Browse) SetText(text string) { b.field.SetText(text) }

// SetProblem says what is wrong with what was typed, "" takes it away.
func (b *Browse) SetProblem(why string) {
	b.problem.Set(controls.Span{Text: why, Color: style.Problem})
	b.problem.Hidden = why == ""
	b.root.Refresh()
}

// Text is what stands in the line.
func (b *Browse) Text() string { return b.field.Text() }

// Complete says what completes a text in the line.
func (b *Browse) Complete(text, rest string) { b.field.Complete(text, rest) }

// Focus gives the line the keyboard.
func (b *Browse) Focus(c fyne.Canvas) { b.field.Focus(c) }

// CreateRenderer is called by Fyne.
func (b *Browse) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(b.root) }
