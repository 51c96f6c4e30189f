package evaluating

import (
	"encoding/json"
	"fmt"
	"io"

	"keeplight.app/keeplight/library"
)

// Form names this layout of the JSON and its version.
const Form = "keeplight-eval 1"

// Result is all that was found out, as it is written to JSON. N is always the number
// of photos that a figure speaks of. Figures that do not exist, such as correlations
// of constant scores, are null.
type Result struct {
	Form      string             `json:"form"` // Form
	Ratings   Source             `json:"ratings"`
	Scorer    library.Provenance `json:"scorer"`
	Bootstrap int                `json:"bootstrap"` // rounds
	Seed      uint64             `json:"seed"`

	Overall     Agreement    `json:"overall"`
	Labels      []Labelled   `json:"labels"`      // columns that speak of one attribute, in order of the file
	Pairs       Pairs        `json:"pairs"`       // of the overall
	Uncertainty *Uncertainty `json:"uncertainty"` // null where the scorer gives none
	Peers       []Labelled   `json:"peers"`       // null where they were not asked for
	Against     *Against     `json:"against"`     // null where no other scorer was asked for

	Failed    int          `json:"failed"`     // photos without an overall score; they are in no figure
	FailedFor []Reason     `json:"failed_for"` // why, the most frequent first
	Photos    []PhotoScore `json:"photos"`     // all rated ones, in order of the file
}

// Source is what was read and how.
type Source struct {
	File        string   `json:"file"`
	Layout      string   `json:"layout"`
	Separator   string   `json:"separator"`
	FileColumn  string   `json:"file_column"`
	ScoreColumn string   `json:"score_column"`
	Unused      []string `json:"unused_columns"`
	Rows        int      `json:"rows"`    // with a rating
	Unrated     int      `json:"unrated"` // rows without one, left out
	Photos      int      `json:"photos"`  // different files that are rated
}

// Number is a figure with its 95 % interval, both null where there is none.
type Number struct {
	Value *float64 `json:"value"`
	Low   *float64 `json:"low"`
	High  *float64 `json:"high"`
}

// Agreement is how scores agree with ratings.
type Agreement struct {
	N         int    `json:"n"`
	SRCC      Number `json:"srcc"`
	KRCC      Number `json:"krcc"` // tau-b
	PLCC      Number `json:"plcc"` // of the scores as they are
	CurvePLCC Number `json:"plcc_after_logistic"`
	CurveRMSE Number `json:"rmse_after_logistic"` // in people's units
	Curve     *Curve `json:"logistic"`            // null where none could be fitted
	// RatingSD is the standard deviation of the ratings: the RMSE of always saying
	// their mean.
	RatingSD float64 `json:"rating_sd"`
}

// Curve is low + (high - low) / (1 + exp(-(score - middle) / width)).
type Curve struct {
	Low    float64 `json:"low"`
	High   float64 `json:"high"`
	Middle float64 `json:"middle"`
	Width  float64 `json:"width"`
}

// Labelled compares one measure with one column.
type Labelled struct {
	Column  string `json:"column"`  // of the ratings
	Measure string `json:"measure"` // an attribute's key, "overall", or a peer's key
	Title   string `json:"-"`       // of the measure, for people
	N       int    `json:"n"`
	Absent  int    `json:"absent"` // rated photos without this value: it is in no figure
	SRCC    Number `json:"srcc"`
	PLCC    Number `json:"plcc"`
}

// Pairs are pairs of photos and whether scores order them as people do.
type Pairs struct {
	Photos     int     `json:"photos"`      // whose pairs were looked at, at most 10,000
	PeopleTied int     `json:"people_tied"` // pairs that people rate equal, left out
	All        Band    `json:"all"`
	ByRating   []Band  `json:"by_rating_gap"`
	ByScore    []Band  `json:"by_score_gap"`
	RatingUnit float64 `json:"rating_gap_unit"` // the unit of by_rating_gap: one standard deviation of the ratings
	ScoreUnit  float64 `json:"score_gap_unit"`  // the same of the scores
}

// Band is the pairs whose gap is From or more and below To, null for no bound.
type Band struct {
	From  float64  `json:"from"`
	To    *float64 `json:"to"`
	N     int      `json:"n"`
	Tied  int      `json:"tied"`  // of them, pairs with equal scores
	Share Number   `json:"right"` // 0..1 in the order of people; a tie counts as half
}

// Uncertainty compares what "±" promises with what people say.
type Uncertainty struct {
	Photos int       `json:"photos"` // whose pairs were looked at
	Clear  Promise   `json:"clear"`  // pairs at least one joint standard deviation apart
	Bands  []Promise `json:"bands"`  // by distance in joint standard deviations
}

// Promise is a band of pairs and the share that would be right if "±" were.
type Promise struct {
	Band
	Promised float64 `json:"promised"`
}

// Against compares with another scorer on the photos that both have scored.
type Against struct {
	Scorer     library.Provenance `json:"scorer"`
	File       string             `json:"file"` // an earlier result it was read from, "" where it scored now
	N          int                `json:"n"`
	Missing    int                `json:"missing"` // photos that only one of the two has scored
	First      Number             `json:"srcc_first"`
	Second     Number             `json:"srcc_second"`
	Difference Number             `json:"difference"`  // first minus second, paired bootstrap
	Better     float64            `json:"first_above"` // share of rounds in which the first is better
	Between    float64            `json:"srcc_between"`
	P          *float64           `json:"p_williams"` // null where the test does not exist
}

// Reason is why photos failed.
type Reason struct {
	Text   string `json:"text"`
	Photos int    `json:"photos"`
}

// PhotoScore is one rated photo.
type PhotoScore struct {
	File       string             `json:"file"`               // as the ratings name it
	FileB64    []byte             `json:"file_b64,omitempty"` // its bytes, where they are not UTF-8
	Line       int                `json:"line"`
	Rating     float64            `json:"rating"`
	Votes      int                `json:"votes"` // rows that the rating is the mean of
	Overall    *float64           `json:"overall"`
	SD         *float64           `json:"overall_sd"`
	Fitted     *float64           `json:"fitted"` // what the curve makes of the score, in people's units
	Attributes map[string]float64 `json:"attributes,omitempty"`
	Peers      map[string]float64 `json:"peers,omitempty"`
	Other      *float64           `json:"against,omitempty"` // the other scorer's overall
	Problem    string             `json:"problem,omitempty"`
}

// WriteJSON writes the result as one indented JSON object.
func (r *Result) WriteJSON(w io.Writer) error {
	e := json.NewEncoder(w)
	e.SetIndent("", "  ")
	e.SetEscapeHTML(false)
	if err := e.Encode(r); err != nil {
		return fmt.Errorf("writing the result as JSON: %w", err)
	}
	return nil
}
