package style

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"keeplight.app/keeplight/assets/fonts"
)

// Theme is the window's theme: dark whatever the system prefers, because the
// eye judges a photograph by what surrounds it.
func Theme() fyne.Theme {
	return &darkRoom{
		Theme:    theme.DefaultTheme(),
		regular:  fyne.NewStaticResource("KeeplightSans-Regular.otf", fonts.Regular),
		semiBold: fyne.NewStaticResource("KeeplightSans-SemiBold.otf", fonts.SemiBold),
	}
}

// darkRoom takes Fyne's icons, and its fonts for code and symbols, and answers
// everything else itself.
type darkRoom struct {
	fyne.Theme
	regular, semiBold fyne.Resource
}

var _ fyne.Theme = (*darkRoom)(nil)

func (d *darkRoom) Font(style fyne.TextStyle) fyne.Resource {
	switch {
	case style.Monospace, style.Symbol:
		return d.Theme.Font(style)
	case style.Bold:
		return d.semiBold
	}
	return d.regular
}

func (d *darkRoom) Color(name fyne.ThemeColorName, _ fyne.ThemeVariant) color.Color {
	switch name {
	case theme.ColorNameBackground:
		return Background
	case theme.ColorNameButton, theme.ColorNameInputBackground, theme.ColorNameHeaderBackground:
		return Raised
	case theme.ColorNameMenuBackground, theme.ColorNameOverlayBackground:
		return Raised
	case theme.ColorNameInputBorder, theme.ColorNameSeparator, theme.ColorNameInnerWindowBorder,
		theme.ColorNameInnerWindowBorderInactive:
		return Line
	case theme.ColorNameForeground:
		return Ink
	case theme.ColorNamePlaceHolder:
		return Muted
	case theme.ColorNameDisabled:
		return Faint
	case theme.ColorNameDisabledButton:
		return Panel
	case theme.ColorNamePrimary, theme.ColorNameHyperlink:
		return Accent
	case theme.ColorNameForegroundOnPrimary, theme.ColorNameForegroundOnError,
		theme.ColorNameForegroundOnSuccess, theme.ColorNameForegroundOnWarning:
		return Background
	case theme.ColorNameFocus:
		return Alpha(Accent, 0.35)
	case theme.ColorNameSelection:
		return Alpha(Accent, 0.25)
	case theme.ColorNameHover:
		return Alpha(Ink, 0.06)
	case theme.ColorNamePressed:
		return Alpha(Ink, 0.12)
	case theme.ColorNameScrollBar:
		return Alpha(Ink, 0.14)
	case theme.ColorNameScrollBarBackground, theme.ColorNameShadow:
		return color.Transparent
	case theme.ColorNameError:
		return Problem
	case theme.ColorNameWarning:
		return Warning
	case theme.ColorNameSuccess:
		return Measured
	}
	return d.Theme.Color(name, theme.VariantDark)
}

func (d *darkRoom) Size(name fyne.ThemeSizeName) float32 {
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
