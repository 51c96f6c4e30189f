package keyboard

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"keeplight.app/keeplight/assets"
	"keeplight.app/keeplight/ui/change"
	"keeplight.app/keeplight/ui/language"
	"keeplight.app/keeplight/ui/overlay"
	"keeplight.app/keeplight/ui/sheets"
)

// showAbout shows the version and the licences.
func (h *Help) showAbout() change.Set {
	about := sheets.NewAbout(sheets.AboutView{
		Version: h.version, Parts: aboutParts(), OnClose: h.overlay.Close,
		OnCopy: func(text string) { fyne.CurrentApp().Clipboard().SetContent(text) },
	})
	h.overlay.Show(overlay.Sheet{Object: about, ClosedBy: ShowAbout, Keys: map[string]func(){
		string(fyne.KeyUp): func() { about.Step(-1) }, string(fyne.KeyDown): func() { about.Step(1) },
		string(fyne.KeyPageUp): func() { about.Page(-1) }, string(fyne.KeyPageDown): func() { about.Page(1) },
		string(fyne.KeySpace): func() { about.Page(1) },
	}})
	return change.None
}

func aboutParts() []sheets.AboutPart {
	var parts []sheets.AboutPart
	for _, l := range assets.Licences() {
		p := sheets.AboutPart{Group: licenceGroup(l.Kind), Title: l.Title, Text: l.Text}
		if l.Use != "" {
			p.Use = language.Marked(l.Use)
		}
		parts = append(parts, p)
	}
	return parts
}

// licenceGroup is the heading of a kind of licences.
func licenceGroup(kind assets.LicenceKind) string {
	switch kind {
	case assets.OwnLicence:
		return lang.L("THIS PROGRAM")
	case assets.FontLicence:
		return lang.L("FONTS")
	case assets.NetworkLicence:
		return lang.L("BUILT IN (NEURAL NETWORKS)")
	case assets.ModuleLicence:
		return lang.L("BUILT IN (GO MODULES)")
	case assets.LibraryLicence:
		return lang.L("LIBRARIES OF THE SYSTEM")
	case assets.GeneralLicences:
		return lang.L("LICENCES IN FULL")
	}
	return string(kind)
}
