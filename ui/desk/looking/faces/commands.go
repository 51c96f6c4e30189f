package faces

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"keeplight.app/keeplight/ui/change"
	"keeplight.app/keeplight/ui/command"
	"keeplight.app/keeplight/ui/language"
	"keeplight.app/keeplight/ui/overlay"
	"keeplight.app/keeplight/ui/sheets"
)

// The commands of faces.
const (
	NextID     command.ID = "next-face"
	PreviousID command.ID = "previous-face"
	StripID    command.ID = "face-strip"
	SwitchID   command.ID = "look-for-faces"
)

// switchTitle is the name of the switch, a text for language.Marked.
func switchTitle() string { return language.Mark("Look for faces: on or off") }

// Commands step through the faces, and show or hide what is known of them.
func (f *Faces) Commands() []command.Binding {
	row := language.Mark("100 % at the next face, the previous one, from the left")
	return []command.Binding{
		{
			ID: NextID, Section: command.View, Title: language.Mark("Next face at 100 %"), Row: row,
			Keys: []command.Key{{Name: "v"}}, Enabled: f.hasPhoto, Run: func() change.Set { return f.step(1) },
		},
		{
			ID: PreviousID, Section: command.View, Title: language.Mark("Previous face at 100 %"), Row: row,
			Keys: []command.Key{{Name: "v", Mod: command.Shift}}, Enabled: f.hasPhoto, Run: func() change.Set { return f.step(-1) },
		},
		{
			ID: StripID, Section: command.View, Title: language.Mark("Show or hide the faces below photos"),
			Keys: []command.Key{{Name: "F7"}}, Enabled: f.hasPhoto, Run: f.toggle,
		},
		{
			ID: SwitchID, Section: command.Work, Title: switchTitle(), Unlisted: true, Now: f.switchNow, Enabled: f.canLook, Run: f.turn,
		},
	}
}

func (f *Faces) hasPhoto() (ok bool, why string) {
	if f.Session.Current() == nil {
		return false, language.Mark("No photo is shown")
	}
	return true, ""
}

// canLook is false where there is nothing that looks for faces.
func (f *Faces) canLook() (ok bool, why string) {
	if f.Findings == nil {
		return false, language.Mark("Faces cannot be searched for here")
	}
	return true, ""
}

// toggle shows or hides the strips.
func (f *Faces) toggle() change.Set {
	*f.Wanted = !*f.Wanted
	f.rearrange()
	said := lang.L("Faces are shown below photos, where there are some")
	if !*f.Wanted {
		said = lang.L("Faces are not shown below photos")
	}
	return f.Notices.Say(said) | change.View
}

// switchNow says what the switch would do.
func (f *Faces) switchNow() string {
	if f.Findings != nil && f.Findings.On() {
		return lang.L("Stop looking for faces…")
	}
	return lang.L("Look for faces")
}

// turn turns the search on, or asks whether it is to be turned off.
func (f *Faces) turn() change.Set {
	if !f.Findings.On() {
		f.set(true)
		return change.None
	}
	off := func() {
		f.Overlay.Close()
		f.set(false)
	}
	f.Overlay.Show(overlay.Sheet{
		ClosedBy: SwitchID,
		Object: sheets.Notice(lang.L("Stop looking for faces?"),
			lang.L("All that was found is deleted from the catalogue: where faces are, what their eyes look like, and what the model wrote about single faces. Photos and decisions stay; scores become what they are without faces. If you turn it on again, every photo is searched again."),
			sheets.Answer{Title: lang.L("Keep looking"), Key: language.Keys("Esc"), Do: f.Overlay.Close},
			sheets.Answer{Title: lang.L("Stop and delete"), Key: language.Keys("Enter"), Primary: true, Do: off},
		),
		Keys: map[string]func(){string(fyne.KeyReturn): off, string(fyne.KeyEnter): off},
	})
	return change.None
}

// set turns the search on or off, beside the window.
func (f *Faces) set(on bool) {
	f.Desk.Go(func(ctx context.Context) {
		err := f.Findings.SetOn(ctx, on)
		f.Desk.Post(func() change.Set {
			f.rows.forget()
			if !f.On() {
				f.closeups.Forget()
			}
			changed := change.Tiles | change.Cursor | change.Counts
			switch {
			case err != nil:
				return changed | f.Notices.Fail(err)
			case on:
				return changed | f.Notices.Say(lang.L("Looking for faces once the scores are done"))
			}
			return changed | f.Notices.Say(lang.L("No longer looking for faces; what was found is deleted"))
		})
	})
}
