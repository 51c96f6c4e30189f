package faces

import (
	"slices"

	"fyne.io/fyne/v2/lang"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/ui/change"
	"keeplight.app/keeplight/ui/faces"
	"keeplight.app/keeplight/ui/language"
	"keeplight.app/keeplight/ui/pane"
)

// showFace shows one of the faces in a pane at 100 %.
func (f *Faces) showFace(p *pane.Pane, i int) {
	b := f.strips[p]
	if b == nil || b.photo == nil {
		return
	}
	row := f.rows.of(f, b.photo.ID)
	if i >= len(row.frames[row.at]) {
		return
	}
	x, y := faces.Middle(&row.frames[row.at][i])
	f.Views().ShowPoint(pane.Point{X: x, Y: y}, f.name(row, i))
	f.choose(b, chosen{row.stack, row.columns[row.at][i]})
}

// name is what a face is called beside the scale: by its place from the left.
func (f *Faces) name(r row, i int) string {
	columns := slices.Sorted(slices.Values(r.columns[r.at]))
	place := slices.Index(columns, r.columns[r.at][i]) + 1
	return lang.L("face {{.Place}} of {{.Count}}", language.Args{"Place": language.Count(place), "Count": language.Count(len(columns))})
}

// step shows the next face in a direction, from the left to the right, and after the last
// one the whole photo. Where another place is shown at 100 % it begins anew.
func (f *Faces) step(by int) change.Set {
	changed := change.None
	if f.Views().Home() {
		changed = f.Views().Go(f.Loupe)
		f.Apply(changed)
	}
	p := f.Views().Pane()
	b := f.strips[p]
	if b == nil || b.photo == nil {
		return change.None
	}
	row := f.rows.of(f, b.photo.ID)
	if len(row.columns[row.at]) == 0 {
		return f.Notices.Say(f.whyNone(b))
	}
	order := byColumn(row.columns[row.at])
	next := 0
	if by < 0 {
		next = len(order) - 1
	}
	if !isWhole(p) && b.chosen.stack == row.stack {
		next = after(order, row.columns[row.at], b.chosen.column, by)
	}
	if next < 0 || next >= len(order) {
		p.Fit()
		f.choose(b, chosen{})
		return change.None
	}
	f.showFace(p, order[next])
	return change.None
}

// isWhole is true where a pane shows the whole photo and would show less at 100 %.
func isWhole(p *pane.Pane) bool { return p.Fits() && p.Scale() < 1 }

// Moved hears that a pane shows its photo otherwise: no face is framed by the strip while
// the photo is shown whole.
func (f *Faces) Moved(p *pane.Pane) {
	if b := f.strips[p]; b != nil && b.chosen != (chosen{}) && isWhole(p) {
		f.choose(b, chosen{})
	}
}

// choose frames a face below a pane, none for the zero value, and has what is said of
// the photo say it of that face.
func (f *Faces) choose(b *below, c chosen) {
	if b.chosen != c {
		f.Desk.Post(func() change.Set { return change.Cursor })
	}
	b.chosen = c
	b.strip.Set(f.view(b))
}

// Chosen gives the box of the face in a photo that is shown at 100 % in front, and its
// name; ok is false where none is.
func (f *Faces) Chosen(p *library.Photo) (face library.Box, name string, ok bool) {
	b := f.strips[f.Views().Pane()]
	if b == nil || b.photo == nil || b.photo.ID != p.ID || b.chosen == (chosen{}) {
		return library.Box{}, "", false
	}
	row := f.rows.of(f, p.ID)
	if i := slices.Index(row.columns[row.at], b.chosen.column); i >= 0 && b.chosen.stack == row.stack {
		return row.frames[row.at][i].Box, f.name(row, i), true
	}
	return library.Box{}, "", false
}

// On is false while nothing is kept of faces.
func (f *Faces) On() bool { return f.Findings != nil && f.Findings.On() }

// byColumn are the places of faces from the left to the right.
func byColumn(columns []int) []int {
	order := make([]int, len(columns))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return columns[a] - columns[b] })
	return order
}

// after is the place in an order of the first face beyond a column in a direction; -1 or
// the number of faces where there is none.
func after(order, columns []int, column, by int) int {
	at := 0
	for at < len(order) && columns[order[at]] < column {
		at++
	}
	if by < 0 {
		return at - 1
	}
	if at < len(order) && columns[order[at]] == column {
		at++
	}
	return at
}

// whyNone says why there is no face to go to.
func (f *Faces) whyNone(b *below) string {
	switch _, looked := f.found(b.photo); {
	case looked:
		return lang.L("No faces were found in this photo")
	case f.Findings == nil || !f.Findings.On():
		return lang.L("The search for faces is off: “{{.Command}}” turns it on", language.Args{"Command": language.Marked(switchTitle())})
	}
	return lang.L("This photo has not been searched for faces yet")
}
