package main

import (
	"fmt"
	"html/template"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"keeplight.app/keeplight/library"
)

const pageText = `<!doctype html><html lang="en"><meta charset="utf-8"><title>How right the built-in scorer is</title>
<style>body{font:15px/1.5 system-ui,sans-serif;max-width:980px;margin:2em auto;padding:0 1em;color:#222;background:#fff}
table{border-collapse:collapse}td,th{padding:.2em .8em;text-align:right;border-bottom:1px solid #ddd}td:first-child,th:first-child{text-align:left}
figure{display:inline-block;margin:1em 1em 1em 0;vertical-align:top}figcaption{max-width:440px;font-size:13px}svg{background:#fafafa}</style>
<h1>How right the built-in scorer is</h1>
<p>It measures technical quality. It sees no faces, expressions, moments or taste. A photo takes {{.Milliseconds}} ms on this machine when nothing else runs.</p>
<h2>Against people's ratings</h2>{{range .Plots}}<figure>{{.SVG}}<figcaption>{{.Title}}: {{.Count}} photos, SRCC {{.Rank}}, PLCC {{.Straight}}</figcaption></figure>{{end}}
<h2>Damage in steps</h2><table><tr><th>damage<th>attribute<th>ordered correctly<th>coverage<th>moved<th>most moved of the others</tr>
{{range .Steps}}<tr><td>{{.Name}}<td>{{.Attribute}}<td>{{.Ordered}} %<td>{{.Coverage}} %<td>{{.Moved}}<td>{{.Other}}</tr>{{end}}</table>
<h2>Steadiness</h2>{{range .Shifts}}<h3>{{.Title}}</h3><table><tr><th>attribute<th>within {{.Limit}}<th>mean<th>largest</tr>
{{range .Rows}}<tr><td>{{.Attribute}}<td>{{.Within}} %<td>{{.Mean}}<td>{{.Largest}}</tr>{{end}}</table>{{end}}</html>
`

type plot struct {
	Title, Rank, Straight string
	Count                 int
	SVG                   template.HTML
}

type stepRow struct{ Name, Attribute, Ordered, Coverage, Moved, Other string }

type shiftTable struct {
	Title, Limit string
	Rows         []shiftRow
}

type shiftRow struct{ Attribute, Within, Mean, Largest string }

// writePage writes all results as one file that needs nothing else.
func writePage(path string, r *results) error {
	page := struct {
		Milliseconds string
		Plots        []plot
		Steps        []stepRow
		Shifts       []shiftTable
	}{Milliseconds: fmt.Sprintf("%.1f", milliseconds(r.quick.least))}
	for _, c := range slices.Concat(r.clouds, r.peers) {
		page.Plots = append(page.Plots, plot{
			Title: c.title, Rank: fmt.Sprintf("%.3f", c.rank), Straight: fmt.Sprintf("%.3f", c.straight),
			Count: len(c.scores), SVG: scatter(&c),
		})
	}
	for i, o := range r.orders {
		l := r.ladders[i]
		other, by := o.most(l.attribute)
		page.Steps = append(page.Steps, stepRow{
			l.name, l.attribute.Title(), fmt.Sprintf("%.1f", 100*o.share()), fmt.Sprintf("%.0f", 100*float64(o.present)/float64(o.asked)),
			fmt.Sprintf("%.2f", mean(o.moved[l.attribute])), fmt.Sprintf("%s %.2f", other.Title(), by),
		})
	}
	for _, s := range r.shifts {
		page.Shifts = append(page.Shifts, tableOf(&s))
	}
	t, err := template.New("page").Parse(pageText)
	if err != nil {
		return fmt.Errorf("preparing the page: %w", err)
	}
	var b strings.Builder
	if err := t.Execute(&b, page); err != nil {
		return fmt.Errorf("filling in the page: %w", err)
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return fmt.Errorf("making a folder for the page: %w", err)
	}
	if err := os.WriteFile(path, []byte(b.String()), 0o644); err != nil {
		return fmt.Errorf("writing the page: %w", err)
	}
	return nil
}

func tableOf(s *shift) shiftTable {
	t := shiftTable{Title: s.title, Limit: fmt.Sprintf("%.1f", s.limit)}
	for _, a := range library.Attributes() {
		if len(s.moved[a]) == 0 {
			continue
		}
		within, largest := s.share(a)
		t.Rows = append(t.Rows, shiftRow{
			a.Title(), fmt.Sprintf("%.0f", 100*within), fmt.Sprintf("%.2f", mean(s.moved[a])), fmt.Sprintf("%.2f", largest),
		})
	}
	return t
}

// colours tell groups of points apart, also for people who see red and green
// alike (Okabe & Ito 2008).
func colours() []string {
	return []string{"#0072b2", "#e69f00", "#009e73", "#cc79a7", "#d55e00", "#56b4e9", "#000"}
}

// scatter draws scores to the right and opinions upwards, one dot a photo.
func scatter(c *cloud) template.HTML {
	const w, h, margin = 440.0, 320.0, 30.0
	x0, x1 := slices.Min(c.scores), slices.Max(c.scores)
	y0, y1 := slices.Min(c.opinions), slices.Max(c.opinions)
	var b strings.Builder
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" width="%.0f" height="%.0f" font-size="11">`, w, h)
	fmt.Fprintf(&b, `<path d="M%g %gV%gH%g" fill="none" stroke="#999"/>`, margin, margin/2, h-margin, w-margin/2)
	fmt.Fprintf(&b, `<text x="%g" y="%g">score %.2f to %.2f</text><text x="4" y="11">opinion %.1f to %.1f</text>`, margin, h-10, x0, x1, y0, y1)
	var seen []string
	for i := range c.scores {
		g := slices.Index(seen, c.groups[i])
		if g < 0 {
			g, seen = len(seen), append(seen, c.groups[i])
		}
		x := margin + (c.scores[i]-x0)/max(x1-x0, 1e-9)*(w-1.5*margin)
		y := h - margin - (c.opinions[i]-y0)/max(y1-y0, 1e-9)*(h-1.5*margin)
		fmt.Fprintf(&b, `<circle cx="%.1f" cy="%.1f" r="3" fill="%s" fill-opacity=".65"/>`, x, y, colours()[g%len(colours())])
	}
	if len(seen) > 1 {
		for g, name := range seen {
			fmt.Fprintf(&b, `<text x="%g" y="%g" fill="%s">%s</text>`, w-70, h-margin-8-13*float64(g), colours()[g%len(colours())], template.HTMLEscapeString(name))
		}
	}
	b.WriteString("</svg>")
	return template.HTML(b.String())
}
