package main

import (
	"fmt"
	"path/filepath"
	"strings"

	"keeplight.app/keeplight/app/shoot"
	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/plain"
	"keeplight.app/keeplight/library/report"
)

// notePassedOver says what lies in the folders and is not among the photos, where
// there is any.
func (p *program) notePassedOver(o *shoot.PassedOver) {
	if files := passedOverText(o); files != "" {
		p.note("keeplight: passed over: %s", files)
	}
	if o.Folders > 0 {
		p.note("keeplight: left out: %s. To read one, name it on the command line", leftOutText(o))
	}
}

// passedOverText is such as "12 .mov, 3 .psd, 2 without extension", "" for nothing.
func passedOverText(o *shoot.PassedOver) string {
	var parts []string
	for _, k := range o.Kinds {
		parts = append(parts, fmt.Sprintf("%s %s", plain.Count(k.Files), firstOf(k.Ext, "without extension")))
	}
	if o.Other > 0 {
		parts = append(parts, plain.Plural(o.Other, "other file", "other files"))
	}
	return strings.Join(parts, ", ")
}

// leftOutText names folders of other programs by their names and not their paths.
func leftOutText(o *shoot.PassedOver) string {
	var names []string
	for _, path := range o.LeftOut {
		names = append(names, library.Display(filepath.Base(path)))
	}
	if more := o.Folders - len(names); more > 0 {
		names = append(names, plain.Count(more)+" more")
	}
	return plain.Plural(o.Folders, "folder of another program", "folders of other programs") + " (" + strings.Join(names, ", ") + ")"
}

// summaryOf is the last line of JSON where --summary asks for it.
func summaryOf(photos, failed int, o *shoot.PassedOver) report.Summary {
	s := report.Summary{Photos: photos, Errors: failed, Other: o.Other, LeftOut: o.LeftOut, Folders: o.Folders}
	for _, k := range o.Kinds {
		s.PassedOver = append(s.PassedOver, report.Passed{Extension: k.Ext, Files: k.Files})
	}
	return s
}
