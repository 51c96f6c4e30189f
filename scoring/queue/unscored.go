package queue

import "keeplight.app/keeplight/library"

// Unscored gives the photos that a scorer has still to judge: those that are
// there and have been read, and have neither a score nor a stored problem for
// their present pixels. The maps hold what is stored for that scorer. Adding
// what it gives is how scoring goes on after a restart.
func Unscored(photos []library.Photo, scores map[library.ID]*library.Score, problems map[library.ID]library.Message) []library.Photo {
	var out []library.Photo
	for _, p := range photos {
		if p.Missing || !p.Problem.IsZero() || p.Hash == "" {
			continue
		}
		if s, ok := scores[p.ID]; ok && s.Hash == p.Hash {
			continue
		}
		if !problems[p.ID].IsZero() {
			continue
		}
		out = append(out, p)
	}
	return out
}
