package style

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"keeplight.app/keeplight/library"
)

// Color is a colour named by its use. It is what the current theme says at the
// moment at which it is drawn, so that an object which was made once is right in
// every theme. It is the name of a colour of the themes of this package.
type Color fyne.ThemeColorName

var _ color.Color = Color("")

// What the window is made of.
const (
	Background Color = "keeplight.background" // the surround of the photographs' cells
	Mat        Color = "keeplight.mat"        // around one photograph: neutral in every theme
	Panel      Color = "keeplight.panel"      // side panels, bars, sheets
	Raised     Color = "keeplight.raised"     // boxes on a panel, the foot of a cell
	Button     Color = "keeplight.button"     // pills, fields, segments
	Chosen     Color = "keeplight.chosen"     // the chosen row or segment, the foot of a selected cell
	Line       Color = "keeplight.line"       // rules and borders
	Track      Color = "keeplight.track"      // below a meter or a slider
	Ring       Color = "keeplight.ring"       // the outer ring of a radar, the edge of a sheet
	Faint      Color = "keeplight.faint"      // hatching, empty stars, dashed lines; never text
	Shade      Color = "keeplight.shade"      // between the window and a sheet
)

// Text, and marks that mean something.
const (
	Ink   Color = "keeplight.ink"   // text that is read first, the frame of a selected cell
	Soft  Color = "keeplight.soft"  // text that is read second
	Muted Color = "keeplight.muted" // hints, units, uncertainty, what is off

	Accent       Color = "keeplight.accent"       // the one accent; the first photo
	AccentBright Color = "keeplight.accentBright" // the accent under the pointer
	OnAccent     Color = "keeplight.onAccent"     // text on the accent
	Second       Color = "keeplight.second"       // the second photo of a comparison
	Measured     Color = "keeplight.measured"     // numbers that were measured, not judged
	Pick         Color = "keeplight.pick"
	Reject       Color = "keeplight.reject"
	OnFlag       Color = "keeplight.onFlag"  // text on Pick and Reject
	Warning      Color = "keeplight.warning" // something to check
	Problem      Color = "keeplight.problem" // something went wrong, is offline or will be forgotten
)

// What lies on a photograph is the same in every theme: the photograph is.
const (
	Scrim           Color = "keeplight.scrim" // under text
	OnPhoto         Color = "keeplight.onPhoto"
	OnPhotoMuted    Color = "keeplight.onPhotoMuted"
	OnPhotoAccent   Color = "keeplight.onPhotoAccent"
	OnPhotoSecond   Color = "keeplight.onPhotoSecond"
	OnPhotoMeasured Color = "keeplight.onPhotoMeasured"
)

// The colour labels.
const (
	LabelRed    Color = "keeplight.label.red"
	LabelYellow Color = "keeplight.label.yellow"
	LabelGreen  Color = "keeplight.label.green"
	LabelBlue   Color = "keeplight.label.blue"
	LabelPurple Color = "keeplight.label.purple"
)

// RGBA asks the current theme. Color "" is clear.
func (c Color) RGBA() (r, g, b, a uint32) { return c.NRGBA().RGBA() }

// NRGBA is what the colour is now, for pixels that are painted by hand. They have
// to be painted again after the theme changed.
func (c Color) NRGBA() color.NRGBA {
	if t, ours := theme.Current().(*room); ours {
		return t.now()[c]
	}
	return dark()[c] // nothing of this package's themes is set: only in tests
}

// In is what the colour is in an appearance, whatever is shown now; in System it is
// the dark one.
func (c Color) In(a Appearance) color.NRGBA {
	if a == Light {
		return light()[c]
	}
	return dark()[c]
}

// faded is a colour with another opacity.
type faded struct {
	of      Color
	opacity uint8
}

func (f faded) RGBA() (r, g, b, a uint32) {
	c := f.of.NRGBA()
	c.A = f.opacity
	return c.RGBA()
}

// Alpha gives c with its opacity set to a, 0 clear to 1 opaque. Like c it is what
// the theme says when it is drawn.
func Alpha(c Color, a float64) color.Color {
	return faded{c, uint8(min(max(a, 0), 1)*255 + 0.5)}
}

// LabelColor is the colour of a colour label; Line for none.
func LabelColor(l library.Label) Color {
	switch l {
	case library.Red:
		return LabelRed
	case library.Yellow:
		return LabelYellow
	case library.Green:
		return LabelGreen
	case library.Blue:
		return LabelBlue
	case library.Purple:
		return LabelPurple
	}
	return Line
}

// FlagColor is the colour of a flag's badge; Raised for undecided.
func FlagColor(f library.Flag) Color {
	switch f {
	case library.Pick:
		return Pick
	case library.Reject:
		return Reject
	}
	return Raised
}
