package filters

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/query"
	"keeplight.app/keeplight/ui/controls"
	"keeplight.app/keeplight/ui/language"
	"keeplight.app/keeplight/ui/style"
)

// capture chooses by what the camera wrote down: camera, lens and day.
type capture struct {
	camera, lens, day *facet
	root              *fyne.Container
}

var _ part = (*capture)(nil)

func newCapture(change changer) *capture {
	s := &capture{
		camera: newFacet(lang.L("Any camera"), library.Display, func(v string) {
			change(func(f *query.Filter) { f.Camera = v })
		}),
		lens: newFacet(lang.L("Any lens"), library.Display, func(v string) {
			change(func(f *query.Filter) { f.Lens = v })
		}),
		day: newFacet(lang.L("Any day"), dayWords, func(v string) {
			change(func(f *query.Filter) { setDay(f, v) })
		}),
	}
	s.root = section(controls.SectionTitle(lang.L("CAMERA, LENS, DAY")),
		s.camera.choice, controls.Space(style.GapSmall), s.lens.choice, controls.Space(style.GapSmall), s.day.choice)
	return s
}

func (s *capture) object() *fyne.Container { return s.root }

func (s *capture) set(v *View) {
	s.camera.set(v.Counts.Cameras, v.Filter.Camera)
	s.lens.set(v.Counts.Lenses, v.Filter.Lens)
	day := ""
	if !v.Filter.From.IsZero() {
		day = v.Filter.From.Format(time.DateOnly)
	}
	s.day.set(v.Counts.Days, day)
}

// setDay shows one day, "" all of them.
func setDay(f *query.Filter, day string) {
	f.From, f.To = time.Time{}, time.Time{}
	if day == "" {
		return
	}
	// What cannot be read as a day restricts nothing.
	if from, to, err := query.DayRange(day); err == nil {
		f.From, f.To = from, to
	}
}

func dayWords(day string) string {
	t, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return day
	}
	return language.Day(t)
}

// facet is a menu of values with how many photos have each; the first entry
// lets all through.
type facet struct {
	any    string
	words  func(string) string
	values []string // of the entries after the first
	choice *controls.Choice
}

func newFacet(any string, words func(string) string, chosen func(value string)) *facet {
	s := &facet{any: any, words: words}
	s.choice = controls.NewChoice([]string{any}, func(i int) {
		value := ""
		if i > 0 {
			value = s.values[i-1]
		}
		chosen(value)
	})
	s.choice.SetStretched(true)
	return s
}

func (s *facet) set(counts []query.Facet, chosen string) {
	s.values = s.values[:0]
	options, at := []string{s.any}, 0
	add := func(value string, count int) {
		s.values = append(s.values, value)
		options = append(options, s.words(value)+" · "+language.Count(count))
		if value == chosen {
			at = len(s.values)
		}
	}
	for _, c := range counts {
		add(c.Value, c.Count)
	}
	if chosen != "" && at == 0 {
		add(chosen, 0) // it restricts though no photo has it: it must be seen
	}
	s.choice.SetOptions(options)
	s.choice.Select(at)
}
