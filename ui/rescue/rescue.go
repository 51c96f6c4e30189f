package rescue

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/catalog"
	"keeplight.app/keeplight/ui/language"
	"keeplight.app/keeplight/ui/sheets"
	"keeplight.app/keeplight/ui/style"
)

// Offer says in a small window why the catalogue cannot be opened, and offers the
// newest of what can take its place. restore is called with its name. restored is true
// once that has gone well: the program has to be started anew then.
func Offer(a fyne.App, why error, offers []catalog.BackupInfo, restore func(name string) error) (restored bool) {
	a.Settings().SetTheme(style.Theme(style.Dark))
	win := a.NewWindow("Keeplight")
	text := library.Display(why.Error())
	quit := sheets.Answer{Title: lang.L("Quit"), Do: win.Close}
	answers := []sheets.Answer{quit}
	if len(offers) > 0 {
		title := lang.L("Restore the catalogue of {{.Time}}", language.Args{"Time": offers[0].Made.Local().Format("2006-01-02 15:04")})
		answers = append(answers, sheets.Answer{Title: title, Primary: true, Do: func() {
			if err := restore(offers[0].Name); err != nil {
				win.SetContent(sheets.Over(sheets.Notice(lang.L("The catalogue could not be restored"), library.Display(err.Error()), quit), nil))
				return
			}
			restored = true
			win.Close()
		}})
	}
	win.SetContent(sheets.Over(sheets.Notice(lang.L("The catalogue cannot be opened"), text, answers...), nil))
	win.Resize(fyne.NewSize(640, 420))
	win.ShowAndRun()
	return restored
}
