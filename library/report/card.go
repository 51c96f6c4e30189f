package report

import (
	"encoding/base64"
	"fmt"
	"html/template"
	"path/filepath"
	"strings"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/message"
)

// builtin is the name of the scorer that measures and does not judge.
const builtin = "builtin"

// card is what the template shows of one photo.
type card struct {
	Name, Folder, Alt string
	Measured          bool // by the built-in scorer, which judges nothing
	OverallTitle      string
	Image             template.URL // "" when there is none, for the reason in NoImage
	NoImage           string
	Rejected          bool
	Flag              *badge
	Stars             *stars
	Label             string
	Overall           *valueText
	Problem           string
	Radar             *chart
	Values            []valueText
	Summary           string
	Reasons           []reason
	Explained         *explained
	Faces             string
	Facts             string
	Scorer            string
}

type badge struct{ Class, Text string }

type stars struct{ Glyphs, Text string }

type reason struct{ Title, Text string }

// valueText is one number in the way it is shown.
type valueText struct {
	Title, Mean, SD string
	Width           string // of a bar, 0..100
	Known           bool
}

func newCard(r *Row, thumb Thumb) card {
	c := card{
		Name:    library.Display(filepath.Base(r.Path)),
		Problem: library.Display(r.Err),
		Facts:   captureText(&r.Photo),
	}
	if dir := filepath.Dir(r.Path); dir != "." {
		c.Folder = library.Display(dir)
	}
	c.Alt = "Photo " + c.Name
	c.setImage(r, thumb)
	c.setDecision(r.Photo.Decision)
	if r.Score != nil {
		c.setScore(r, r.Score)
	}
	c.Explained = newExplained(r)
	if r.Faces != nil {
		c.Faces = r.Faces.Describe()
	}
	return c
}

func (c *card) setImage(r *Row, thumb Thumb) {
	jpeg, err := thumb(r.Photo)
	switch {
	case err != nil:
		c.NoImage = "No preview: " + library.Display(err.Error())
	case len(jpeg) == 0:
		c.NoImage = "No preview"
	default:
		// The template trusts this address: base64 holds nothing that could
		// end the attribute.
		c.Image = template.URL("data:image/jpeg;base64," + base64.StdEncoding.EncodeToString(jpeg))
	}
}

func (c *card) setDecision(d library.Decision) {
	switch d.Flag {
	case library.Pick:
		c.Flag = &badge{"pick", "Pick"}
	case library.Reject:
		c.Flag, c.Rejected = &badge{"reject", "Reject"}, true
	}
	if n := int(min(d.Rating, library.MaxRating)); n > 0 {
		c.Stars = &stars{strings.Repeat("★", n), fmt.Sprintf("%d of %d stars", n, library.MaxRating)}
	}
	if d.Label != library.NoLabel {
		c.Label = d.Label.String()
	}
}

func (c *card) setScore(r *Row, s *library.Score) {
	if v := showValue("", s.Overall); v.Known {
		c.Overall = &v
	}
	if c.Radar = newChart(s); c.Radar != nil {
		for _, a := range library.Attributes() {
			c.Values = append(c.Values, showValue(a.Title(), s.Of(a)))
		}
	}
	c.Summary = library.Display(message.English(s.Summary))
	for _, a := range library.Attributes() {
		if text := r.reason(s.Reasons[a]); text != "" {
			c.Reasons = append(c.Reasons, reason{a.Title(), library.Display(text)})
		}
	}
	c.Scorer = scorerText(s.By)
	c.Measured, c.OverallTitle = s.By.Name == builtin, "overall"
	if c.Measured {
		c.OverallTitle = "technical quality"
	}
}

// showValue gives two decimals and a deviation with one, as everywhere in the
// program.
func showValue(title string, v library.Value) valueText {
	if !usable(v) {
		return valueText{Title: title}
	}
	return valueText{
		Title: title, Known: true, Mean: fmt.Sprintf("%.2f", v.Mean), SD: fmt.Sprintf("%.1f", v.SD),
		Width: number1(10 * min(max(v.Mean, 0), 10)),
	}
}

// scorerText tells measurement and model apart in words.
func scorerText(p library.Provenance) string {
	parts := []string{p.Name + " " + p.Version}
	if p.Name == builtin {
		parts[0] = "built-in measurement " + p.Version
	}
	if p.Model != "" {
		parts = append(parts, "model "+p.Model)
	}
	if p.Prompt != "" {
		parts = append(parts, "prompt "+p.Prompt)
	}
	return library.Display(strings.TrimSpace(strings.Join(parts, " · ")))
}

// captureText gives the facts that the camera wrote down in one line.
func captureText(p *library.Photo) string {
	f := p.Capture
	var facts []string
	add := func(known bool, format string, args ...any) {
		if known {
			facts = append(facts, fmt.Sprintf(format, args...))
		}
	}
	add(!f.Time.IsZero(), "%s", f.Time.Format("2 Jan 2006 15:04:05"))
	add(f.Camera != "", "%s", f.Camera)
	add(f.Lens != "", "%s", f.Lens)
	facts = append(facts, f.Settings()...)
	add(p.Width > 0 && p.Height > 0, "%d × %d", p.Width, p.Height)
	return library.Display(strings.Join(facts, " · "))
}
