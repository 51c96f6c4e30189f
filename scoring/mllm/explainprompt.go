package mllm

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/zeebo/xxh3"

	"keeplight.app/keeplight/library"
)

const (
	overallMark = "{overall}" // where the overall stands, with two decimals
	endingMark  = "{ending}"  // where the sentence stands that an explanation ends with
	valueMark   = "{value}"   // where its value stands, with two decimals
)

// explainText is how a model is asked to explain a score: assets/rubric says how
// its texts are meant.
type explainText struct {
	Version   string            `json:"version"`
	Beginning string            `json:"beginning"`
	Names     map[string]string `json:"names"` // of the attributes, by key
	Ending    string            `json:"ending"`
	Prose     proseText         `json:"prose"`
	Fields    fieldsText        `json:"fields"`

	digest string
}

type proseText struct {
	Ask  string `json:"ask"`
	End  string `json:"end"` // after Ask, where there is an overall
	Stem string `json:"stem"`
}

type fieldsText struct {
	Reason string `json:"reason"` // the label of a field with a reason
	Score  string `json:"score"`  // a field with a score
	Ask    string `json:"ask"`
	End    string `json:"end"`
}

// parseExplain reads assets/rubric's text. It fails where anything is missing,
// unknown or blank.
func parseExplain(text []byte) (*explainText, error) {
	if len(text) > maxRubricBytes {
		return nil, fmt.Errorf("reading how to explain: it has %d KB, at most %d are read", len(text)>>10, maxRubricBytes>>10)
	}
	d := json.NewDecoder(bytes.NewReader(text))
	d.DisallowUnknownFields()
	t := &explainText{digest: strconv.FormatUint(xxh3.Hash(text), 16)}
	if err := d.Decode(t); err != nil {
		return nil, fmt.Errorf("reading how to explain: %w", err)
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return nil, errors.New("reading how to explain: more follows after its end")
	}
	if err := t.check(); err != nil {
		return nil, fmt.Errorf("reading how to explain: %w", err)
	}
	return t, nil
}

// prompt is the version for people and a digest of every byte.
func (t *explainText) prompt() string { return t.Version + "-" + t.digest }

func (t *explainText) check() error {
	if len(t.Names) != library.NumAttributes {
		return fmt.Errorf("%d names of attributes, want %d", len(t.Names), library.NumAttributes)
	}
	for _, a := range library.Attributes() {
		if isBlank(t.Names[a.Key()]) {
			return fmt.Errorf("the name of %s is missing", a.Key())
		}
	}
	for _, part := range []struct {
		name, text string
		marks      []string
	}{
		{"version", t.Version, nil},
		{"beginning", t.Beginning, nil},
		{"ending", t.Ending, []string{overallMark}},
		{"prose.ask", t.Prose.Ask, []string{valuesMark}},
		{"prose.end", t.Prose.End, []string{endingMark}},
		{"prose.stem", t.Prose.Stem, nil},
		{"fields.reason", t.Fields.Reason, []string{nameMark}},
		{"fields.score", t.Fields.Score, []string{nameMark, valueMark}},
		{"fields.ask", t.Fields.Ask, []string{valuesMark}},
		{"fields.end", t.Fields.End, []string{endingMark}},
	} {
		if err := checkMarks(part.text, part.marks); err != nil {
			return fmt.Errorf("%s: %w", part.name, err)
		}
	}
	if !strings.Contains(t.Ending, "<"+overallMark+">") {
		return fmt.Errorf("ending: %s must stand between < and >, by which the end is found", overallMark)
	}
	return nil
}

// checkMarks refuses a blank text and one in which not just these marks stand
// once each.
func checkMarks(text string, marks []string) error {
	if isBlank(text) {
		return errors.New("it is missing")
	}
	for _, mark := range marks {
		if strings.Count(text, mark) != 1 {
			return fmt.Errorf("%s must stand in it once", mark)
		}
		text = strings.Replace(text, mark, "", 1)
	}
	if strings.ContainsAny(text, "{}") {
		return errors.New("a mark stands in it that means nothing there")
	}
	return nil
}

// question asks to explain a score in a form. It is false where the score holds
// not a single value to explain.
func (t *explainText) question(form library.ExplanationForm, s *library.Score) (q Question, ok bool) {
	ask, end, between := t.Prose.Ask, t.Prose.End, ", "
	q.Stem = t.Prose.Stem
	if form == library.Fields {
		ask, end, between = t.Fields.Ask, t.Fields.End, "\n"
		q.Stem = t.firstField(s)
	}
	values := t.values(form, s)
	if len(values) == 0 {
		return Question{}, false
	}
	q.Text = strings.Replace(ask, valuesMark, strings.Join(values, between), 1)
	if s.Overall.Known {
		q.Text += strings.Replace(end, endingMark, t.ending(s.Overall), 1)
	}
	return q, true
}

func (t *explainText) ending(overall library.Value) string {
	return strings.Replace(t.Ending, overallMark, twoDecimals(overall), 1)
}

// values are the known values in the words of a form.
func (t *explainText) values(form library.ExplanationForm, s *library.Score) []string {
	var list []string
	for _, a := range library.Attributes() {
		v := s.Of(a)
		switch {
		case !v.Known:
		case form == library.Fields:
			text := strings.Replace(t.Fields.Score, nameMark, t.Names[a.Key()], 1)
			list = append(list, fieldNumber(a, true)+" "+strings.Replace(text, valueMark, twoDecimals(v), 1))
		default:
			list = append(list, t.Names[a.Key()]+" "+twoDecimals(v))
		}
	}
	return list
}

// firstField is the label with which the numbered form begins.
func (t *explainText) firstField(s *library.Score) string {
	for _, a := range library.Attributes() {
		if s.Of(a).Known {
			return fieldNumber(a, false) + " " + strings.Replace(t.Fields.Reason, nameMark, t.Names[a.Key()], 1)
		}
	}
	return ""
}

// fieldNumber is the number of an attribute's reason or score: the level from
// the highest, then two fields for each attribute, as in "1.1 Reason for
// Composition Score" and "1.2 Composition Score" (arXiv 2503.06141). The paper
// shows the first four; the others go on in the same way.
func fieldNumber(a library.Attribute, isScore bool) string {
	place := 1
	for _, other := range library.Attributes() {
		if other < a && other.Level() == a.Level() {
			place += 2
		}
	}
	if isScore {
		place++
	}
	return fmt.Sprintf("%d.%d", 1+int(library.HighLevel-a.Level()), place)
}

func twoDecimals(v library.Value) string { return strconv.FormatFloat(v.Mean, 'f', 2, 64) }
