package details

import (
	"cmp"
	"strings"

	"fyne.io/fyne/v2/lang"

	"keeplight.app/keeplight/app/settings"
	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/message"
	"keeplight.app/keeplight/library/query"
	"keeplight.app/keeplight/scoring/mllm"
	"keeplight.app/keeplight/ui/grid"
	"keeplight.app/keeplight/ui/inspector"
	"keeplight.app/keeplight/ui/language"
	"keeplight.app/keeplight/ui/loupe"
	"keeplight.app/keeplight/ui/session"
	"keeplight.app/keeplight/ui/style"
)

// Scorers says what the details need to know of the scorers.
type Scorers interface {
	// ModelOff is true where no model runs and none is being started.
	ModelOff() bool
}

// Explanations says what was written about a photo; nil where nothing is to be had.
type Explanations interface {
	Words(p *library.Photo) *inspector.Words
}

// Places says where photos stand among the others.
type Places interface {
	// Cell is a photo's place for its cell, "" where that shows the score.
	Cell(id library.ID) string
	// Lines are a photo's places for the inspector, a sentence each: in its burst, unless
	// there is more to be said of that, in the shoot and in the library.
	Lines(id library.ID, burst bool) []string
}

// Stacks says what there is to be said of photos that belong together.
type Stacks interface {
	// Of gives the photos of a photo's stack in their order, itself included; fewer
	// than two where it stands alone.
	Of(library.ID) []library.ID
	// Choice gives the same where one of them is to be chosen, none for others.
	Choice(library.ID) []library.ID
	// Cell is what a cell says of its stack.
	Cell(c session.Cell) grid.StackMark
	// Lines are what the inspector says of a photo's stack, a sentence each.
	Lines(id library.ID) []string
	// Sections are where the grid begins new rows.
	Sections() []grid.Section
}

// Details describes the photos of a session. It belongs to fyne's goroutine.
type Details struct {
	session      *session.Session
	scorers      Scorers
	explanations Explanations
	places       Places
	stacks       Stacks
	means        means
	sidecars     Sidecars // nil before UseSidecars
	faces        Faces    // nil before UseFaces
}

var _ grid.Source = (*Details)(nil)

// New describes a session's photos, and holds each against a mean that the person can
// change.
func New(s *session.Session, by Scorers, x Explanations, p Places, st Stacks, against *settings.Mean) *Details {
	return &Details{session: s, scorers: by, explanations: x, places: p, stacks: st, means: newMeans(s, against)}
}

// Len is how many cells there are.
func (d *Details) Len() int { return d.session.Stacks.Len() }

// Sections are where the grid begins new rows.
func (d *Details) Sections() []grid.Section { return d.stacks.Sections() }

// Photo gives a photo or nil.
func (d *Details) Photo(id library.ID) *library.Photo { return d.session.Photo(id) }

// Tile says what one cell shows: the value that the grid is sorted by, where that
// is a score, else the overall one or its place among the others.
func (d *Details) Tile(i int) grid.Tile {
	cell := d.session.Stacks.At(i)
	id := cell.ID
	p := d.session.Photo(id)
	if p == nil {
		return grid.Tile{}
	}
	t := grid.Tile{
		ID: id, Name: library.Display(p.Name()), Kind: d.kind(p),
		Rating: p.Decision.Rating, Flag: p.Decision.Flag, Label: p.Decision.Label,
		Cursor: id == d.session.Cursor(), Selected: d.session.Selection.Has(id), Rotation: p.Rotation, Stack: d.stacks.Cell(cell),
		Conflict: d.conflict(id), Eyes: d.eyes(p),
	}
	// What there is of a damaged photo is worth seeing, scored or not.
	if problem := d.session.Problem(id); problem.Code() != message.NotScored {
		t.Problem = language.Sentence(language.Message(problem))
	}
	if score := d.session.Score(id); score != nil {
		v, place := score.Overall, d.places.Cell(id)
		if o := d.session.Order(); o.By != query.ByOverall && o.By.UsesScores() {
			v, place = o.Value(query.Item{Photo: p, Score: score}), ""
		}
		t.Score = cmp.Or(place, style.Number(v))
		t.LowConfidence = v.Off > mllm.OffWarning
		t.Earlier = d.session.IsEarlier(id)
	}
	return t
}

// kind says in a few letters what a cell should tell besides name and score: that
// the file is damaged, else what the photo is made of; that it holds no picture; and
// which earlier version of the scorer gave its score.
func (d *Details) kind(p *library.Photo) string {
	var words []string
	if !p.Damage.IsZero() || d.session.Problem(p.ID).Code() == message.NotScored {
		words = append(words, lang.L("damaged"))
	} else if kind := kindText(p); kind != "" {
		words = append(words, kind)
	}
	if d.session.IsMisfire(p.ID) {
		words = append(words, lang.L("misfire"))
	}
	if version := d.earlierVersion(p.ID); version != "" {
		words = append(words, "v"+version)
	}
	return strings.Join(words, " · ")
}

// earlierVersion is the version that gave the score which a photo is shown with, ""
// where it is the present one.
func (d *Details) earlierVersion(id library.ID) string {
	if !d.session.IsEarlier(id) {
		return ""
	}
	return library.Display(d.session.Score(id).By.Version)
}

// Chips are the words over the photo in the loupe.
func (d *Details) Chips(p *library.Photo) loupe.Words {
	words := loupe.Words{
		Name: library.Display(p.Name()),
		Place: lang.L("{{.Place}} of {{.Total}}", map[string]any{
			"Place": language.Count(d.session.Place(p.ID) + 1), "Total": language.Count(d.session.Len()),
		}),
		Flag: p.Decision.Flag, Stars: p.Decision.Rating, Damage: damageText(p),
	}
	if problem := d.session.Problem(p.ID); words.Damage == "" && problem.Code() == message.NotScored {
		words.Damage = language.Sentence(language.Message(problem))
	}
	if s := d.session.Score(p.ID); s != nil && s.Overall.Known {
		words.Right = style.Number(s.Overall)
	}
	return words
}

// Facts are what stands beside the photo in the loupe.
func (d *Details) Facts(p *library.Photo) loupe.Facts {
	f := loupe.Facts{
		Name: library.Display(p.Name()), Place: d.Chips(p).Place, Stars: p.Decision.Rating, Label: p.Decision.Label,
		Exposure: loupe.ExposureOf(&p.Capture), Gear: loupe.GearOf(&p.Capture),
	}
	if kind := kindText(p); kind != "" {
		f.Place += " · " + kind
	}
	return f
}
