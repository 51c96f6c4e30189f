package report

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"
	"unicode/utf8"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/message"
)

// JSONLines writes one JSON object a line.
type JSONLines struct {
	// Explain adds each attribute's reason, the summary and the explanation.
	Explain bool
	// Standing adds where the overall stands in the shoot and in the library.
	Standing bool
	// Groups adds the group that the photo belongs to.
	Groups bool
	// Weighted adds what the photos are sorted by.
	Weighted bool
	// Faces adds what is known of the faces in the photo.
	Faces bool

	w io.Writer
}

// NewJSONLines gives a writer that hands over each line whole, so that a reader
// at the other end of a pipe sees a photo as soon as it is scored.
func NewJSONLines(w io.Writer) *JSONLines { return &JSONLines{w: w} }

// Write writes one photo.
func (j *JSONLines) Write(r Row) error {
	line, err := encode(j.object(&r))
	if err != nil {
		return fmt.Errorf("writing %s as JSON: %w", library.Display(r.Path), err)
	}
	if _, err := j.w.Write(append(line, '\n')); err != nil {
		return fmt.Errorf("writing a line of JSON: %w", err)
	}
	return nil
}

// Close ends the report. It does not close the writer below.
func (j *JSONLines) Close() error { return nil }

// object gives a row's keys in the order in which they are documented.
func (j *JSONLines) object(r *Row) object {
	o := object{{"path", r.Path}}
	if !utf8.ValidString(r.Path) {
		o = append(o, member{"path_b64", base64.StdEncoding.EncodeToString([]byte(r.Path))})
	}
	o = append(o, member{"hash", orNull(string(r.hash()))})
	s := r.Score
	if s == nil {
		s = &library.Score{}
		o = append(o, member{"scorer", nil})
	} else {
		o = append(o, member{"scorer", scorer(s.By)})
	}
	o = append(o, overall(s.Overall)...)
	o = append(o, member{"attributes", attributes(s)})
	o = append(o, member{"error", orNull(library.Display(r.Err))})
	if damage := message.English(r.Photo.Damage); damage != "" {
		o = append(o, member{"damage", library.Display(damage)})
	}
	o = append(o, facts(&r.Photo)...)
	if j.Explain {
		o = append(o, member{"reasons", reasons(r, s)}, member{"summary", orNull(message.English(s.Summary))}, member{"explanation", explanation(r)})
	}
	if j.Standing {
		o = append(o, member{"shoot", standing(r.InShoot)}, member{"library", standing(r.InLibrary)})
	}
	if j.Groups {
		o = append(o, member{"group", group(r.Group)})
	}
	if j.Weighted {
		o = append(o, member{"weighted", weighted(r.Weighted)})
	}
	if j.Faces {
		o = append(o, member{"faces", faces(r.Faces)})
	}
	return o
}

// facts are what is known of the picture: its upright size in pixels, by how many
// degrees clockwise the person turned it on top of that, and when and with what it was
// taken, by the camera's clock. What is not known is null.
func facts(p *library.Photo) object {
	o := object{
		{"width", nil},
		{"height", nil},
		{"taken", nil},
		{"camera", orNull(library.Display(p.Capture.Camera))},
		{"rotation", p.Rotation.Degrees()},
	}
	if p.Width > 0 && p.Height > 0 {
		o[0].value, o[1].value = p.Width, p.Height
	}
	if !p.Capture.Time.IsZero() {
		o[2].value = p.Capture.Time.Format("2006-01-02T15:04:05.999999999")
	}
	return o
}

// ScorerJSON is how lines name a scorer, as JSON.
func ScorerJSON(p library.Provenance) string {
	text, _ := encode(scorer(p)) // strings and a map of them always encode
	return string(text)
}

func scorer(p library.Provenance) object {
	settings := p.Settings
	if settings == nil {
		settings = map[string]string{}
	}
	return object{
		{"name", p.Name},
		{"version", p.Version},
		{"model", orNull(p.Model)},
		{"prompt", orNull(p.Prompt)},
		{"settings", settings},
	}
}

func overall(v library.Value) object {
	if !usable(v) {
		return object{{"overall", nil}, {"overall_sd", nil}}
	}
	return object{{"overall", number(v.Mean)}, {"overall_sd", spread(v)}}
}

// spread is a value's standard deviation, null where the scorer gives none.
func spread(v library.Value) any {
	if v.SD <= 0 {
		return nil
	}
	return number(v.SD)
}

// attributes are in the order of the radar; what could not be judged is
// missing.
func attributes(s *library.Score) object {
	o := object{}
	for _, a := range library.Attributes() {
		if v := s.Of(a); usable(v) {
			o = append(o, member{a.Key(), object{{"mean", number(v.Mean)}, {"sd", spread(v)}}})
		}
	}
	return o
}

func reasons(r *Row, s *library.Score) object {
	o := object{}
	for _, a := range library.Attributes() {
		if text := r.reason(s.Reasons[a]); text != "" {
			o = append(o, member{a.Key(), text})
		}
	}
	return o
}

// orNull gives null for text that is not there.
func orNull(s string) any {
	if s == "" {
		return nil
	}
	return s
}

func number(v float64) json.Number {
	text, _ := decimal(v) // only usable values come here
	return json.Number(text)
}

// member is one key of an object.
type member struct {
	key   string
	value any
}

// object is a JSON object that keeps its keys in order.
type object []member

// MarshalJSON writes the members as they stand.
func (o object) MarshalJSON() ([]byte, error) {
	var b bytes.Buffer
	b.WriteByte('{')
	for i, m := range o {
		if i > 0 {
			b.WriteByte(',')
		}
		key, err := encode(m.key)
		if err != nil {
			return nil, err
		}
		value, err := encode(m.value)
		if err != nil {
			return nil, err
		}
		b.Write(key)
		b.WriteByte(':')
		b.Write(value)
	}
	b.WriteByte('}')
	return b.Bytes(), nil
}

// encode is json.Marshal that leaves <, > and & as they are, as names have
// them.
func encode(v any) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		return nil, err
	}
	return bytes.TrimSuffix(b.Bytes(), []byte("\n")), nil
}
