package compare

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"keeplight.app/keeplight/ui/style"
)

const (
	tagMargin float32 = 9 // left and right of a tag's words
	tagGap    float32 = 6 // between them
	tagHeight float32 = 22
)

// word is some words of a tag in one colour.
type word struct {
	text string
	ink  color.Color
	bold bool
}

// tag is a few words on a ground of their own, readable on any photo.
type tag struct {
	ground *canvas.Rectangle
	texts  [3]*canvas.Text
	width  float32
}

func newTag() *tag {
	t := &tag{ground: canvas.NewRectangle(style.Scrim)}
	t.ground.CornerRadius = style.Radius - 2
	for i := range t.texts {
		t.texts[i] = style.Text("", style.TextSmall, style.OnPhoto, false)
	}
	t.set()
	return t
}

// set changes the words; none hides the tag.
func (t *tag) set(words ...word) {
	t.width = 0
	for i, text := range t.texts {
		text.Text = ""
		if i < len(words) {
			text.Text, text.Color, text.TextStyle.Bold = words[i].text, words[i].ink, words[i].bold
		}
		text.Hidden = text.Text == ""
		if !text.Hidden {
			if t.width > 0 {
				t.width += tagGap
			}
			t.width += text.MinSize().Width
		}
	}
	t.ground.Hidden = t.width == 0
	if t.width > 0 {
		t.width += 2 * tagMargin
	}
}

// place puts the tag with its upper left corner at a place.
func (t *tag) place(x, y float32) {
	t.ground.Move(fyne.NewPos(x, y))
	t.ground.Resize(fyne.NewSize(t.width, tagHeight))
	x += tagMargin
	for _, text := range t.texts {
		if text.Hidden {
			continue
		}
		size := text.MinSize()
		text.Move(fyne.NewPos(x, y+(tagHeight-size.Height)/2))
		text.Resize(size)
		x += size.Width + tagGap
	}
}

func (t *tag) visible() bool { return t.width > 0 }

func (t *tag) objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{t.ground, t.texts[0], t.texts[1], t.texts[2]}
}
