package folders

import (
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2/lang"

	"keeplight.app/keeplight/app/shoot"
	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/ui/filters"
	"keeplight.app/keeplight/ui/language"
)

// maxKinds is how many extensions are told one by one.
const maxKinds = 6

// notes are the rows below an open folder that say when its sidecars are written, what
// lies in it and is not among its photos.
func (f *Folders) notes(root string) (rows []filters.FolderRow) {
	passedOver := f.scans[root].PassedOver
	sidecars := ""
	if f.Sidecars != nil {
		sidecars = f.Sidecars(root)
	}
	for _, text := range []string{sidecars, passedOverText(&passedOver), leftOutText(&passedOver)} {
		if text != "" {
			rows = append(rows, filters.FolderRow{Note: text, Depth: 1})
		}
	}
	return rows
}

// PassedOver says of all open folders what lies in them and is not among the photos,
// a line for each fact, "" for nothing.
func (f *Folders) PassedOver() string {
	var all shoot.PassedOver
	for _, root := range f.Shoot.Folders() {
		one := f.scans[root].PassedOver
		all = all.Plus(&one)
	}
	return sentences(all)
}

// sentences are one for what was passed over and two for what was left out.
func sentences(p shoot.PassedOver) string {
	var all []string
	if text := passedOverText(&p); text != "" {
		all = append(all, text+".")
	}
	if p.Folders > 0 {
		all = append(all, leftOutText(&p)+".", lang.L("Open such a library by itself to see its photos."))
	}
	return strings.Join(all, "\n")
}

// passedOverText is such as "Passed over: 12 .mov, 3 .psd, 2 without extension".
func passedOverText(p *shoot.PassedOver) string {
	var parts []string
	other := p.Other
	for i, k := range p.Kinds {
		switch {
		case i >= maxKinds:
			other += k.Files
		case k.Ext == "":
			parts = append(parts, lang.L("{{.Count}} without extension", language.Args{"Count": language.Count(k.Files)}))
		default:
			parts = append(parts, language.Count(k.Files)+" "+k.Ext)
		}
	}
	if other > 0 {
		parts = append(parts, language.Plural("{{.N}} other files", other))
	}
	if len(parts) == 0 {
		return ""
	}
	return lang.L("Passed over: {{.Files}}", language.Args{"Files": strings.Join(parts, ", ")})
}

// leftOutText names folders of other programs.
func leftOutText(p *shoot.PassedOver) string {
	if p.Folders == 0 {
		return ""
	}
	var names []string
	for _, path := range p.LeftOut {
		names = append(names, library.Display(filepath.Base(path)))
	}
	if more := p.Folders - len(names); more > 0 {
		names = append(names, language.Plural("{{.N}} more", more))
	}
	return lang.L("Left out: {{.Folders}}", language.Args{"Folders": strings.Join(names, ", ")})
}
