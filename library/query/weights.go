package query

import (
	"encoding/json"
	"fmt"
	"math"
	"strconv"
	"strings"

	"keeplight.app/keeplight/library"
)

// MaxWeight is the highest weight that a window offers. A command line may give
// higher ones: only how they compare counts.
const MaxWeight = 5

// Weights say how much each attribute counts to a person, 0 being not at all. Only how
// they compare matters. The zero value lets all ten count alike.
type Weights [library.NumAttributes]float64

// Equal are weights that are written out as a window shows them: each is 1.
func Equal() (w Weights) {
	for a := range w {
		w[a] = 1
	}
	return w
}

// Counted is how many attributes count.
func (w Weights) Counted() (n int) {
	if w.orEqual() != w {
		return len(w)
	}
	for _, x := range w {
		if x > 0 {
			n++
		}
	}
	return n
}

// Of gives the weighted mean of those attributes of a score that count and are known,
// 0..10: an unknown one takes its weight with it, and is never taken for a middle
// value. counted says how many count, known how many of them could be judged; where
// that is none the mean is unknown.
func (w Weights) Of(s *library.Score) (mean library.Value, known, counted int) {
	weights := w.orEqual()
	var sum, total, off float64
	for a, weight := range weights {
		if weight <= 0 {
			continue
		}
		counted++
		v := s.Values[a]
		if !v.Known || math.IsNaN(v.Mean) {
			continue
		}
		known++
		total += weight
		sum += weight * v.Mean
		off += weight * v.Off
	}
	if known == 0 {
		return library.Value{}, 0, counted
	}
	return library.Value{Known: true, Mean: sum / total, Off: off / total}, known, counted
}

// orEqual gives weights of which one is more than 0.
func (w Weights) orEqual() Weights {
	for _, x := range w {
		if x > 0 {
			return w
		}
	}
	return Equal()
}

// valid is true for weights whose sums stay finite.
func (w Weights) valid() bool {
	for _, x := range w {
		if !validWeight(x) {
			return false
		}
	}
	return true
}

// mostWeight keeps sums of weighted values finite.
const mostWeight = 1e6

func validWeight(x float64) bool { return x >= 0 && x <= mostWeight }

// ParseWeights reads weights as a person types them: "clarity=2,exposure=0.5". What is
// not named does not count. The error says which part is wrong.
func ParseWeights(text string) (w Weights, err error) {
	for part := range strings.SplitSeq(text, ",") {
		key, number, ok := strings.Cut(strings.TrimSpace(part), "=")
		if !ok {
			return Weights{}, fmt.Errorf("%q is not a weight: write such as clarity=2,exposure=1", part)
		}
		a, ok := library.ParseAttribute(strings.TrimSpace(key))
		if !ok {
			return Weights{}, fmt.Errorf("there is no attribute %q: use %s", strings.TrimSpace(key), attributeKeys())
		}
		x, err := strconv.ParseFloat(strings.TrimSpace(number), 64)
		if err != nil || !validWeight(x) {
			return Weights{}, fmt.Errorf("the weight of %s is a number from 0 to %g, not %q", a.Key(), float64(mostWeight), strings.TrimSpace(number))
		}
		w[a] = x
	}
	if w == (Weights{}) {
		return Weights{}, fmt.Errorf("all weights of %q are 0: let one attribute count", text)
	}
	return w, nil
}

func attributeKeys() string {
	var keys []string
	for _, a := range library.Attributes() {
		keys = append(keys, a.Key())
	}
	return strings.Join(keys, ", ")
}

// String writes weights as ParseWeights reads them, those apart that do not count.
func (w Weights) String() string {
	var parts []string
	for _, a := range library.Attributes() {
		if w[a] > 0 {
			parts = append(parts, a.Key()+"="+strconv.FormatFloat(w[a], 'g', -1, 64))
		}
	}
	return strings.Join(parts, ",")
}

// MarshalJSON writes the weights by the attributes' names.
func (w Weights) MarshalJSON() ([]byte, error) {
	named := make(map[string]float64, len(w))
	for _, a := range library.Attributes() {
		named[a.Key()] = w[a]
	}
	b, err := json.Marshal(named)
	if err != nil {
		return nil, fmt.Errorf("writing weights: %w", err)
	}
	return b, nil
}

// UnmarshalJSON reads what MarshalJSON writes. Names that this version does not know
// are passed over; numbers that cannot be weights make all count alike.
func (w *Weights) UnmarshalJSON(b []byte) error {
	var named map[string]float64
	if err := json.Unmarshal(b, &named); err != nil {
		return fmt.Errorf("reading weights: %w", err)
	}
	*w = Weights{}
	for _, a := range library.Attributes() {
		w[a] = named[a.Key()]
	}
	if !w.valid() {
		*w = Weights{}
	}
	return nil
}
