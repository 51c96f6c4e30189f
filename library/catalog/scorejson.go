package catalog

import (
	"encoding/json"
	"fmt"
	"math"
	"time"

	"keeplight.app/keeplight/library"
)

// maxScoreBytes bounds one stored score; a real one has a few kilobytes.
const maxScoreBytes = 1 << 20

// storedValue is a library.Value on the disk. Attributes go by key, so that the
// order of the radar may change.
type storedValue struct {
	Key    string          `json:"k,omitempty"`
	Mean   *float64        `json:"m,omitempty"` // absent when not known
	SD     float64         `json:"sd,omitempty"`
	Dist   []float64       `json:"d,omitempty"`
	Off    float64         `json:"x,omitempty"`
	Reason library.Message `json:"r,omitzero"`
}

// storedScore is a library.Score on the disk, without provenance and hash,
// which have columns.
type storedScore struct {
	Overall  storedValue     `json:"o"`
	Values   []storedValue   `json:"a,omitempty"`
	Summary  library.Message `json:"s,omitzero"`
	ScoredAt time.Time       `json:"t"`
	Basis    []float32       `json:"b,omitempty"`
	Tokens   int             `json:"p,omitempty"`
}

func store(v library.Value) storedValue {
	s := storedValue{SD: v.SD, Dist: v.Distribution, Off: v.Off}
	if v.Known {
		s.Mean = &v.Mean
	}
	return s
}

func (s *storedValue) value() (library.Value, error) {
	v := library.Value{SD: s.SD, Off: s.Off}
	if len(s.Dist) > 0 {
		v.Distribution = s.Dist
	}
	if s.Mean != nil {
		v.Known, v.Mean = true, *s.Mean
	}
	return v, checkValue(v)
}

// checkValue refuses numbers that no scorer may give.
func checkValue(v library.Value) error {
	if !(v.Mean >= 0 && v.Mean <= 10) {
		return fmt.Errorf("a mean of %g is outside 0..10", v.Mean)
	}
	if !(v.SD >= 0) || math.IsInf(v.SD, 0) {
		return fmt.Errorf("a standard deviation of %g is invalid", v.SD)
	}
	if !(v.Off >= 0 && v.Off <= 1) {
		return fmt.Errorf("a probability of %g is outside 0..1", v.Off)
	}
	return nil
}

// encodeScore gives the compact JSON of a score.
func encodeScore(s *library.Score) ([]byte, error) {
	if err := checkValue(s.Overall); err != nil {
		return nil, fmt.Errorf("overall: %w", err)
	}
	out := storedScore{Overall: store(s.Overall), Summary: s.Summary, ScoredAt: s.ScoredAt, Basis: s.Basis, Tokens: s.PictureTokens}
	for _, a := range library.Attributes() {
		v := s.Values[a]
		if err := checkValue(v); err != nil {
			return nil, fmt.Errorf("%s: %w", a.Key(), err)
		}
		if !v.Known && s.Reasons[a].IsZero() && len(v.Distribution) == 0 && v.Off == 0 {
			continue
		}
		sv := store(v)
		sv.Key, sv.Reason = a.Key(), s.Reasons[a]
		out.Values = append(out.Values, sv)
	}
	b, err := json.Marshal(out)
	if err != nil {
		return nil, fmt.Errorf("encoding the score: %w", err)
	}
	if len(b) > maxScoreBytes {
		return nil, fmt.Errorf("the score has %d KB, at most %d are stored", len(b)>>10, maxScoreBytes>>10)
	}
	return b, nil
}

// decodeScore reads what encodeScore wrote, without provenance and hash. Any
// other bytes give an error. An attribute of a later version is passed over.
func decodeScore(b []byte) (library.Score, error) { return decodeScoreWith(b, nil) }

// decodeScoreWith is decodeScore for one of many scores, with what fastScore
// remembers.
func decodeScoreWith(b []byte, words map[string]string) (library.Score, error) {
	if len(b) > maxScoreBytes {
		return library.Score{}, fmt.Errorf("%w: %d KB", ErrDamagedRow, len(b)>>10)
	}
	in, ok := fastScore(b, words)
	if !ok {
		in = storedScore{}
		if err := json.Unmarshal(b, &in); err != nil {
			return library.Score{}, fmt.Errorf("%w: %w", ErrDamagedRow, err)
		}
	}
	s := library.Score{Summary: in.Summary, ScoredAt: in.ScoredAt, Basis: in.Basis, PictureTokens: in.Tokens}
	if s.PictureTokens < 0 {
		return library.Score{}, fmt.Errorf("%w: a picture of %d tokens", ErrDamagedRow, s.PictureTokens)
	}
	var err error
	if s.Overall, err = in.Overall.value(); err != nil {
		return library.Score{}, fmt.Errorf("%w: overall: %w", ErrDamagedRow, err)
	}
	for i := range in.Values {
		a, ok := library.ParseAttribute(in.Values[i].Key)
		if !ok {
			continue
		}
		if s.Values[a], err = in.Values[i].value(); err != nil {
			return library.Score{}, fmt.Errorf("%w: %s: %w", ErrDamagedRow, a.Key(), err)
		}
		s.Reasons[a] = in.Values[i].Reason
	}
	return s, nil
}

func decodeProvenance(b []byte) (library.Provenance, error) {
	var p library.Provenance
	if err := json.Unmarshal(b, &p); err != nil {
		return p, fmt.Errorf("%w: provenance: %w", ErrDamagedRow, err)
	}
	return p, nil
}
