package sidecar

import (
	"slices"
	"strings"
	"time"

	"keeplight.app/keeplight/library"
)

// Facts is what a sidecar says of a photo. What it does not say is zero, with "" as the
// property that said it.
type Facts struct {
	Flag     library.Flag
	FlagBy   string // the property that said it, such as "xmpDM:good"; "" where none did
	Rating   library.Rating
	RatingBy string
	Label    library.Label
	LabelBy  string

	Words     library.Metadata // title, caption, keywords, and a label that is none of the five
	Hierarchy []string         // keywords as "A|B|C", as Lightroom and digiKam write them
	Extension string           // of the file that it belongs to, such as "CR3"; "" where it does not say
	Changed   time.Time        // xmp:MetadataDate; zero where it does not say
	Toolkit   string           // that wrote the file, as it calls itself
	Program   string           // that wrote it, as people call it, such as "darktable"; "" where that is not known
	// Adobe is true where one of Adobe's toolkits wrote the file. They keep what they
	// do not know, and what they know and left out they have removed.
	Adobe bool
}

// Decision is flag, stars and label.
func (f *Facts) Decision() library.Decision {
	return library.Decision{Flag: f.Flag, Rating: f.Rating, Label: f.Label}
}

// Read reads a sidecar. configured is the label set by which the person's other
// programs name colours; the known sets are understood beside it. Errors are
// ErrTooLarge, ErrMalformed and ErrNotXMP; then nothing is known.
//
// photoshop:Urgency is not read: news photographers set it to a priority, and no two
// programs agree on what colours its numbers mean.
func Read(b []byte, configured LabelNames) (Facts, error) {
	d, err := open(b)
	if err != nil {
		return Facts{}, err
	}
	return d.facts(configured), nil
}

func (d *document) facts(configured LabelNames) Facts {
	f := Facts{Toolkit: d.root.attribute(nsX, "xmptk")}
	if f.Toolkit == "" {
		f.Toolkit, _ = d.value(name{nsXMP, "CreatorTool"})
	}
	d.readRating(&f)
	d.readFlag(&f)
	d.readLabel(&f, configured)
	f.Words.Title = d.firstText(name{nsDC, "title"})
	f.Words.Caption = d.firstText(name{nsDC, "description"})
	f.Words.Keywords = slices.Clone(d.list(name{nsDC, "subject"}))
	f.Hierarchy = slices.Clone(d.list(name{nsLR, "hierarchicalSubject"}))
	if len(f.Hierarchy) == 0 {
		for _, tag := range d.list(name{nsDigiKam, "TagsList"}) {
			f.Hierarchy = append(f.Hierarchy, strings.ReplaceAll(tag, "/", "|"))
		}
	}
	f.Extension, _ = d.value(name{nsPhotoshop, "SidecarForExtension"})
	if date, ok := d.value(name{nsXMP, "MetadataDate"}); ok {
		f.Changed = parseDate(date)
	}
	f.Program, f.Adobe = d.program()
	return f
}

// program finds out who wrote the file. Of several programs that left their fields in
// one, that whose toolkit wrote it last is named: Exiv2 is used by darktable and digiKam.
func (d *document) program() (called string, adobe bool) {
	toolkit := d.root.attribute(nsX, "xmptk")
	creator, _ := d.value(name{nsXMP, "CreatorTool"})
	has := func(uri string, locals ...string) bool {
		return slices.ContainsFunc(locals, func(local string) bool { return len(d.all(name{uri, local})) > 0 })
	}
	adobe = strings.HasPrefix(toolkit, "Adobe XMP Core") || strings.HasPrefix(toolkit, "XMP toolkit")
	for _, known := range []string{"Lightroom", "Bridge", "Camera Raw", "Photo Mechanic", "Capture One", "digiKam", "darktable", "FastRawViewer", "Keeplight"} {
		if strings.Contains(toolkit, known) || strings.Contains(creator, known) {
			return known, adobe
		}
	}
	switch {
	case has(nsDarktable, "xmp_version", "history", "colorlabels", "import_timestamp", "change_timestamp"):
		return "darktable", adobe
	case has(nsDigiKam, "PickLabel", "ColorLabel", "TagsList"):
		return "digiKam", adobe
	case has(nsMechanic, "Prefs", "Tagged", "PMVersion", "ColorClass"):
		return "Photo Mechanic", adobe
	case adobe:
		return "Adobe", adobe
	case strings.HasPrefix(toolkit, "Image::ExifTool"):
		return "ExifTool", adobe
	}
	return "", adobe
}

// parseDate reads a date of XMP (a profile of ISO 8601). One without a zone is taken
// for UTC, and one that is not understood is zero.
func parseDate(s string) time.Time {
	for _, layout := range []string{
		"2006-01-02T15:04:05.999999999Z07:00", "2006-01-02T15:04:05.999999999", "2006-01-02T15:04Z07:00", "2006-01-02T15:04",
		"2006-01-02", "2006-01", "2006",
	} {
		if t, err := time.Parse(layout, s); err == nil {
			return t
		}
	}
	return time.Time{}
}
