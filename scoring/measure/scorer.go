package measure

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"time"

	"keeplight/library"
	"keeplight/scoring"
)

const (
	name    = "builtin"
	version = "1"
)

// ErrNoPreview says that a photo came without pixels.
var ErrNoPreview = errors.New("the photo has no preview to measure: it may still be loading or its file may be damaged")

// Scorer is the built-in scorer. It measures; it does not judge taste: its
// overall is technical quality. It keeps nothing between photos.
type Scorer struct {
	now func() time.Time
}

var _ scoring.Scorer = (*Scorer)(nil)

// New gives a built-in scorer. It may be used from several goroutines at once.
func New() *Scorer { return &Scorer{now: time.Now} }

// Provenance says which version measures, and at which sizes.
func (s *Scorer) Provenance() library.Provenance {
	return library.Provenance{
		Name:    name,
		Version: version,
		Settings: map[string]string{
			"preview_side": strconv.Itoa(scoring.PreviewSide),
			"work_side":    strconv.Itoa(workSide),
		},
	}
}

// Score measures one photo. The values depend on the preview's pixels alone.
// It fails with ErrNoPreview when there are none, and when ctx is done.
func (s *Scorer) Score(ctx context.Context, subject *scoring.Subject) (library.Score, error) {
	if err := ctx.Err(); err != nil {
		return library.Score{}, fmt.Errorf("measuring the photo: %w", err)
	}
	if subject == nil || subject.Preview == nil || subject.Preview.Rect.Empty() {
		return library.Score{}, ErrNoPreview
	}
	f := Extract(subject.Preview)
	score := Judge(&f)
	score.By = s.Provenance()
	score.Hash = subject.Photo.Hash
	score.ScoredAt = s.now()
	return score, nil
}

// Judge turns features into values, reasons, overall and summary. It fills in
// nothing about who scored when.
func Judge(f *Features) library.Score {
	var score library.Score
	for _, a := range library.Attributes() {
		v := judge(f, a)
		score.Values[a], score.Reasons[a] = v.value, v.reason
	}
	score.Overall = overall(&score.Values)
	score.Summary = summarise(&score)
	return score
}

func judge(f *Features, a library.Attribute) verdict {
	if !f.Measurable() {
		return absent(fmt.Sprintf("The picture is too small to measure (%d x %d pixels).", f.Width, f.Height))
	}
	switch a {
	case library.Composition:
		return judgeComposition(f)
	case library.EyeCatching:
		return absent("Taste needs a model: it cannot be measured.")
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
	return absent("")
}
