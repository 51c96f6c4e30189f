package stacks

import (
	"cmp"
	"math"
	"slices"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/burst"
	"keeplight.app/keeplight/library/message"
	"keeplight.app/keeplight/library/query"
	"keeplight.app/keeplight/scoring/difference"
)

// Suggestion is the frame of a burst that a scorer puts first. It is said, and never
// acted on.
type Suggestion struct {
	Best   library.ID
	Lead   library.Message // what it is most clearly ahead in: "sharpest by 0.8", zero for nothing
	Reason library.Message // up to two of these, and which others are too close to call
	Close  []library.ID    // those that are too close to call, the next best first
}

// leastLead is by how much a frame must be ahead in an attribute for that to be said:
// less is shown as nothing.
const leastLead = 0.1

// Suggest gives the best frame of a group by the scores of its items, which may be in
// any order; ok is false where there is nothing to choose: in a bracket, a panorama or
// copies, and where fewer than two frames are scored. Rejected frames and misfires are
// not suggested. Where scores are too close to call, eyes decide that look closed in
// one frame and open in another, or are softer.
func (g *Grouping) Suggest(group *burst.Group, items []query.Item) (s Suggestion, ok bool) {
	if !group.Kind.IsChoice() {
		return s, false
	}
	frames := candidates(group, items)
	if len(frames) < 2 {
		return s, false
	}
	eyes := eyesOf(frames)
	best, rest := split(frames, eyes.first(frames))
	s.Best = best.Photo.ID
	var next *library.Photo
	for _, it := range rest {
		if isClose(&best, &it) && !eyes.isWorse(&it, &best) {
			if next == nil {
				next = it.Photo
			}
			s.Close = append(s.Close, it.Photo.ID)
		}
	}
	leads := append(eyes.leads(&best, rest), leads(&best, rest)...)
	if len(leads) > 0 {
		s.Lead = leads[0]
	}
	s.Reason = reason(both(leads), next, len(s.Close))
	return s, true
}

// split gives a frame and the others.
func split(frames []query.Item, at int) (one query.Item, rest []query.Item) {
	return frames[at], slices.Delete(slices.Clone(frames), at, at+1)
}

// Best gives the frame that Suggest would, at less cost; 0 for none.
func (g *Grouping) Best(group *burst.Group, items []query.Item) library.ID {
	if !group.Kind.IsChoice() {
		return 0
	}
	best, n, faces := -1, 0, false
	for i := range items {
		if !canBeSuggested(&items[i]) || g.isCopy(items[i].Photo.ID) {
			continue
		}
		n++
		faces = faces || items[i].Faces != nil && items[i].Faces.Found > 0
		if best < 0 || g.isBetter(&items[i], &items[best]) {
			best = i
		}
	}
	switch {
	case n < 2:
		return 0
	case faces:
		frames := candidates(group, items)
		eyes := eyesOf(frames)
		return frames[eyes.first(frames)].Photo.ID
	}
	return items[best].Photo.ID
}

func (g *Grouping) isCopy(id library.ID) bool {
	group, place := g.Of(id)
	return group != nil && group.Members[place].CopyOf != 0
}

// isBetter puts the higher overall score first, and of equal ones the one that was
// taken first.
func (g *Grouping) isBetter(a, b *query.Item) bool {
	if a.Score.Overall.Mean != b.Score.Overall.Mean {
		return a.Score.Overall.Mean > b.Score.Overall.Mean
	}
	_, placeA := g.Of(a.Photo.ID)
	_, placeB := g.Of(b.Photo.ID)
	return placeA < placeB
}

// canBeSuggested is true for a scored frame that is neither rejected nor a misfire.
func canBeSuggested(it *query.Item) bool {
	isScored := it.Score != nil && it.Score.Overall.Known && !math.IsNaN(it.Score.Overall.Mean)
	return isScored && !it.Misfire && it.Photo.Decision.Flag != library.Reject
}

// reason adds to what a frame is ahead in, zero for nothing, how many are too close to
// call, the next of which is given.
func reason(lead library.Message, next *library.Photo, close int) library.Message {
	if close == 0 {
		return lead
	}
	name, count := message.Text("name", ""), message.Count("count", float64(close))
	if next != nil {
		name = message.Text("name", library.Display(next.Name()))
	}
	switch {
	case lead.IsZero() && close == 1:
		return message.New(message.OnlyCloseOne, name)
	case lead.IsZero():
		return message.New(message.OnlyCloseMany, count)
	case close == 1:
		return message.New(message.CloseOne, message.Of("lead", lead), name)
	}
	return message.New(message.CloseMany, message.Of("lead", lead), count)
}

// candidates gives the frames that can be suggested, the best first; equal ones stand
// in the order in which they were taken. A copy is as good as its original, and is
// left out.
func candidates(g *burst.Group, items []query.Item) []query.Item {
	place := make(map[library.ID]int, len(g.Members))
	for i, m := range g.Members {
		if m.CopyOf == 0 {
			place[m.ID] = i
		}
	}
	var frames []query.Item
	for _, it := range items {
		_, isIn := place[it.Photo.ID]
		if isIn && canBeSuggested(&it) {
			frames = append(frames, it)
		}
	}
	slices.SortFunc(frames, func(a, b query.Item) int {
		return cmp.Or(cmp.Compare(b.Score.Overall.Mean, a.Score.Overall.Mean), cmp.Compare(place[a.Photo.ID], place[b.Photo.ID]))
	})
	return frames
}

// isClose is true for frames whose overall scores are too close to call, as everywhere
// where photos are compared.
func isClose(better, worse *query.Item) bool {
	return !difference.Between(better.Score.Overall, worse.Score.Overall).Clear
}

// leads say in what the best frame is ahead of all others: in the attributes where that
// is farthest beyond the spread, the first of them first, else overall, else in nothing.
func leads(best *query.Item, rest []query.Item) []library.Message {
	type ahead struct {
		code    string
		by      float64
		certain float64 // in spreads
	}
	var all []ahead
	for _, a := range library.Attributes() {
		mine, next := best.Score.Of(a), library.Value{}
		for _, it := range rest {
			if v := it.Score.Of(a); v.Known && (!next.Known || v.Mean > next.Mean) {
				next = v
			}
		}
		if by := mine.Mean - next.Mean; mine.Known && next.Known && by >= leastLead {
			all = append(all, ahead{message.Lead(a), by, by / max(math.Hypot(mine.SD, next.SD), leastLead)})
		}
	}
	slices.SortStableFunc(all, func(a, b ahead) int { return cmp.Compare(b.certain, a.certain) })
	if len(all) == 0 {
		by := best.Score.Overall.Mean - rest[0].Score.Overall.Mean
		if by < leastLead && isClose(best, &rest[0]) {
			return nil
		}
		all = []ahead{{code: message.LeadOverall, by: by}}
	}
	words := make([]library.Message, len(all))
	for i, a := range all {
		words[i] = message.New(a.code, message.Measure("by", a.by))
	}
	return words
}

// both puts the first two leads into one message.
func both(leads []library.Message) library.Message {
	switch len(leads) {
	case 0:
		return library.Message{}
	case 1:
		return leads[0]
	}
	return message.New(message.LeadsTwo, message.Of("first", leads[0]), message.Of("second", leads[1]))
}
