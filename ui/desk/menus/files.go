package menus

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/ui/change"
	"keeplight.app/keeplight/ui/command"
	"keeplight.app/keeplight/ui/language"
)

// Commands are what is done with a photo's file outside of the program.
func (m *Menus) Commands() []command.Binding {
	return []command.Binding{
		{
			ID: "show-in-file-manager", Section: command.Work, Title: language.Mark("Show in file manager"), Unlisted: true, Photo: true,
			Enabled: m.canReveal, Run: func() change.Set { m.show(m.photo().Path); return change.None },
		},
		{
			ID: "copy-path", Section: command.Work, Title: language.Mark("Copy path"), Unlisted: true, Photo: true,
			Enabled: m.hasPhoto, Run: func() change.Set { return m.copyText(m.photo().Path) },
		},
		{
			ID: "copy-name", Section: command.Work, Title: language.Mark("Copy file name"), Unlisted: true, Photo: true,
			Enabled: m.hasPhoto, Run: func() change.Set { return m.copyText(m.photo().Name()) },
		},
	}
}

// photo is the one that is meant, nil for none: the cursor's, where it is one of
// several that are selected.
func (m *Menus) photo() *library.Photo {
	if ids := m.Targets(); len(ids) == 1 {
		return m.Session.Photo(ids[0])
	}
	return m.Session.Current()
}

func (m *Menus) hasPhoto() (ok bool, why string) {
	if m.photo() == nil {
		return false, language.Mark("No photo is shown")
	}
	return true, ""
}

func (m *Menus) canReveal() (ok bool, why string) {
	if m.reveal == nil {
		return false, language.Mark("No file manager was found")
	}
	return m.hasPhoto()
}

// copyText puts a path or a name on the clipboard as it is, and says so.
func (m *Menus) copyText(text string) change.Set {
	m.Copy(text)
	return m.Notices.Say(lang.L("Copied: {{.Text}}", language.Args{"Text": library.Display(text)}))
}

// show shows a file in the file manager, which may take its time.
func (m *Menus) show(path string) {
	m.Desk.Go(func(ctx context.Context) {
		if err := m.reveal(ctx, path); err != nil && ctx.Err() == nil {
			m.Desk.Post(func() change.Set { return m.Notices.Warn(library.Display(err.Error())) })
		}
	})
}

// Folder is what is done with a folder outside of the photos; the caller adds what it
// can do itself.
func (m *Menus) Folder(path string) *fyne.Menu {
	show := fyne.NewMenuItem(lang.L("Show in file manager"), func() { m.show(path) })
	show.Disabled = m.reveal == nil
	return fyne.NewMenu("", show,
		fyne.NewMenuItem(lang.L("Copy path"), func() { m.Apply(m.copyText(path)) }))
}
