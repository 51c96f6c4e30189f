package measure

import (
	"context"
	"fmt"
	"image"
	"runtime"
	"strconv"

	"github.com/zeebo/xxh3"

	"keeplight.app/keeplight/assets/calibration"
	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/message"
	"keeplight.app/keeplight/library/picture"
	"keeplight.app/keeplight/scoring"
	"keeplight.app/keeplight/scoring/measure/head"
)

const (
	name    = "builtin"
	version = "7"
)

// ErrNoPreview says that a photo came without pixels.
var ErrNoPreview error = message.NewError(message.NoPreview)

// Scorer is the built-in scorer. It measures; it does not judge taste: its
// overall is technical quality. It keeps nothing of a photo, but the memory that
// measuring took for the next one.
type Scorer struct {
	table  *head.Table
	digest string // of the table
	full   bool   // read tiles of the full picture too
	spare  workspaces
	scouts chan *Scout // that are not in use

	features []headFeature
}

var _ scoring.Looker = (*Scorer)(nil)

// New gives a built-in scorer that also looks at tiles of the full picture where
// the subject offers one. It may be used from several goroutines at once.
func New() *Scorer { return newScorer(true) }

// NewQuick gives one that looks at the preview alone. Its scores have another
// key.
func NewQuick() *Scorer { return newScorer(false) }

func newScorer(full bool) *Scorer {
	table, err := head.Load(calibration.Technical)
	if err != nil {
		panic("measure: the table that is built in: " + err.Error())
	}
	sum := xxh3.Hash(calibration.Technical)
	return &Scorer{
		table: table, digest: strconv.FormatUint(sum, 16), full: full,
		spare:    newWorkspaces(),
		scouts:   make(chan *Scout, runtime.NumCPU()),
		features: headFeatures(),
	}
}

// Provenance says which version measures, by which table, and at which sizes.
func (s *Scorer) Provenance() library.Provenance {
	detail := "preview"
	if s.full {
		detail = "full"
	}
	return library.Provenance{
		Name:    name,
		Version: version,
		Settings: map[string]string{
			"preview_side": strconv.Itoa(scoring.PreviewSide),
			"work_side":    strconv.Itoa(workSide),
			"table":        s.digest,
			"detail":       detail,
		},
	}
}

// Score measures one photo. The values depend on its pixels, and on where the
// camera says that it focused. It fails with ErrNoPreview when there are none, when a
// part of the full picture cannot be had, and when ctx is done.
func (s *Scorer) Score(ctx context.Context, subject *scoring.Subject) (library.Score, error) {
	if err := ctx.Err(); err != nil {
		return library.Score{}, fmt.Errorf("measuring the photo: %w", err)
	}
	if subject == nil || subject.Preview == nil || subject.Preview.Rect.Empty() {
		return library.Score{}, ErrNoPreview
	}
	f, err := s.measure(ctx, subject)
	if err != nil {
		return library.Score{}, err
	}
	return s.Judge(f), nil
}

// measure runs the quick pass and, where there is a full picture, the one over
// its tiles.
func (s *Scorer) measure(ctx context.Context, subject *scoring.Subject) (*Features, error) {
	k := s.spare.borrow()
	defer s.spare.giveBack(k)
	f := k.extract(subject.Preview, subject.Photo.Capture.Focus)
	f.PhotoSide = max(f.PhotoSide, subject.Photo.Width, subject.Photo.Height)
	if subject.Full == nil {
		return &f, nil
	}
	scout, ok := subject.Full.Scout.(*Scout)
	if !ok {
		return &f, nil
	}
	defer s.giveBackScout(scout)
	if !f.Measurable() {
		return &f, nil
	}
	var err error
	if f.Full, err = k.measureFull(ctx, subject.Full, scout, &f.Region); err != nil {
		return nil, fmt.Errorf("reading the full picture to see its focus: %w", err)
	}
	return &f, nil
}

// Scout gives what has to see the rows of a photo before it is scored, which is nil
// for a scorer of previews. It serves one photo.
func (s *Scorer) Scout(p *library.Photo) picture.RowSink {
	if !s.full {
		return nil
	}
	scout := &Scout{}
	select {
	case scout = <-s.scouts:
	default:
	}
	scout.focus, scout.guess = p.Capture.Focus, s.guessPeak
	return scout
}

// guessPeak is workspace.guessPeak, in a workspace of its own.
func (s *Scorer) guessPeak(small *image.RGBA) (x, y float64, ok bool) {
	k := s.spare.borrow()
	defer s.spare.giveBack(k)
	return k.guessPeak(small)
}

// giveBackScout keeps one for another photo.
func (s *Scorer) giveBackScout(scout *Scout) {
	scout.forget()
	select {
	case s.scouts <- scout:
	default:
	}
}

// Judge turns features into values, reasons, overall and summary. It fills in
// nothing about who scored when.
func (s *Scorer) Judge(f *Features) library.Score {
	return s.JudgeWith(f, s.Opinion(f))
}

// Opinion gives what the technical head alone says, on TID2013's scale of 0..9.
func (s *Scorer) Opinion(f *Features) head.Opinion { return s.table.Judge(f.vector(s.features)) }

// JudgeWith judges by another head's opinion, as cross-validation does.
func (s *Scorer) JudgeWith(f *Features, opinion head.Opinion) library.Score {
	var score library.Score
	for _, a := range library.Attributes() {
		v := judge(f, a)
		score.Values[a], score.Reasons[a] = v.value, v.reason
	}
	score.Basis = newBasis(f, opinion).kept()
	switch {
	case !f.Measurable():
		score.Summary = message.New(message.SummaryTooLittle)
	case f.Misfire != NoMisfire:
		score.Overall = library.Value{Known: true, Mean: 0, SD: misfireSD}
		score.Summary = message.New(f.Misfire.summary())
	default:
		var effects []effect
		shown := asShown(f, score.Values)
		score.Overall, effects = overall(&shown, opinion)
		score.Summary = summarise(&score, effects)
	}
	return score
}

func judge(f *Features, a library.Attribute) verdict {
	if !f.Measurable() {
		return absent(message.TooSmall, message.Pixels("width", f.Width), message.Pixels("height", f.Height))
	}
	if f.Misfire != NoMisfire {
		return absent(message.MisfireNothing)
	}
	switch a {
	case library.Composition:
		return judgeComposition(f)
	case library.EyeCatching:
		return absent(message.Taste)
	case library.SubjectBackground:
		return judgeSubjectBackground(f)
	case library.SubjectIntegrity:
		return judgeIntegrity(f)
	case library.SubjectClutter:
		return judgeSubjectClutter(f)
	case library.BackgroundClutter:
		return judgeBackgroundClutter(f)
	case library.LevelShot:
		return judgeLevel(f)
	case library.Clarity:
		return judgeClarity(f)
	case library.Exposure:
		return judgeExposure(f)
	case library.Saturation:
		return judgeSaturation(f)
	}
	return verdict{}
}
