package sidecars

import (
	"context"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"fyne.io/fyne/v2/lang"

	"keeplight.app/keeplight/app/sidecars"
	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/sidecar"
	"keeplight.app/keeplight/ui/change"
	"keeplight.app/keeplight/ui/language"
	"keeplight.app/keeplight/ui/overlay"
	"keeplight.app/keeplight/ui/sheets"
)

// importsFor is how long it stands beside the photos what sidecars said.
const importsFor = 40 * time.Second

// imports is what was taken over from sidecars and not told of for long enough.
type imports struct {
	decided  int
	folders  []string
	programs []string
	told     int // counts what is told, so that an older timer leaves newer words alone
}

// imported takes in what the sidecars of a folder brought.
func (s *Sidecars) imported(in *sidecars.Import) change.Set {
	s.Session.Decided(in.Photos)
	s.refresh()
	changed := change.None
	if len(in.Photos) > 0 {
		changed = change.Marked
	}
	for _, u := range in.Unread {
		s.conflicts.unread[u.Photo] = u
		changed |= change.Cursor
	}
	for i := range in.Photos {
		if !slices.ContainsFunc(in.Unread, func(u sidecars.Unread) bool { return u.Photo == in.Photos[i].ID }) {
			delete(s.conflicts.unread, in.Photos[i].ID)
		}
	}
	s.origins = origins{}
	if n := len(in.Unread); n > 0 {
		changed |= s.Notices.Warn(unreadText(in.Unread))
	}
	if in.Decided == 0 {
		return changed
	}
	s.imports.decided += in.Decided
	for _, p := range in.Programs {
		if name := programName(p); name != "" && !slices.Contains(s.imports.programs, name) {
			s.imports.programs = append(s.imports.programs, name)
		}
	}
	if !slices.Contains(s.imports.folders, in.Folder) {
		s.imports.folders = append(s.imports.folders, in.Folder)
	}
	s.showImports()
	return changed
}

// unreadText names a sidecar that cannot be read, and counts others.
func unreadText(all []sidecars.Unread) string {
	text := lang.L("{{.Name}} is not read: {{.Reason}}", language.Args{"Name": nameOf(all[0].Path), "Reason": reasonText(all[0].Reason)})
	if n := len(all) - 1; n > 0 {
		text += " · " + language.Plural("{{.N}} more", n)
	}
	return text
}

// showImports tells what was taken over, unless a question stands there.
func (s *Sidecars) showImports() {
	if s.imports.decided == 0 || s.strip == question {
		return
	}
	s.imports.told++
	told := s.imports.told
	s.showBeside(news, sheets.Beside(s.imports.text(), "", s.Grown,
		sheets.BesideAnswer{Title: lang.L("Undo…"), Do: func() { s.hideBeside(); s.undoLast() }},
		sheets.BesideAnswer{Title: lang.L("OK"), Key: language.Keys("Esc"), Do: s.hideBeside}))
	s.Desk.PostAfter(importsFor, func() change.Set {
		if s.imports.told == told && s.strip == news {
			s.hideBeside()
		}
		return change.None
	})
}

// text is such as "Took over 6 decisions from sidecars in Garden (Lightroom, darktable)".
func (i *imports) text() string {
	where := language.Plural("{{.N}} folders", len(i.folders))
	if len(i.folders) == 1 {
		where = library.Display(filepath.Base(i.folders[0]))
	}
	text := lang.L("Took over {{.Decisions}} from sidecars in {{.Folder}}", language.Args{
		"Decisions": language.Plural("{{.N}} decisions", i.decided), "Folder": where,
	})
	if len(i.programs) > 0 {
		text += " (" + strings.Join(i.programs, ", ") + ")"
	}
	return text
}

// undoLast asks whether the last import is to be undone, where nothing was decided
// since.
func (s *Sidecars) undoLast() {
	s.Desk.Go(func(ctx context.Context) {
		step, err := s.Journal.NextUndo(ctx)
		s.Desk.Post(func() change.Set {
			if err != nil {
				return s.Notices.Fail(err)
			}
			if _, imported := step.Origin.Sidecar(); !imported {
				return s.Notices.Say(lang.L("Other decisions came after it: undo those first"))
			}
			return s.AskUndo(step)
		})
	})
}

// AskUndo asks whether a step is to be undone that took over what sidecars say.
func (s *Sidecars) AskUndo(step library.Step) change.Set {
	yes := func() {
		s.Overlay.Close()
		s.Culling.UndoImport(step)
	}
	s.Overlay.Show(overlay.Sheet{
		Object: sheets.Notice(lang.L("Undo what sidecars said?"),
			lang.L("{{.Step}}. It is not taken over again until one of these files changes; the files stay as they are.",
				language.Args{"Step": language.Message(step.Message)}),
			sheets.Answer{Title: lang.L("Cancel"), Key: language.Keys("Esc"), Do: s.Overlay.Close},
			sheets.Answer{Title: lang.L("Undo"), Key: language.Keys("Enter"), Primary: true, Do: yes}),
		Keys: map[string]func(){"Return": yes, "KP_Enter": yes},
	})
	return change.None
}

func nameOf(path string) string { return library.Display(filepath.Base(path)) }

// isSidecarName is true for the name of an XMP sidecar.
func isSidecarName(path string) bool { return strings.EqualFold(filepath.Ext(path), sidecar.Extension) }
