package culling

import (
	"fyne.io/fyne/v2/lang"

	"keeplight.app/keeplight/app/decide"
	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/catalog"
	"keeplight.app/keeplight/ui/language"
)

// note says what was done where that cannot all be seen: to several photos, or by
// an undo, and what can no longer be redone. A mark of one photo needs no words.
func note(r *decide.Result, undoKey string) string {
	said := done(r, undoKey)
	if r.Dropped == 0 {
		return said
	}
	dropped := language.Plural("{{.N}} undone steps can no longer be redone", r.Dropped)
	if said == "" {
		return dropped
	}
	return said + " · " + dropped
}

// jumped says how far a jump came.
func jumped(r *decide.Result) string {
	switch {
	case r.Undone > 0:
		return language.Plural("Undid {{.N}} steps", r.Undone)
	case r.Redone > 0:
		return language.Plural("Redid {{.N}} steps", r.Redone)
	}
	return ""
}

// done says what was done.
func done(r *decide.Result, undoKey string) string {
	step := map[string]any{"Step": language.Message(r.Step.Message)}
	switch {
	case r.Kind == decide.Jump:
		return jumped(r)
	case r.Kind == decide.Undo && !r.Replayed():
		return lang.L("Nothing to undo")
	case r.Kind == decide.Redo && !r.Replayed():
		return lang.L("Nothing to redo")
	case (r.Kind == decide.Undo || r.Kind == decide.Redo) && r.Step.Kind == library.ImportStep:
		return lang.L("{{.Step}}: the files stay; an import is never undone", step)
	case r.Kind == decide.Undo:
		return lang.L("Undid: {{.Step}}", step)
	case r.Kind == decide.Redo:
		return lang.L("Redid: {{.Step}}", step)
	case r.Kind == decide.Correct && len(r.Photos) > 0:
		return lang.L("Photos grouped otherwise") + " · " + lang.L("{{.Key}} to undo", language.Args{"Key": undoKey})
	case r.Mixed && len(r.Photos) > 0:
		return mixed(r.Photos) + " · " + lang.L("{{.Key}} to undo", language.Args{"Key": undoKey})
	case r.Asked > 1 && len(r.Photos) > 0 && r.Turned != 0:
		return turned(r) + " · " + lang.L("{{.Key}} to undo", language.Args{"Key": undoKey})
	case r.Asked > 1 && len(r.Photos) > 0:
		return marked(&r.Marked, len(r.Photos)) + " · " + lang.L("{{.Key}} to undo", language.Args{"Key": undoKey})
	}
	return ""
}

// mixed says what different marks did to several photos.
func mixed(photos []library.Photo) string {
	picks, rejects := 0, 0
	for i := range photos {
		switch photos[i].Decision.Flag {
		case library.Pick:
			picks++
		case library.Reject:
			rejects++
		}
	}
	return lang.L("{{.Picks}} and {{.Rejects}}", language.Args{
		"Picks": language.Plural("{{.N}} photos picked", picks), "Rejects": language.Plural("{{.N}} photos rejected", rejects),
	})
}

// marked says what a mark did to a group.
func marked(m *catalog.Mark, changed int) string {
	photos := map[string]any{"Photos": language.Plural("{{.N}} photos", changed)}
	switch {
	case m.Flag != nil && *m.Flag == library.Pick:
		return lang.L("Picked {{.Photos}}", photos)
	case m.Flag != nil && *m.Flag == library.Reject:
		return lang.L("Rejected {{.Photos}}", photos)
	case m.Flag != nil:
		return lang.L("Removed the flag from {{.Photos}}", photos)
	case m.Rating != nil && *m.Rating == 0:
		return lang.L("Removed the stars from {{.Photos}}", photos)
	case m.Rating != nil:
		photos["Stars"] = language.Plural("{{.N}} stars", int(*m.Rating))
		return lang.L("Gave {{.Stars}} to {{.Photos}}", photos)
	case m.Label != nil && *m.Label == library.NoLabel:
		return lang.L("Removed the label from {{.Photos}}", photos)
	case m.Label != nil:
		photos["Label"] = language.Label(*m.Label)
		return lang.L("Labelled {{.Photos}} {{.Label}}", photos)
	}
	return ""
}

// turned says how a group was turned.
func turned(r *decide.Result) string {
	photos := map[string]any{"Photos": language.Plural("{{.N}} photos", len(r.Photos))}
	if r.Turned < 0 {
		return lang.L("Rotated {{.Photos}} to the left", photos)
	}
	return lang.L("Rotated {{.Photos}} to the right", photos)
}
