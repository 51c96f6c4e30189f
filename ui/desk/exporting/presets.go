package exporting

import (
	"slices"

	"fyne.io/fyne/v2/lang"

	"keeplight.app/keeplight/app/jobs"
	"keeplight.app/keeplight/app/settings"
	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/export"
	"keeplight.app/keeplight/ui/change"
	"keeplight.app/keeplight/ui/language"
	"keeplight.app/keeplight/ui/overlay"
	"keeplight.app/keeplight/ui/sheets"
)

// modes are the ways to export, in the order of the form's.
var modes = []export.Mode{sheets.CopyFiles: export.Copy, sheets.CloneFiles: export.Reflink, sheets.MoveFiles: export.Move, sheets.LinkFiles: export.HardLink, sheets.NewJPEGs: jobs.AsJPEG}

// asked is what the form says now.
func (x *Exporting) asked() settings.ExportOptions {
	return settings.ExportOptions{
		To: x.view.Dest, Second: x.view.Second, Checksums: x.view.Checksums, Template: x.view.Template, Mode: modes[x.view.Mode], Which: string(x.which),
		Side: sheets.Sides()[x.view.Side], Quality: qualities[x.view.Quality], Facts: string(facts[x.view.Facts]),
	}
}

// take puts what was kept into the form, but for photos and the way to export.
func (x *Exporting) take(o *settings.ExportOptions) {
	v := &x.view
	v.Dest, v.Second, v.Checksums, v.Template = o.To, o.Second, o.Checksums, o.Template
	x.takeJPEG(o)
}

// offerPresets lists what stands in the menu of presets: none, each by its name, and
// what can be done with them.
func (x *Exporting) offerPresets() {
	x.view.Presets, x.view.Preset = []string{lang.L("No preset")}, 0
	now := x.asked()
	for i, p := range x.Chosen.Presets {
		x.view.Presets = append(x.view.Presets, library.Display(p.Name))
		if p.ExportOptions == now {
			x.view.Preset = i + 1
		}
	}
	x.view.Presets = append(x.view.Presets, lang.L("Save as a preset…"))
	if x.view.Preset > 0 {
		x.view.Presets = append(x.view.Presets, lang.L("Remove “{{.Name}}”", language.Args{"Name": x.view.Presets[x.view.Preset]}))
	}
}

// usePreset does what was chosen in the menu of presets.
func (x *Exporting) usePreset(place int) {
	saved := x.Chosen.Presets
	switch {
	case place > 0 && place <= len(saved):
		p := &saved[place-1]
		x.take(&p.ExportOptions)
		x.view.Mode = sheets.ExportMode(placeOf(modes, p.Mode, export.Copy))
		if w := which(p.Which); slices.Contains(choices, w) {
			x.choose(w)
			return
		}
	case place == len(saved)+1:
		x.askName()
		return
	case place == len(saved)+2 && x.view.Preset > 0:
		x.Chosen.Presets = slices.Delete(saved, x.view.Preset-1, x.view.Preset)
	}
	x.replan()
}

// askName asks under which name the form's settings are kept, and comes back to the
// form.
func (x *Exporting) askName() {
	kept, chosen := x.view, x.which
	back := func() {
		x.show()
		x.view = kept
		x.choose(chosen)
	}
	ask := sheets.NewNaming(lang.L("Save as an export preset"), "", func(name string) {
		x.save(settings.ExportPreset{Name: name, ExportOptions: x.asked()})
		back()
	}, back)
	x.Overlay.Show(overlay.Sheet{Object: ask, OnClose: func() change.Set { return change.None }})
	ask.Focus(x.Overlay.Canvas())
}

// save keeps a preset, in place of another of that name.
func (x *Exporting) save(p settings.ExportPreset) {
	if i := slices.IndexFunc(x.Chosen.Presets, func(o settings.ExportPreset) bool { return o.Name == p.Name }); i >= 0 {
		x.Chosen.Presets[i] = p
		return
	}
	x.Chosen.Presets = append(x.Chosen.Presets, p)
}
