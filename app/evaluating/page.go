package evaluating

import (
	"bufio"
	"cmp"
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
	"fmt"
	"html/template"
	"io"
	"math"
	"slices"

	"keeplight.app/keeplight/library"
)

//go:embed page.html
var pageText string

//go:embed page.css
var pageStyle string

// mostListed bounds the lists of a page.
const (
	mostOutliers = 30
	mostFailures = 500
)

// outlier is a photo that people rate otherwise than its score says.
type outlier struct {
	Name, Rating, Fitted, Off, Score string
}

// failure is a photo without a score.
type failure struct {
	Name, Problem string
	Line          int
}

// WritePage writes the result as one HTML file that needs no other: tables, a
// scatter plot, and lists of the photos that are farthest off and that failed.
func (r *Result) WritePage(w io.Writer) error {
	t, err := template.New("page").Parse(pageText)
	if err != nil {
		return fmt.Errorf("reading the page's template: %w", err)
	}
	sum := sha256.Sum256([]byte(pageStyle))
	out := bufio.NewWriterSize(w, 1<<16)
	err = t.Execute(out, map[string]any{
		"Title": "How well " + scorerTitle(r.Scorer) + " agrees with people",
		// Nothing is loaded and nothing runs, whatever a file is called.
		"Policy":   "default-src 'none'; style-src 'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'; base-uri 'none'; form-action 'none'",
		"Style":    template.CSS(pageStyle),
		"Intro":    r.Intro(),
		"Plot":     r.plot(),
		"Sections": r.Sections(),
		"Outliers": r.outliers(), "Failures": r.failures(), "MoreFailures": max(0, r.Failed-mostFailures),
	})
	if err != nil {
		return fmt.Errorf("filling in the page: %w", err)
	}
	if err := out.Flush(); err != nil {
		return fmt.Errorf("writing the page: %w", err)
	}
	return nil
}

// outliers gives the photos that lie farthest from the curve, worst first.
func (r *Result) outliers() (list []outlier) {
	var all []*PhotoScore
	for i := range r.Photos {
		if r.Photos[i].Fitted != nil {
			all = append(all, &r.Photos[i])
		}
	}
	off := func(p *PhotoScore) float64 { return *p.Fitted - p.Rating }
	slices.SortStableFunc(all, func(a, b *PhotoScore) int { return cmp.Compare(math.Abs(off(b)), math.Abs(off(a))) })
	for _, p := range all[:min(mostOutliers, len(all))] {
		list = append(list, outlier{
			Name: p.name(), Rating: fmt.Sprintf("%.3g", p.Rating), Fitted: fmt.Sprintf("%.3g", *p.Fitted),
			Off: fmt.Sprintf("%+.3g", off(p)), Score: fmt.Sprintf("%.2f", *p.Overall),
		})
	}
	return list
}

func (r *Result) failures() (list []failure) {
	for i := range r.Photos {
		if p := &r.Photos[i]; p.Problem != "" && len(list) < mostFailures {
			list = append(list, failure{Name: p.name(), Line: p.Line, Problem: library.Display(p.Problem)})
		}
	}
	return list
}

func (p *PhotoScore) name() string { return library.Display(p.File) }
