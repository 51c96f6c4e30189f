package query

import (
	"encoding/json"
	"fmt"
	"time"

	"keeplight.app/keeplight/library"
)

// savedFilter is a Filter as settings keep it: in words, so that it survives a
// change of the numbers behind them, and without what restricts nothing.
type savedFilter struct {
	Folders     []string         `json:"folders,omitempty"`
	Flags       []string         `json:"flags,omitempty"`
	MinRating   library.Rating   `json:"min_rating,omitempty"`
	MaxRating   library.Rating   `json:"max_rating,omitempty"`
	Unrated     bool             `json:"unrated,omitempty"`
	Labels      []string         `json:"labels,omitempty"`
	Overall     Range            `json:"overall,omitzero"`
	Attributes  map[string]Range `json:"attributes,omitempty"`
	Camera      string           `json:"camera,omitempty"`
	Lens        string           `json:"lens,omitempty"`
	From        time.Time        `json:"from,omitzero"`
	To          time.Time        `json:"to,omitzero"`
	Text        string           `json:"text,omitempty"`
	Misfires    Misfires         `json:"misfires,omitempty"`
	Faces       FacesWanted      `json:"faces,omitempty"`
	Damaged     bool             `json:"damaged,omitempty"`
	ShowMissing bool             `json:"show_missing,omitempty"`
}

// MarshalJSON writes flags, labels and attributes by their names. A folder
// whose name is not UTF-8 does not survive, as JSON cannot hold it.
func (f Filter) MarshalJSON() ([]byte, error) {
	s := savedFilter{
		Folders: f.Folders, MinRating: f.MinRating, MaxRating: f.MaxRating, Unrated: f.Unrated,
		Overall: f.Overall, Camera: f.Camera, Lens: f.Lens, From: f.From, To: f.To,
		Text: f.Text, Misfires: f.Misfires, Faces: f.Faces, Damaged: f.Damaged, ShowMissing: f.ShowMissing,
	}
	for _, flag := range f.Flags {
		s.Flags = append(s.Flags, flag.String())
	}
	for _, label := range f.Labels {
		s.Labels = append(s.Labels, label.String())
	}
	if len(f.Attributes) > 0 {
		s.Attributes = make(map[string]Range, len(f.Attributes))
		for a, r := range f.Attributes {
			s.Attributes[a.Key()] = r
		}
	}
	b, err := json.Marshal(s)
	if err != nil {
		return nil, fmt.Errorf("writing a filter: %w", err)
	}
	return b, nil
}

// UnmarshalJSON reads what MarshalJSON writes. Fields and names that this
// version does not know are passed over, so that the settings of a newer one
// still open.
func (f *Filter) UnmarshalJSON(b []byte) error {
	var s savedFilter
	if err := json.Unmarshal(b, &s); err != nil {
		return fmt.Errorf("reading a filter: %w", err)
	}
	*f = Filter{
		Folders: s.Folders, MinRating: s.MinRating, MaxRating: s.MaxRating, Unrated: s.Unrated,
		Overall: s.Overall, Camera: s.Camera, Lens: s.Lens, From: s.From, To: s.To,
		Text: s.Text, Misfires: s.Misfires.known(), Faces: s.Faces.known(), Damaged: s.Damaged, ShowMissing: s.ShowMissing,
	}
	for _, word := range s.Flags {
		if flag, err := library.ParseFlag(word); err == nil {
			f.Flags = append(f.Flags, flag)
		}
	}
	for _, word := range s.Labels {
		if label, err := library.ParseLabel(word); err == nil {
			f.Labels = append(f.Labels, label)
		}
	}
	for key, r := range s.Attributes {
		a, ok := library.ParseAttribute(key)
		if !ok {
			continue
		}
		if f.Attributes == nil {
			f.Attributes = make(map[library.Attribute]Range, len(s.Attributes))
		}
		f.Attributes[a] = r
	}
	return nil
}
