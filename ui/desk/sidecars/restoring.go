package sidecars

import (
	"context"
	"errors"
	"strings"

	"fyne.io/fyne/v2/lang"

	"keeplight.app/keeplight/app/sidecars"
	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/ui/change"
	"keeplight.app/keeplight/ui/language"
	"keeplight.app/keeplight/ui/overlay"
	"keeplight.app/keeplight/ui/sheets"
)

// restoring puts sidecars back as they were before Keeplight wrote into them.
type restoring struct{ room *Sidecars }

// ask finds out what the sidecar of the photo at the cursor was before Keeplight
// wrote into it, and asks whether it is to be that again.
func (r *restoring) ask() change.Set {
	s := r.room
	p := s.Session.Current()
	if p == nil {
		return change.None
	}
	photo := *p
	s.Desk.Go(func(ctx context.Context) {
		all, err := sidecars.Restorable(ctx, s.Sync, &photo)
		s.Desk.Post(func() change.Set {
			switch {
			case errors.Is(err, sidecars.ErrSilent):
				return s.Notices.Warn(notRestored(photo.Path, err))
			case err != nil:
				return s.Notices.Fail(err)
			case len(all) == 0:
				return s.Notices.Say(lang.L("{{.Name}}: no sidecar of another program was changed here, so there is nothing to restore",
					language.Args{"Name": library.Display(photo.Name())}))
			}
			if now := s.Session.Current(); now == nil || now.ID != photo.ID || s.Overlay.IsOpen() {
				return change.None // the person has gone on, and Enter may mean something else by now
			}
			r.show(photo.ID, all)
			return change.None
		})
	})
	return change.None
}

// show says what restoring does, and asks.
func (r *restoring) show(id library.ID, all []sidecars.Restoring) {
	s := r.room
	var lines []string
	for i := range all {
		lines = append(lines, restoreText(&all[i]))
	}
	lines = append(lines, lang.L("Whatever was written into the file since then goes, also what another program wrote. Decisions are then read from it again, which is one step to undo."))
	yes := func() {
		s.Overlay.Close()
		r.restore(id, all)
	}
	s.Overlay.Show(overlay.Sheet{
		Object: sheets.Notice(lang.L("Restore the sidecar?"), strings.Join(lines, " "),
			sheets.Answer{Title: lang.L("Cancel"), Key: language.Keys("Esc"), Do: s.Overlay.Close},
			sheets.Answer{Title: lang.L("Restore"), Key: language.Keys("Enter"), Primary: true, Do: yes}),
		ClosedBy: Restore,
		Keys:     map[string]func(){"Return": yes, "KP_Enter": yes},
	})
}

// restoreText says what becomes of one sidecar.
func restoreText(r *sidecars.Restoring) string {
	args := language.Args{
		"Name": nameOf(r.Path), "Was": decisionText(r.Was), "Now": decisionText(r.Now),
		"Day": language.Day(r.Kept.Local()),
	}
	switch {
	case r.Gone:
		return lang.L("{{.Name}} is gone. It comes back as it was on {{.Day}}, before Keeplight first wrote into it: {{.Was}}.", args)
	case r.Problem != nil:
		args["Reason"] = reasonText(r.Problem)
		return lang.L("{{.Name}} cannot be read ({{.Reason}}). It becomes what it was on {{.Day}}, before Keeplight first wrote into it: {{.Was}}.", args)
	case r.Now == r.Was:
		return lang.L("{{.Name}} becomes what it was on {{.Day}}, before Keeplight first wrote into it. Its decision stays: {{.Was}}.", args)
	}
	return lang.L("{{.Name}} becomes what it was on {{.Day}}, before Keeplight first wrote into it: {{.Now}} → {{.Was}}.", args)
}

// restore puts back what was agreed to, and has it read.
func (r *restoring) restore(id library.ID, all []sidecars.Restoring) {
	s := r.room
	s.Desk.Go(func(ctx context.Context) {
		var done []string
		failed := ""
		for i := range all {
			if err := all[i].Restore(ctx, s.Sync); err != nil {
				failed = notRestored(all[i].Path, err)
				break
			}
			done = append(done, nameOf(all[i].Path))
		}
		s.Sync.LookAgain([]library.ID{id})
		s.Desk.Post(func() change.Set {
			if failed != "" {
				return s.Notices.Warn(failed)
			}
			return s.Notices.Say(lang.L("{{.Name}} is as it was before Keeplight wrote into it", language.Args{"Name": strings.Join(done, ", ")}))
		})
	})
}

// notRestored says why a sidecar stays as it is.
func notRestored(path string, err error) string {
	why := reasonText(err)
	if errors.Is(err, sidecars.ErrChanged) {
		why = lang.L("another program has just changed it; look at it again")
	}
	return lang.L("{{.Name}} is not restored: {{.Reason}}", language.Args{"Name": nameOf(path), "Reason": why})
}

// can is true where a photo may have a sidecar.
func (r *restoring) can() (ok bool, why string) {
	s := r.room
	switch {
	case s.ReadOnly:
		return false, readOnly()
	case s.Session.Current() == nil:
		return false, language.Mark("No photo is shown")
	}
	return true, ""
}
