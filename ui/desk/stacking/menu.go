package stacking

import (
	"fyne.io/fyne/v2/lang"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/ui/language"
)

// openText says what it would do now to open or close the stack at the cursor, "" where
// there is none.
func (w *words) openText() string {
	switch st := w.session.Stacks.Of(w.session.Cursor()); {
	case st == nil || len(st.Frames) < 2:
		return ""
	case st.Open:
		return lang.L("Close the stack")
	}
	return lang.L("Open the stack")
}

// selectText says how many photos would be selected with the stack at the cursor, ""
// where there is none.
func (w *words) selectText() string {
	st := w.session.Stacks.Of(w.session.Cursor())
	if st == nil || len(st.Frames) < 2 {
		return ""
	}
	return lang.L("Select all {{.Count}} photos of the stack", language.Args{"Count": language.Count(len(st.Frames))})
}

// keepText says what it is to pick a photo and to reject so many others.
func (w *words) keepText(id library.ID, others int) string {
	if others == 1 {
		return lang.L("Pick {{.Name}}, reject the other one", language.Args{"Name": w.name(id)})
	}
	return lang.L("Pick {{.Name}}, reject the other {{.Count}}", language.Args{"Name": w.name(id), "Count": language.Count(others)})
}

// Choice gives the frames of a photo's stack, itself included, where one of them is to be
// chosen; none for others.
func (w *words) Choice(id library.ID) []library.ID {
	if st := w.stack(id); st == nil || !st.Group.Kind.IsChoice() {
		return nil
	}
	return w.session.Stacks.Together(id)
}
