package sheets

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"keeplight.app/keeplight/ui/style"
	"keeplight.app/keeplight/ui/style/styletest"
)

func TestGermanFitsIntoTheSheets(t *testing.T) {
	styletest.Speak(t, "de_DE.UTF-8")
	s := NewSettings(SettingsCallbacks{OnAppearance: func(style.Appearance) {}, OnCheck: func() {}}, Hints{Model: "Strg+M", Form: "Umschalt+W", InView: "Strg+W"})
	s.Set(SettingsView{Models: []Offer{{ID: "a", Title: "A", About: "3 GB", Action: "B"}}})
	m := NewModel(ModelCallbacks{})
	m.Set(ModelView{State: ModelOn})
	e := NewExport(ExportCallbacks{})
	e.Set(choosing())
	i := NewIngest(IngestCallbacks{})
	i.Set(IngestView{Cards: []string{"EOS_DIGITAL", "NIKON D6"}, Preview: []string{"a → b"}, Facts: []string{"c"}, Start: lang.L("Import")})
	for name, sheet := range map[string]fyne.CanvasObject{
		"ingest": i, "settings": s, "model": m, "export": e,
		"welcome": lund(),
	} {
		t.Run(name, func(t *testing.T) {
			styletest.Show(t, Over(sheet, nil), 1024, 900)
			styletest.Fits(t, sheet, nil)
		})
	}
	for _, label := range []string{lang.L("Files"), lang.L("Preview"), lang.L("Names"), lang.L("Card"), lang.L("Backup"), lang.L("Photos"), lang.L("Found")} {
		if w := style.TextWidth(label, style.TextSmall, false); w > exportLabelWidth-style.GapSmall {
			t.Errorf("%q is %v wide", label, w)
		}
	}
	for _, label := range []string{lang.L("Projector"), lang.L("Show scores"), lang.L("Detail")} {
		if w := style.TextWidth(label, style.TextSmall, false); w > modelLabelWidth-style.GapSmall {
			t.Errorf("%q is %v wide", label, w)
		}
	}
}
