package contactsheet

import (
	"fmt"
	"strings"

	"keeplight.app/keeplight/library"
)

// The number of photos that a page can hold.
const (
	MinPerPage     = 12
	DefaultPerPage = 24
	MaxPerPage     = 48
)

// Paper is the size of a sheet, upright.
type Paper string

// The papers.
const (
	A4     Paper = "A4"     // 210 x 297 mm
	Letter Paper = "Letter" // 8.5 x 11 inches
)

// Options are what a contact sheet says besides its photos, and its density.
type Options struct {
	Title   string // "" is "Contact sheet"
	PerPage int    // 0 is DefaultPerPage
	Paper   Paper  // "" is A4
	Scores  bool   // the overall score stands below each photo
	Faces   bool   // so does what is said of its faces
}

// Photo is one photo on the sheet.
type Photo struct {
	library.Photo
	Overall library.Value // absent where it is not scored
	Faces   string        // what is said of its faces
}

// Thumb gives a photo's thumbnail, upright, as a JPEG.
type Thumb func(*library.Photo) ([]byte, error)

// complete fills in what was left out.
func (o Options) complete() (Options, error) {
	if o.Title = library.Display(o.Title); o.Title == "" {
		o.Title = "Contact sheet"
	}
	if o.PerPage == 0 {
		o.PerPage = DefaultPerPage
	}
	if o.PerPage < MinPerPage || o.PerPage > MaxPerPage {
		return o, fmt.Errorf("a contact sheet holds %d to %d photos a page, not %d", MinPerPage, MaxPerPage, o.PerPage)
	}
	switch o.Paper {
	case "":
		o.Paper = A4
	case A4, Letter:
	default:
		return o, fmt.Errorf("unknown paper %q: use %s or %s", string(o.Paper), A4, Letter)
	}
	return o, nil
}

// Millimetres of a page: around everything, of the line at its top, of the two lines
// below a photo, of a third one, and between photos.
const (
	margin  = 12.0
	heading = 10.0
	caption = 8.5
	third   = 3.4
	gap     = 3.0
)

// size gives the paper's width and height in millimetres.
func (p Paper) size() (width, height float64) {
	if p == Letter {
		return 215.9, 279.4
	}
	return 210, 297
}

// grid is how many photos stand side by side and below each other.
type grid struct {
	columns, rows int
	width, height float64 // millimetres of the room for one picture
	below         float64 // and of that for the lines below it
}

// layOut finds the columns with which photos of the usual shape, 3 by 2, are largest.
func (o *Options) layOut() grid {
	width, height := o.Paper.size()
	width, height = width-2*margin+gap, height-2*margin-heading+gap
	below := caption
	if o.Faces {
		below += third
	}
	best, largest := grid{}, 0.0
	for columns := 1; columns <= o.PerPage; columns++ {
		rows := (o.PerPage + columns - 1) / columns
		g := grid{columns, rows, width/float64(columns) - gap, height/float64(rows) - gap - below, below}
		if size := min(g.width/3, g.height/2); size > largest {
			best, largest = g, size
		}
	}
	return best
}

// pages is how many sheets so many photos need.
func (o *Options) pages(photos int) int { return max(1, (photos+o.PerPage-1)/o.PerPage) }

// words are the lines below a photo: its name, and its flag and score.
func (o *Options) words(p *Photo) (name, flag, score string) {
	name = library.Display(p.Name())
	switch p.Decision.Flag {
	case library.Pick:
		flag = "Pick"
	case library.Reject:
		flag = "Reject"
	}
	if o.Scores && p.Overall.Known {
		score = fmt.Sprintf("%.2f", p.Overall.Mean)
	}
	return name, flag, score
}

// facesText is what is said of a photo's faces, "" where that was not asked for.
func (o *Options) facesText(p *Photo) string {
	if !o.Faces {
		return ""
	}
	return library.Display(p.Faces)
}

// rgb is a label's colour on paper; ok is false for none.
func rgb(l library.Label) (c [3]int, ok bool) {
	switch l {
	case library.Red:
		return [3]int{200, 50, 47}, true
	case library.Yellow:
		return [3]int{214, 170, 20}, true
	case library.Green:
		return [3]int{62, 142, 65}, true
	case library.Blue:
		return [3]int{52, 106, 184}, true
	case library.Purple:
		return [3]int{128, 82, 172}, true
	}
	return c, false
}

// starText is a rating as text.
func starText(r library.Rating) string { return strings.Repeat("★", int(min(r, library.MaxRating))) }
