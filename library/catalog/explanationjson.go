package catalog

import (
	"encoding/json"
	"fmt"
	"time"

	"keeplight.app/keeplight/library"
)

// maxExplanationBytes bounds one stored explanation; a real one has a few
// kilobytes.
const maxExplanationBytes = 64 << 10

// storedExplanation is a library.Explanation on the disk, without provenance and
// hash, which have columns.
type storedExplanation struct {
	Text      string        `json:"x"`
	Form      string        `json:"f"`
	End       string        `json:"e"`
	ScoreKey  string        `json:"s"`
	Overall   storedValue   `json:"o"`
	Values    []storedValue `json:"a,omitempty"`
	WrittenAt time.Time     `json:"t"`
}

// encodeExplanation gives the compact JSON of an explanation.
func encodeExplanation(e *library.Explanation) ([]byte, error) {
	if err := checkValue(e.Overall); err != nil {
		return nil, fmt.Errorf("overall: %w", err)
	}
	out := storedExplanation{
		Text: e.Text, Form: string(e.Form), End: string(e.End), ScoreKey: e.ScoreKey, Overall: store(told(e.Overall)), WrittenAt: e.WrittenAt,
	}
	for _, a := range library.Attributes() {
		v := e.Of(a)
		if err := checkValue(v); err != nil {
			return nil, fmt.Errorf("%s: %w", a.Key(), err)
		}
		if v.Known {
			sv := store(told(v))
			sv.Key = a.Key()
			out.Values = append(out.Values, sv)
		}
	}
	b, err := json.Marshal(out)
	if err != nil {
		return nil, fmt.Errorf("encoding the explanation: %w", err)
	}
	if len(b) > maxExplanationBytes {
		return nil, fmt.Errorf("the explanation has %d KB, at most %d are stored", len(b)>>10, maxExplanationBytes>>10)
	}
	return b, nil
}

// decodeExplanation reads what encodeExplanation wrote, without provenance and
// hash. Any other bytes give an error. An attribute of a later version is passed
// over.
func decodeExplanation(b []byte) (library.Explanation, error) {
	if len(b) > maxExplanationBytes {
		return library.Explanation{}, fmt.Errorf("%w: %d KB", ErrDamagedRow, len(b)>>10)
	}
	var in storedExplanation
	if err := json.Unmarshal(b, &in); err != nil {
		return library.Explanation{}, fmt.Errorf("%w: %w", ErrDamagedRow, err)
	}
	e := library.Explanation{
		Text: in.Text, Form: library.ExplanationForm(in.Form), End: library.ExplanationEnd(in.End), ScoreKey: in.ScoreKey, WrittenAt: in.WrittenAt,
	}
	var err error
	if e.Overall, err = in.Overall.told(); err != nil {
		return library.Explanation{}, fmt.Errorf("%w: overall: %w", ErrDamagedRow, err)
	}
	for i := range in.Values {
		a, ok := library.ParseAttribute(in.Values[i].Key)
		if !ok {
			continue
		}
		if e.Values[a], err = in.Values[i].told(); err != nil {
			return library.Explanation{}, fmt.Errorf("%w: %s: %w", ErrDamagedRow, a.Key(), err)
		}
	}
	return e, nil
}

// told is the part of a value that the model was told.
func told(v library.Value) library.Value { return library.Value{Known: v.Known, Mean: v.Mean} }

func (s *storedValue) told() (library.Value, error) {
	v, err := s.value()
	return told(v), err
}
