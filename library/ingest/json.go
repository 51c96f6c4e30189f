package ingest

import "keeplight.app/keeplight/library/message"

// Row is a plan or a report for other programs. Numbers are of photos and videos unless
// they say otherwise.
type Row struct {
	Card   string `json:"card"`
	To     string `json:"to"`
	Second string `json:"second,omitempty"`

	Found  int   `json:"found,omitempty"`  // on the card, in a plan
	Copied int   `json:"copied"`           // or to be copied
	Files  int   `json:"files"`            // of those
	Bytes  int64 `json:"bytes"`            // of those
	Before int   `json:"before,omitempty"` // copied in before, and skipped
	There  int   `json:"there,omitempty"`  // already in the folders

	End         string `json:"end,omitempty"` // why it ended early: stopped, card or destination
	Remaining   int    `json:"remaining,omitempty"`
	NotInSecond int    `json:"not_in_second,omitempty"`

	Short  []ShortRow     `json:"short,omitempty"`
	Left   map[string]int `json:"left,omitempty"` // files that are neither photos nor videos, by extension
	Failed []FailedRow    `json:"failed,omitempty"`
	Names  []NameRow      `json:"names,omitempty"` // of a plan
}

// ShortRow is a volume with too little room, in bytes.
type ShortRow struct {
	To     []string `json:"to"`
	Needed int64    `json:"needed"`
	Free   int64    `json:"free"`
}

// FailedRow is what was not copied.
type FailedRow struct {
	Path string `json:"path"`
	Why  string `json:"why"`
}

// NameRow is what a file would be called below the destinations.
type NameRow struct {
	From string `json:"from"`
	To   string `json:"to"`
}

// Row gives the plan as one.
func (p *Plan) Row() Row {
	all, known, there, fresh := p.Count()
	r := newRow(&p.Options, p.Failed)
	r.Found, r.Before, r.There = all.Photos+all.Videos, known.Photos+known.Videos, there.Photos+there.Videos
	r.Copied, r.Files, r.Bytes = fresh.Photos+fresh.Videos, fresh.Files, fresh.Bytes
	for _, room := range p.Short() {
		r.Short = append(r.Short, ShortRow{room.To, room.Needed, room.Free})
	}
	for _, k := range p.Left.Kinds {
		r.left(k.Ext, k.Files)
	}
	for i := range p.Groups {
		g := &p.Groups[i]
		for k := range g.Files {
			if f := &g.Files[k]; !g.Known && f.missing() {
				r.Names = append(r.Names, NameRow{f.From, g.To(f)})
			}
		}
	}
	return r
}

// Row gives the report as one.
func (r *Report) Row() Row {
	row := newRow(&r.Options, r.Failed)
	row.Copied, row.Files, row.Bytes = r.Copied.Photos+r.Copied.Videos, r.Copied.Files, r.Copied.Bytes
	row.Before, row.There = r.Known, r.There
	row.End, row.Remaining, row.NotInSecond = string(r.End), r.Remaining, r.NotInSecond
	for _, k := range r.Left.Kinds {
		row.left(k.Ext, k.Files)
	}
	return row
}

func newRow(o *Options, failed []Failure) Row {
	r := Row{Card: o.Card, To: o.To, Second: o.Second}
	for _, f := range failed {
		r.Failed = append(r.Failed, FailedRow{f.Path, message.English(f.Why)})
	}
	return r
}

func (r *Row) left(ext string, files int) {
	if r.Left == nil {
		r.Left = map[string]int{}
	}
	r.Left[ext] = files
}
