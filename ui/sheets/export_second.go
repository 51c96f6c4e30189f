package sheets

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/layout"

	"keeplight.app/keeplight/ui/controls"
	"keeplight.app/keeplight/ui/style"
)

// backupForm is where the person asks for a second copy, and for lists of checksums.
type backupForm struct {
	folder *controls.Field
	list   *controls.SegmentedBar
	shown  string // the folder that set gave
	root   *fyne.Container
}

func newBackupForm(c ExportCallbacks) *backupForm {
	f := &backupForm{}
	f.folder = controls.NewField(lang.L("none: a folder on another disk"), func(text string) {
		// A space at the end is no change: it must not be taken from the hand.
		if text = strings.TrimSpace(text); text != f.shown && c.OnSecond != nil {
			c.OnSecond(text)
		}
	})
	f.list = controls.NewSegmentedBar([]controls.Segment{{Title: lang.L("None")}, {Title: lang.L("A list in each folder (SHA-256)")}}, func(i int) {
		if c.OnChecksums != nil {
			c.OnChecksums(i == 1)
		}
	})
	choose := container.New(layout.NewCustomPaddedLayout(2, 2, style.Gap, 0),
		controls.NewPill(lang.L("Choose folder…"), "", c.OnChooseSecond))
	f.root = container.New(&controls.Column{},
		formLine(lang.L("Backup"), controls.NewFrame(nil, nil, nil, choose, f.folder)),
		formLine(lang.L("Checksums"), container.NewHBox(f.list)),
	)
	return f
}

func (f *backupForm) set(v *ExportView) {
	f.shown = v.Second
	if strings.TrimSpace(f.folder.Text) != v.Second {
		f.folder.SetText(v.Second)
	}
	list := 0
	if v.Checksums {
		list = 1
	}
	f.list.Select(list)
}
