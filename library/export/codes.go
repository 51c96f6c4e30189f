package export

import (
	"fmt"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"keeplight.app/keeplight/library"
)

// code is a field of a template as Photo Mechanic spells it.
type code struct {
	name    string
	example string
	value   func(*library.Photo) string // of a photo; nil where the template knows more
	layout  string                      // of a time, in Go's reference date, in place of value
}

// codes gives those of Photo Mechanic that a template knows, in the order of a help
// text.
func codes() []code {
	return []code{
		{name: "original", example: "the file's name without its ending: IMG_0042", value: originalName},
		{name: "year4", example: "2026", layout: "2006"},
		{name: "year2", example: "26", layout: "06"},
		{name: "month0", example: "05; {month} is 5", layout: "01"},
		{name: "month", layout: "1"},
		{name: "monthname", example: "May; {monthname3} has three letters", layout: "January"},
		{name: "monthname3", layout: "Jan"},
		{name: "day0", example: "31; {day} has no zero in front", layout: "02"},
		{name: "day", layout: "2"},
		{name: "dayname", example: "Sunday; {dayname3} is Sun", layout: "Monday"},
		{name: "dayname3", layout: "Mon"},
		{name: "hour24", example: "14; {hour12} and {ampm} are 02 and PM", layout: "15"},
		{name: "hour12", layout: "03"},
		{name: "ampm", layout: "PM"},
		{name: "minute", example: "05", layout: "04"},
		{name: "second", example: "59", layout: "05"},
		{name: "camera", example: "Canon EOS R5", value: func(p *library.Photo) string {
			return orElse(cleanElement(p.Capture.Camera), "unknown camera")
		}},
		{name: "serial", example: "the number of the camera's body", value: func(p *library.Photo) string {
			return orElse(cleanElement(p.Capture.Serial), "unknown serial")
		}},
		{name: "lens", example: "RF50mm F1.2 L USM", value: func(p *library.Photo) string {
			return orElse(cleanElement(p.Capture.Lens), "unknown lens")
		}},
		{name: "iso", example: "400", value: func(p *library.Photo) string {
			if p.Capture.ISO == 0 {
				return "unknown ISO"
			}
			return strconv.Itoa(p.Capture.ISO)
		}},
		{name: "frame", example: "the number at the end of the file's name: 0042", value: frame},
	}
}

// codeOf gives the code of a name; ok is false where there is none.
func codeOf(name string) (c code, ok bool) {
	for _, c := range codes() {
		if c.name == name {
			return c, true
		}
	}
	return code{}, false
}

// of gives what the code becomes.
func (c *code) of(p *library.Photo) string {
	if c.value != nil {
		return c.value(p)
	}
	taken := p.Taken()
	if !taken.IsZero() {
		return taken.Format(c.layout)
	}
	if strings.Trim(time.Time{}.Format(c.layout), "0123456789") != "" {
		return "unknown"
	}
	return fmt.Sprintf("%0*d", len(c.layout), 0)
}

func originalName(p *library.Photo) string {
	return orElse(cleanElement(stemOf(p.Name())), "photo")
}

// frame gives the digits at the end of a photo's name, which cameras count up.
func frame(p *library.Photo) string {
	stem := stemOf(p.Name())
	digits := stem[len(strings.TrimRight(stem, "0123456789")):]
	return orElse(digits, "0000")
}

// folderName is the name of the folder that a photo is in.
func folderName(p *library.Photo) string {
	return orElse(cleanElement(filepath.Base(p.Folder())), "folder")
}
