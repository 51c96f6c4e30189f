package mllm

import (
	"context"
	"fmt"
	"strings"

	"keeplight/library"
)

// script is all that is asked in one look at a photo.
type script struct {
	beginning  string
	attributes [library.NumAttributes]prompt
	names      [library.NumAttributes]string // under which values are fed back
	overall    stemmed                       // its stem holds valuesMark where values are fed back
	scale      scale                         // of the overall, where it is one answer
	nested     bool                          // the overall is a number that is read digit by digit
	spelling   spelling
}

// newScript writes what is asked in a form, with the scale in one of its orders.
func newScript(r *rubric, form Form, way Overall, sp spelling, descending bool) *script {
	s := &script{spelling: sp, nested: form == Paper}
	text, overall := r.Digits, r.Overall
	s.scale = digitScale(descending)
	switch form {
	case Words:
		text, s.scale = r.Words.scaleText, wordScale(r.Words.Answers)
	case Paper:
		overall = r.Paper.overallText
	}
	s.beginning = text.Ascending
	if descending {
		s.beginning = text.Descending
	}
	s.overall = overall.Reasoned
	if way == Direct {
		s.overall = overall.Direct
	}
	for _, a := range library.Attributes() {
		t := r.Attributes[a.Key()]
		s.names[a] = t.Name
		s.attributes[a] = sp.prompt(t.Ask, text.Stem, s.scale)
	}
	if form == Paper {
		s.attributes[library.Composition] = sp.prompt(r.Paper.Composition.Ask, r.Paper.Composition.Stem, integerScale())
		s.attributes[library.EyeCatching] = sp.prompt(r.Paper.EyeCatching.Ask, r.Paper.EyeCatching.Stem, integerScale())
	}
	return s
}

// play asks everything about a picture that the model has read. Without a single
// value there is no overall: there would be nothing to derive it from.
func (s *script) play(ctx context.Context, view View) (*sheet, error) {
	list, err := ask(ctx, view, s.attributes[:])
	if err != nil {
		return nil, err
	}
	given := &sheet{values: [library.NumAttributes]judgement(list)}
	if !given.anyKnown() {
		given.overall.reason = "No attribute could be read, so there is nothing to derive it from."
		return given, nil
	}
	question := stemmed{Ask: s.overall.Ask, Stem: strings.Replace(s.overall.Stem, valuesMark, s.spoken(given), 1)}
	if s.nested {
		given.overall, err = readNumber(ctx, view, question)
		return given, err
	}
	list, err = ask(ctx, view, []prompt{s.spelling.prompt(question.Ask, question.Stem, s.scale)})
	if err != nil {
		return nil, err
	}
	given.overall = list[0]
	return given, nil
}

// spoken is the values as the model would have written them, in the rubric's
// order, without those that it did not give.
func (s *script) spoken(given *sheet) string {
	var parts []string
	for _, a := range library.Attributes() {
		if j := given.values[a]; j.known {
			parts = append(parts, s.names[a]+" "+s.attributes[a].scale.spoken(j.mean))
		}
	}
	return strings.Join(parts, ", ")
}

// ask gives a judgement for each prompt.
func ask(ctx context.Context, view View, prompts []prompt) ([]judgement, error) {
	questions := make([]Question, len(prompts))
	for i, p := range prompts {
		questions[i] = p.question
	}
	readings, err := view.Ask(ctx, questions)
	if err != nil {
		return nil, fmt.Errorf("asking the model: %w", err)
	}
	if len(readings) != len(prompts) {
		return nil, fmt.Errorf("%d answers to %d questions: %w", len(readings), len(prompts), errReading)
	}
	judgements := make([]judgement, len(prompts))
	for i, p := range prompts {
		if judgements[i], err = p.scale.judge(readings[i]); err != nil {
			return nil, err
		}
	}
	return judgements, nil
}
