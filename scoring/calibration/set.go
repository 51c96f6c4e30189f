package calibration

import (
	"encoding/json"
	"fmt"

	"keeplight.app/keeplight/library"
)

// Set is the maps of one library for one scorer. The zero value changes nothing.
type Set struct {
	Overall    Map
	Attributes [library.NumAttributes]Map
}

// IsIdentity is true where the set changes nothing.
func (s *Set) IsIdentity() bool {
	for i := range s.Attributes {
		if !s.Attributes[i].IsIdentity() {
			return false
		}
	}
	return s.Overall.IsIdentity()
}

// Apply gives the score with its known means and standard deviations mapped.
// Distributions, off masses and all words stay those of the raw score, which is
// not changed.
func (s *Set) Apply(score library.Score) library.Score {
	score.Overall = s.Overall.apply(score.Overall)
	for i := range score.Values {
		score.Values[i] = s.Attributes[i].apply(score.Values[i])
	}
	return score
}

func (m *Map) apply(v library.Value) library.Value {
	if v.Known {
		v.Mean, v.SD = m.At(v.Mean), m.SpreadAt(v.Mean, v.SD)
	}
	return v
}

// stored is a Set as JSON: attributes by their keys, those with an identity left
// out.
type stored struct {
	Overall    Map            `json:"overall"`
	Attributes map[string]Map `json:"attributes,omitempty"`
}

// MarshalJSON writes the maps by the attributes' keys.
func (s Set) MarshalJSON() ([]byte, error) {
	out := stored{Overall: s.Overall, Attributes: map[string]Map{}}
	for _, a := range library.Attributes() {
		if !s.Attributes[a].IsIdentity() {
			out.Attributes[a.Key()] = s.Attributes[a]
		}
	}
	return json.Marshal(out)
}

// UnmarshalJSON reads what MarshalJSON writes. An attribute of a later version
// is passed over. It fails where a map does not rise from (0,0) to (10,10).
func (s *Set) UnmarshalJSON(b []byte) error {
	var in stored
	if err := json.Unmarshal(b, &in); err != nil {
		return fmt.Errorf("reading what was learnt of scores: %w", err)
	}
	*s = Set{Overall: in.Overall}
	for key, m := range in.Attributes {
		if a, ok := library.ParseAttribute(key); ok {
			s.Attributes[a] = m
		}
	}
	return nil
}
