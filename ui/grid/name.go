package grid

import (
	"keeplight.app/keeplight/ui/language"
	"keeplight.app/keeplight/ui/session"
	"keeplight.app/keeplight/ui/style"
)

// leastDigit is the room of a name of which anything can be read.
const leastDigit float32 = 20

// words is the caption's left side: the name and the stars, where there are some,
// shortened to the width. The name gives way before the stars, and of it what all
// photos of a shoot have in common before the number that tells them apart.
func (tile *Tile) words(width float32) string {
	if tile.Rating == 0 {
		return style.FitName(tile.Name, style.TextSmall, width)
	}
	stars := session.StarsText(tile.Rating)
	beside := func() float32 { return style.TextWidth("  "+stars, style.TextSmall, false) }
	if width-beside() < leastOf(tile.Name) {
		stars = tile.fewStars()
	}
	if width-beside() < leastDigit {
		return stars
	}
	return style.FitName(tile.Name, style.TextSmall, width-beside()) + "  " + stars
}

// fewStars writes the rating with one star: "3 ★".
func (tile *Tile) fewStars() string { return language.Count(int(tile.Rating)) + " ★" }

// least is how wide the caption's left side must be to tell photos apart.
func (tile *Tile) least() float32 {
	width := leastOf(tile.Name)
	if tile.Rating > 0 {
		width += style.TextWidth("  "+tile.fewStars(), style.TextSmall, false)
	}
	return width
}

// leastOf is how wide a name must be to tell photos apart.
func leastOf(name string) float32 {
	return min(leastName, style.TextWidth(name, style.TextSmall, false))
}
