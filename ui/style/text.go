package style

import (
	"image/color"
	"sort"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/ui/language"
)

// Text makes one line of text. Digits are tabular.
func Text(s string, size float32, c color.Color, bold bool) *canvas.Text {
	t := canvas.NewText(s, c)
	t.TextSize = size
	t.TextStyle.Bold = bold
	return t
}

// TextWidth is how wide s is in the window's font.
func TextWidth(s string, size float32, bold bool) float32 {
	return fyne.MeasureText(s, size, fyne.TextStyle{Bold: bold}).Width
}

// Shorten cuts s in the middle, with an ellipsis, until it is no wider than
// width: the beginning and the end of a file name both tell photos apart.
func Shorten(s string, size float32, bold bool, width float32) string {
	if TextWidth(s, size, bold) <= width {
		return s
	}
	runes := []rune(s)
	keep := func(n int) string {
		return string(runes[:n-n/2]) + "…" + string(runes[len(runes)-n/2:])
	}
	low, high := 0, len(runes)-1 // keep(low) fits or is all that is left
	for low < high {
		if mid := (low + high + 1) / 2; TextWidth(keep(mid), size, bold) <= width {
			low = mid
		} else {
			high = mid - 1
		}
	}
	return keep(max(low, 0))
}

// Cut shortens s at its end, with an ellipsis, until it is no wider than width:
// a sentence is read from its beginning.
func Cut(s string, size float32, bold bool, width float32) string {
	if TextWidth(s, size, bold) <= width {
		return s
	}
	runes := []rune(s)
	fits := sort.Search(len(runes), func(n int) bool {
		return TextWidth(string(runes[:n+1])+"…", size, bold) > width
	})
	return strings.TrimRight(string(runes[:fits]), " ") + "…"
}

// Number writes a score as the window does everywhere: two decimals, "–" when
// it is absent.
func Number(v library.Value) string {
	if !v.Known {
		return "–"
	}
	return language.Decimal(v.Mean, 2)
}

// Spread writes a score's uncertainty such as "±0.6", "" when there is none.
func Spread(v library.Value) string {
	if !v.Known || v.SD <= 0 {
		return ""
	}
	return "±" + language.Decimal(v.SD, 1)
}
