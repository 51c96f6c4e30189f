package ingest

// GoOn has a run of the plan go on where another one stopped: what that one has copied or
// compared, and what is still known as such by its content, is not read from the card once
// more. A report of other folders or names changes nothing.
func (p *Plan) GoOn(from *Report) {
	if from == nil || !p.Options.isSameAs(&from.Options) {
		return
	}
	p.settled = from.settled
	for i := range p.Groups {
		g := &p.Groups[i]
		bytes, ok := from.settled[g.Photo.Path]
		g.settled = ok && g.Known && bytes == g.size()
	}
}

// isSameAs is true where two runs copy the same card to the same places.
func (o *Options) isSameAs(other *Options) bool {
	return o.Card == other.Card && o.To == other.To && o.Second == other.Second && o.Template == other.Template
}
