package style

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"keeplight.app/keeplight/assets/fonts"
)

// Theme is the window's theme in an appearance; one that is not known is System.
// Use Switch to change it while the window is open.
func Theme(a Appearance) fyne.Theme { return newRoom(a) }

func newRoom(a Appearance) *room {
	return &room{
		Theme:      theme.DefaultTheme(),
		appearance: a,
		dark:       dark(),
		light:      light(),
		regular:    fyne.NewStaticResource("KeeplightSans-Regular.otf", fonts.Regular),
		semiBold:   fyne.NewStaticResource("KeeplightSans-SemiBold.otf", fonts.SemiBold),
	}
}

// room takes Fyne's icons, and its fonts for code and symbols, and answers
// everything else itself.
type room struct {
	fyne.Theme
	appearance        Appearance
	noPreference      bool // what Fyne takes for light is no preference
	dark, light       palette
	regular, semiBold fyne.Resource
}

var _ fyne.Theme = (*room)(nil)

// now is the palette that is shown.
func (d *room) now() palette {
	if app := fyne.CurrentApp(); app != nil {
		return d.in(app.Settings().ThemeVariant())
	}
	return d.in(theme.VariantDark)
}

// in is the palette where the system prefers a variant. Fyne has further ones for
// a system that did not answer.
func (d *room) in(system fyne.ThemeVariant) palette {
	switch {
	case d.appearance == Light:
		return d.light
	case d.appearance != Dark && system == theme.VariantLight && !d.noPreference:
		return d.light
	}
	return d.dark
}

func (d *room) Font(style fyne.TextStyle) fyne.Resource {
	switch {
	case style.Monospace, style.Symbol:
		return d.Theme.Font(style)
	case style.Bold:
		return d.semiBold
	}
	return d.regular
}

func (d *room) Color(name fyne.ThemeColorName, system fyne.ThemeVariant) color.Color {
	p := d.in(system)
	if c, ours := p[Color(name)]; ours {
		return c
	}
	if c, ours := p[standIn(name)]; ours {
		return c
	}
	faded := func(c Color, opacity uint8) color.Color {
		v := p[c]
		v.A = opacity
		return v
	}
	switch name {
	case theme.ColorNameFocus:
		return faded(Accent, 0x59)
	case theme.ColorNameSelection:
		return faded(Accent, 0x40)
	case theme.ColorNameHover:
		return faded(Ink, 0x0f)
	case theme.ColorNamePressed:
		return faded(Ink, 0x1f)
	case theme.ColorNameScrollBar:
		return faded(Ink, 0x33)
	case theme.ColorNameScrollBarBackground, theme.ColorNameShadow:
		return color.Transparent
	}
	return d.Theme.Color(name, system)
}

// standIn is which of our colours stands for one of Fyne's, "" for none.
func standIn(name fyne.ThemeColorName) Color {
	switch name {
	case theme.ColorNameBackground:
		return Background
	case theme.ColorNameButton, theme.ColorNameHeaderBackground:
		return Button
	case theme.ColorNameMenuBackground, theme.ColorNameOverlayBackground, theme.ColorNameInputBackground:
		return Raised
	case theme.ColorNameInputBorder, theme.ColorNameSeparator, theme.ColorNameInnerWindowBorder,
		theme.ColorNameInnerWindowBorderInactive:
		return Line
	case theme.ColorNameForeground:
		return Ink
	case theme.ColorNamePlaceHolder, theme.ColorNameDisabled:
		return Muted
	case theme.ColorNameDisabledButton:
		return Panel
	case theme.ColorNamePrimary, theme.ColorNameHyperlink:
		return Accent
	case theme.ColorNameForegroundOnPrimary, theme.ColorNameForegroundOnError,
		theme.ColorNameForegroundOnSuccess, theme.ColorNameForegroundOnWarning:
		return OnAccent
	case theme.ColorNameError:
		return Problem
	case theme.ColorNameWarning:
		return Warning
	case theme.ColorNameSuccess:
		return Measured
	}
	return ""
}

func (d *room) Size(name fyne.ThemeSizeName) float32 {
	switch name {
	case theme.SizeNameText:
		return TextBody
	case theme.SizeNameCaptionText:
		return TextTiny
	case theme.SizeNameHeadingText:
		return TextTitle
	case theme.SizeNameSubHeadingText:
		return TextHeading
	case theme.SizeNamePadding:
		return GapSmall
	case theme.SizeNameInnerPadding:
		return Gap
	case theme.SizeNameLineSpacing:
		return GapSmall
	case theme.SizeNameScrollBar:
		return ScrollBarWidth
	case theme.SizeNameScrollBarSmall:
		return ScrollBarWidth / 2
	case theme.SizeNameInputRadius, theme.SizeNameSelectionRadius, theme.SizeNameButtonRadius:
		return Radius
	case theme.SizeNameMenuRadius, theme.SizeNamePopupRadius, theme.SizeNameDialogRadius,
		theme.SizeNameCardRadius:
		return RadiusBig
	}
	return d.Theme.Size(name)
}
