package details

import (
	"fmt"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2/lang"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/scoring/mllm"
	"keeplight.app/keeplight/ui/desk"
	"keeplight.app/keeplight/ui/language"
)

// damageText says what is wrong with a file that is shown all the same, "" for
// nothing.
func damageText(p *library.Photo) string {
	return language.Sentence(language.Message(p.Damage))
}

// kindText says what a photo is made of where that is more than one picture.
func kindText(p *library.Photo) string {
	for _, c := range p.Companions {
		if c.Kind == library.CompanionImage {
			return "RAW+" + strings.ToUpper(strings.TrimPrefix(filepath.Ext(p.Path), "."))
		}
	}
	switch p.Format {
	case library.RAW:
		return "RAW"
	case library.HEIF:
		return "HEIC"
	}
	return ""
}

// lowConfidence warns of answers that were partly no scores; "" where all were.
func lowConfidence(s *library.Score) string {
	worst := s.Overall.Off
	var of []string
	for _, a := range library.Attributes() {
		if off := s.Of(a).Off; off > mllm.OffWarning {
			of = append(of, language.AttributeWithin(a))
			worst = max(worst, off)
		}
	}
	if s.Overall.Off > mllm.OffWarning {
		of = append(of, lang.L("overall"))
	}
	if len(of) == 0 {
		return ""
	}
	return lang.L("Low confidence: up to {{.Percent}} % of the model's answer was not a score ({{.Of}}). It may not have understood the question, so do not rely on these numbers.",
		map[string]any{"Percent": language.Decimal(100*worst, 0), "Of": strings.Join(of, ", ")})
}

// captureLines are the camera's own facts, as photographers write them. Where the
// camera wrote no time it is the file's, and the line says so.
func captureLines(p *library.Photo) []string {
	c := &p.Capture
	var lines []string
	add := func(parts ...string) {
		var kept []string
		for _, part := range parts {
			if part != "" {
				kept = append(kept, library.Display(part))
			}
		}
		if len(kept) > 0 {
			lines = append(lines, strings.Join(kept, " · "))
		}
	}
	add(c.Camera, c.Lens)
	add(language.Settings(c)...)
	switch taken := p.Taken(); {
	case taken.IsZero():
	case c.Time.IsZero():
		add(language.Full(taken) + " " + lang.L("(the file's date: the camera wrote none)"))
	default:
		add(language.Full(taken))
	}
	return lines
}

// fileLines say what the file is and where.
func fileLines(p *library.Photo) []string {
	kind := strings.ToUpper(string(p.Format))
	if p.Width > 0 {
		kind += fmt.Sprintf(" · %d × %d", p.Width, p.Height)
	}
	lines := []string{fmt.Sprintf("%s · %s", kind, language.Bytes(p.Size)), desk.ShortPath(p.Folder())}
	for _, c := range p.Companions {
		lines = append(lines, lang.L("with {{.Name}}", map[string]any{"Name": library.Display(filepath.Base(c.Path))}))
	}
	return lines
}
