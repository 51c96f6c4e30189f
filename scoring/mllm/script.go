package mllm

import (
	"context"
	"fmt"
	"strings"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/message"
)

// script is all that is asked in one view of a photo.
type script struct {
	beginning  string
	attributes [library.NumAttributes]prompt
	names      [library.NumAttributes]string // under which values are fed back
	overall    stemmed                       // its stem may hold valuesMark or namedMark
	scale      scale                         // of the overall, where it is one answer
	nested     bool                          // the overall is a number that is read digit by digit
	spelling   spelling
}

// newScript writes what is asked in a form, with the scale in one of its orders.
func newScript(r *rubric, form Form, way Overall, sp spelling, descending bool) *script {
	s := &script{spelling: sp, nested: form == Paper}
	text := r.Digits
	s.scale = digitScale(descending)
	if form == Words {
		text, s.scale = r.Words.scaleText, wordScale(r.Words.Answers)
	}
	s.beginning = r.beginning(text, descending)
	s.overall = r.overall(form, way, text)
	for _, a := range library.Attributes() {
		s.names[a] = r.Attributes[a.Key()].Name
		// The person's turn has said it all: nothing is left to read for each
		// question but the name.
		s.attributes[a] = sp.prompt("", text.stem(s.names[a]), s.scale)
	}
	if form == Paper {
		s.attributes[library.Composition] = sp.prompt(r.Paper.Composition.Ask, r.Paper.Composition.Stem, integerScale())
		s.attributes[library.EyeCatching] = sp.prompt(r.Paper.EyeCatching.Ask, r.Paper.EyeCatching.Stem, integerScale())
	}
	return s
}

// overall is how the overall is asked for.
func (r *rubric) overall(form Form, way Overall, text scaleText) stemmed {
	switch {
	case form == Paper && way == Direct:
		return r.Paper.Direct
	case form == Paper:
		return r.Paper.Reasoned
	case way == Direct:
		return stemmed{Stem: text.stem(r.Overall.Name)}
	default:
		return stemmed{Stem: r.Overall.After + text.stem(r.Overall.Name)}
	}
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
		given.overall.reason = message.New(message.AnswerNothing)
		return given, nil
	}
	question := stemmed{Ask: s.overall.Ask, Stem: s.feedBack(given)}
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

// feedBack is the stem of the overall with the values as the model would have
// written them, in the rubric's order. By its place a value is known there, so
// one that the model did not give is a question mark; by its name it is left out.
func (s *script) feedBack(given *sheet) string {
	var values, named []string
	for _, a := range library.Attributes() {
		value := "?"
		if j := given.values[a]; j.known {
			value = s.attributes[a].scale.spoken(j.mean)
			named = append(named, s.names[a]+" "+value)
		}
		values = append(values, value)
	}
	return strings.NewReplacer(
		valuesMark, strings.Join(values, ","),
		namedMark, strings.Join(named, ", "),
	).Replace(s.overall.Stem)
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
