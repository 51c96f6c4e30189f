package scorers

import (
	"context"
	"errors"
	"fmt"
	"image"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/scoring"
	"keeplight.app/keeplight/scoring/eyechart"
	"keeplight.app/keeplight/scoring/wrongphoto"
)

// PhotoCheck is what came of holding explanations against wrong photos.
type PhotoCheck = wrongphoto.Result

// FewestPairs is the number of pairs of photos from which a PhotoCheck may be shown
// beside an explanation.
const FewestPairs = wrongphoto.Fewest

// Explained is a photo with what was written about it.
type Explained struct {
	Photo library.Photo
	Text  library.Explanation
}

// CheckExplanations holds each explanation against its own photo and against another
// one. photos are in the shoot's order; scoring goes on meanwhile, one photo at a time.
// tell, which may be nil, is called after each photo, and with an error where that one
// could not be shown, whose pair is left out. Errors: ErrNoExplainer,
// scoring.ErrCannotWeigh, scoring.ErrUnavailable and the context's.
func CheckExplanations(ctx context.Context, l *List, photos []Explained, tell func(done, all int, err error)) (PhotoCheck, error) {
	by, x := l.beginExplaining("")
	if by == nil {
		return PhotoCheck{}, ErrNoExplainer
	}
	defer by.explaining.Done()
	weigher, ok := x.(scoring.Weigher)
	if !ok {
		return PhotoCheck{}, scoring.ErrCannotWeigh
	}
	return held(ctx, weigher, l.o.Pictures.Preview, photos, tell)
}

// held holds explanations against photos whose previews it is given.
func held(
	ctx context.Context, w scoring.Weigher, preview func(context.Context, *library.Photo) (*image.RGBA, error),
	photos []Explained, tell func(done, all int, err error),
) (PhotoCheck, error) {
	texts := make([]*library.Explanation, len(photos))
	for i := range photos {
		texts[i] = &photos[i].Text
	}
	plan := wrongphoto.NewPlan(len(photos))
	known := map[[2]int]scoring.Likelihood{}
	places := plan.Photos()
	for done, photo := range places {
		wanted := plan.Texts(photo)
		subject := &scoring.Subject{Photo: photos[photo].Photo}
		var likely []scoring.Likelihood
		var err error
		if subject.Preview, err = preview(ctx, &subject.Photo); err == nil {
			likely, err = w.Weigh(ctx, subject, pick(texts, wanted))
		}
		switch {
		case ctx.Err() != nil:
			return PhotoCheck{}, ctx.Err()
		case errors.Is(err, scoring.ErrCannotWeigh), errors.Is(err, scoring.ErrUnavailable):
			return PhotoCheck{}, err
		}
		for i := range likely {
			known[[2]int{photo, wanted[i]}] = likely[i]
		}
		if tell != nil {
			tell(done+1, len(places), err)
		}
	}
	return wrongphoto.Judge(plan, texts, func(photo, text int) (scoring.Likelihood, bool) {
		found, ok := known[[2]int{photo, text}]
		return found, ok
	}), nil
}

func pick(texts []*library.Explanation, places []int) []*library.Explanation {
	some := make([]*library.Explanation, len(places))
	for i, place := range places {
		some[i] = texts[place]
	}
	return some
}

// checksKey is the setting under which checks are kept.
const checksKey = "explanations_checked"

// mostChecks bounds how many are kept; with more, all are forgotten.
const mostChecks = 50

// PhotoChecks are what came of checks, by what wrote the explanations.
type PhotoChecks map[string]PhotoCheck

// Of gives the check of explanations that were written like this one, which is of
// enough pairs to be shown; false where there is none.
func (c PhotoChecks) Of(e *library.Explanation) (PhotoCheck, bool) {
	r, ok := c[writer(e)]
	return r, ok && r.Enough()
}

// writer names what wrote an explanation: the model's files, the prompt and the form.
func writer(e *library.Explanation) string {
	return e.By.Model + "|" + e.By.Prompt + "|" + string(e.Form)
}

// ReadPhotoChecks reads the checks that a catalogue keeps. What cannot be read was
// never checked.
func ReadPhotoChecks(ctx context.Context, in SettingReader) (PhotoChecks, error) {
	var all PhotoChecks
	if _, err := in.Setting(ctx, checksKey, &all); err != nil {
		return PhotoChecks{}, fmt.Errorf("recalling how explanations were checked: %w", err)
	}
	if len(all) > mostChecks {
		return PhotoChecks{}, nil
	}
	sound := PhotoChecks{}
	for by, r := range all {
		if r.Check() == nil {
			sound[by] = r
		}
	}
	return sound, nil
}

// SettingReader is where a catalogue's settings are read.
type SettingReader interface {
	Setting(ctx context.Context, key string, value any) (found bool, err error)
}

// KeepPhotoCheck keeps what came of a check of texts that were written like this one.
// The error is the catalogue's.
func KeepPhotoCheck(ctx context.Context, in eyechart.Settings, like *library.Explanation, r PhotoCheck) error {
	all, err := ReadPhotoChecks(ctx, in)
	if err != nil || len(all) >= mostChecks {
		all = PhotoChecks{} // it is only a convenience
	}
	all[writer(like)] = r
	if err := in.PutSetting(ctx, checksKey, all); err != nil {
		return fmt.Errorf("keeping how explanations were checked: %w", err)
	}
	return nil
}
