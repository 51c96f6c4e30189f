package exporting

import (
	"fyne.io/fyne/v2/lang"

	"keeplight.app/keeplight/app/jobs"
	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/export"
	"keeplight.app/keeplight/ui/language"
)

// speed is how fast an export goes and how long it still takes, "" while nobody knows.
func speed(p jobs.Progress) string {
	if p.Rate <= 0 {
		return ""
	}
	return language.Rate(60*p.Rate) + " · " + language.Left(p.Left)
}

// reportOf says in the window's language what was done.
func reportOf(r *export.Report) []string {
	said := []string{done(r)}
	if n := len(r.Skipped); n > 0 {
		said = append(said, language.Plural("{{.N}} photos were there already and were left as they are.", n))
	}
	switch {
	case len(r.Copied) == 0:
	case r.Mode == export.Copy:
		said = append(said, lang.L("Every copy was read back and is the same as its original."))
	case r.Mode == export.Reflink && r.Cloned == 0:
		said = append(said, lang.L("The disk cannot share space between these folders: all are full copies."))
	case r.Mode == export.Reflink:
		said = append(said, language.Plural("{{.N}} files take no space of their own until they are edited.", r.Cloned))
	}
	for _, d := range r.Copied {
		if d.Note != "" {
			said = append(said, library.Display(d.Photo.Name())+": "+d.Note)
		}
	}
	return append(said, extras(&r.Extras)...)
}

func done(r *export.Report) string {
	args := language.Args{
		"Photos": language.Plural("{{.N}} photos", len(r.Copied)), "Files": language.Plural("{{.N}} files", r.Files),
		"Size": language.Bytes(r.Bytes), "Folder": folders(r.To, r.Second),
	}
	switch r.Mode {
	case export.Move:
		return lang.L("{{.Photos}} moved to {{.Folder}} ({{.Files}}, {{.Size}}).", args)
	case export.HardLink:
		return lang.L("{{.Photos}} linked in {{.Folder}} ({{.Files}}, {{.Size}}).", args)
	}
	return lang.L("{{.Photos}} copied to {{.Folder}} ({{.Files}}, {{.Size}}).", args)
}

// folders names the destinations.
func folders(to, second string) string {
	if second == "" {
		return library.Display(to)
	}
	return lang.L("{{.First}} and {{.Second}}", language.Args{"First": library.Display(to), "Second": library.Display(second)})
}

// extras says what was done besides.
func extras(x *export.Extras) (said []string) {
	for _, path := range x.Lists {
		said = append(said, lang.L("Checksums: {{.File}}", language.Args{"File": library.Display(path)}))
	}
	if x.Swept > 0 {
		said = append(said, language.Plural("{{.N}} unfinished files of an interrupted export were removed.", x.Swept))
	}
	if n := len(x.Unfinished); n > 0 {
		said = append(said, language.Plural("{{.N}} unfinished files are in the folder; another program may be working on them.", n)+" "+library.Display(x.Unfinished[0]))
	}
	return said
}

// lacking says what the second destination and the lists of checksums lack.
func lacking(x *export.Extras) (said []string) {
	for _, f := range x.NotInSecond {
		said = append(said, lang.L("Not in the second folder: {{.Photo}}", language.Args{"Photo": f.Text()}))
	}
	for _, err := range x.ListErrs {
		said = append(said, lang.L("The checksum list in {{.Folder}} could not be written: {{.Error}}",
			language.Args{"Folder": library.Display(err.Folder), "Error": err.Why()}))
	}
	return said
}
