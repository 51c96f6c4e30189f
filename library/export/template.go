package export

import (
	"fmt"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"keeplight.app/keeplight/library"
)

// DefaultTemplate keeps every photo's own name.
const DefaultTemplate = "{name}"

// maxTemplate is the most bytes of a template.
const maxTemplate = 1024

// Template makes the names of exported photos.
type Template struct{ parts []part }

// part is either text to keep or a field to fill in.
type part struct {
	text  string // what is kept, when field is ""
	field string
	arg   string // after the colon
}

// defaultClock is how {time} writes the time of day.
const defaultClock = "15-04-05"

// Fields gives every field that a template can hold, with an example of what it
// becomes, in the order of a help text.
func Fields() [][2]string {
	var all [][2]string
	for _, c := range codes() {
		if c.example != "" {
			all = append(all, [2]string{"{" + c.name + "}", c.example})
		}
	}
	return append(all, [][2]string{
		{"{seq:4}", "0001, counting photos in the order in which they are taken"},
		{"{folder}", "the name of the folder that the photo is in"},
		{"{ext}", "the ending, such as JPG; every file keeps its own in any case"},
		{"{rating}", "0 to 5"},
		{"{flag}", "pick, reject or none"},
		{"{label}", "red, yellow, green, blue, purple or none"},
		{"{score}", "6.4, or unscored"},
	}...)
}

// ParseTemplate reads a template such as "{year4}/{original}_{seq:3}". A slash
// makes a folder below the destination. Templates of earlier versions, with Go's
// reference date in them, mean what they meant. The error says what is wrong.
func ParseTemplate(text string) (*Template, error) {
	if len(text) > maxTemplate {
		return nil, fmt.Errorf("the name template is longer than %d characters", maxTemplate)
	}
	text = strings.TrimSuffix(text, ".{ext}") // every file keeps its own ending
	if text == "" || strings.HasSuffix(text, "/") {
		text += DefaultTemplate
	}
	t := &Template{}
	for rest := text; rest != ""; {
		before, after, found := strings.Cut(rest, "{")
		if strings.Contains(before, "}") {
			return nil, fmt.Errorf("the name template %q has a } without a {", text)
		}
		if before != "" {
			t.parts = append(t.parts, part{text: before})
		}
		if !found {
			break
		}
		inside, next, closed := strings.Cut(after, "}")
		if !closed {
			return nil, fmt.Errorf("the name template %q has a { without a }", text)
		}
		p, err := parseField(inside)
		if err != nil {
			return nil, err
		}
		t.parts = append(t.parts, p)
		rest = next
	}
	return t, t.checkFolders()
}

func parseField(inside string) (part, error) {
	name, arg, hasArg := strings.Cut(inside, ":")
	p := part{field: name, arg: arg}
	switch name {
	case "date", "time":
		if hasArg && arg == "" {
			return p, fmt.Errorf("{%s} has no layout after the colon: write it like {date:2006-01-02}", inside)
		}
	case "seq":
		if n, err := strconv.Atoi(arg); hasArg && (err != nil || n < 1 || n > 9) {
			return p, fmt.Errorf("{%s} does not say how many digits: write it like {seq:4}", inside)
		}
	default:
		return p, checkPlain(name, inside, hasArg)
	}
	return p, nil
}

// checkPlain refuses a field that is none, or that takes nothing after a colon.
func checkPlain(name, inside string, hasArg bool) error {
	switch name {
	case "name", "stem", "ext", "rating", "flag", "label", "score", "folder":
	default:
		if _, known := codeOf(name); !known {
			return fmt.Errorf("the name template has an unknown field {%s}", library.Display(inside))
		}
	}
	if hasArg {
		return fmt.Errorf("{%s} takes nothing after a colon", name)
	}
	return nil
}

// checkFolders refuses a template that asks to leave the destination. What the
// fields bring cannot.
func (t *Template) checkFolders() error {
	for _, p := range t.parts {
		for element := range strings.SplitSeq(p.text, "/") {
			if element == ".." {
				return fmt.Errorf("the name template may not lead out of the destination by %q", "..")
			}
		}
	}
	return nil
}

// Path gives the name of one photo, without an ending, as a local path below
// the destination. seq is its number, from 1. Every element is safe on every
// system whatever the photo says of itself.
func (t *Template) Path(it *Item, seq int) (string, error) {
	var b strings.Builder
	for i, p := range t.parts {
		if p.field == "" {
			if i == len(t.parts)-1 {
				p.text = trimExt(p.text, filepath.Ext(it.Photo.Name()))
			}
			b.WriteString(p.text)
			continue
		}
		b.WriteString(p.value(it, seq))
	}
	var elements []string
	for element := range strings.SplitSeq(b.String(), "/") {
		if element = cleanElement(element); element != "" {
			elements = append(elements, element)
		}
	}
	if len(elements) == 0 {
		elements = []string{"photo"}
	}
	path := filepath.Join(elements...)
	if !filepath.IsLocal(path) {
		return "", fmt.Errorf("the name template makes %q, which is not inside the destination", path)
	}
	return path, nil
}

// trimExt takes an ending away that somebody wrote out at the end of a
// template, as every file keeps its own.
func trimExt(text, ext string) string {
	if cut := len(text) - len(ext); cut >= 0 && strings.EqualFold(text[cut:], ext) {
		return text[:cut]
	}
	return text
}

// value is what a field becomes. Only a layout of the template's own may hold
// slashes that make folders.
func (p part) value(it *Item, seq int) string {
	photo := &it.Photo
	switch p.field {
	case "date":
		return p.clock(photo.Taken(), time.DateOnly)
	case "time":
		return p.clock(photo.Taken(), defaultClock)
	case "ext":
		return cleanElement(strings.TrimPrefix(filepath.Ext(photo.Name()), "."))
	case "rating":
		return strconv.Itoa(int(photo.Decision.Rating))
	case "flag":
		return photo.Decision.Flag.String()
	case "label":
		return photo.Decision.Label.String()
	case "score":
		if it.Score == nil || !it.Score.Overall.Known {
			return "unscored"
		}
		return cleanElement(strconv.FormatFloat(it.Score.Overall.Mean, 'f', 1, 64))
	case "seq":
		width, _ := strconv.Atoi(p.arg) // checked when it was parsed; none is 0
		return fmt.Sprintf("%0*d", width, seq)
	case "folder":
		return folderName(photo)
	}
	if c, ok := codeOf(p.field); ok {
		return c.of(photo)
	}
	return originalName(photo)
}

func (p part) clock(t time.Time, layout string) string {
	if t.IsZero() {
		return "unknown date"
	}
	if p.arg != "" {
		layout = p.arg
	}
	return t.Format(layout)
}

func orElse(s, other string) string {
	if s == "" {
		return other
	}
	return s
}

// stemOf is a file's name without its last ending. A name that is all ending
// is its own stem.
func stemOf(name string) string {
	if stem := strings.TrimSuffix(name, filepath.Ext(name)); stem != "" {
		return stem
	}
	return name
}
