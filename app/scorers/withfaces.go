package scorers

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"sync"

	"keeplight.app/keeplight/app/faces"
	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/scoring/measure"
	"keeplight.app/keeplight/scoring/queue"
)

// judgedAtOnce is how many photos are judged again together: others tell of scores between.
const judgedAtOnce = 500

// judgedAgain knows which photos were told of with a score that their faces moved. What
// is stored is always the score without them.
type judgedAgain struct {
	telling sync.Mutex // held while it is told of results, so that what is known last is told last

	mu    sync.Mutex
	moved map[library.ID]library.Hash
}

// has is true where a photo's score for this image data was moved when it was told of.
func (j *judgedAgain) has(id library.ID, of library.Hash) bool {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.moved[id] == of
}

// all gives the photos whose scores were moved, never nil.
func (j *judgedAgain) all() []library.ID {
	j.mu.Lock()
	defer j.mu.Unlock()
	return slices.AppendSeq([]library.ID{}, maps.Keys(j.moved))
}

// WithFaces judges scores again by the faces that are stored of their photos, found by the
// finder with these keys (faces.Keys), and puts what comes of it into the map. The error is
// the catalogue's.
func WithFaces(ctx context.Context, in faces.Findings, finder []string, scores map[library.ID]*library.Score) error {
	hashes := make([]library.Hash, 0, len(scores))
	for _, s := range scores {
		if s.Basis != nil {
			hashes = append(hashes, s.Hash)
		}
	}
	if len(finder) == 0 || len(hashes) == 0 {
		return nil
	}
	slices.Sort(hashes)
	known, err := faces.Stored(ctx, in, finder, slices.Compact(hashes))
	if err != nil {
		return fmt.Errorf("looking up faces to judge scores by: %w", err)
	}
	for id, s := range scores {
		f := known[s.Hash]
		scores[id] = measure.WithFaces(s, f.Faces, f.Turn)
	}
	return nil
}

// withFacesOf is WithFaces for the photos of a list, which it notes where a score moved.
func withFacesOf(ctx context.Context, l *List, scores map[library.ID]*library.Score) error {
	plain := make(map[library.ID]*library.Score, len(scores))
	for id, s := range scores {
		if s.Basis != nil {
			plain[id] = s
		}
	}
	if err := WithFaces(ctx, l.o.Catalog, l.o.Finder, scores); err != nil {
		return err
	}
	for id, s := range plain {
		l.again.note(id, s.Hash, scores[id] != s)
	}
	return nil
}

// note keeps whether a photo's score was moved.
func (j *judgedAgain) note(id library.ID, of library.Hash, moved bool) {
	j.mu.Lock()
	defer j.mu.Unlock()
	if moved {
		j.moved[id] = of
	} else {
		delete(j.moved, id)
	}
}

// tell passes on results that were just stored, by the faces that are known now.
func tell(ctx context.Context, l *List, results []queue.Result) {
	scores := map[library.ID]*library.Score{}
	for i := range results {
		if s := results[i].Score; s != nil && s.Basis != nil {
			scores[results[i].ID] = s
		}
	}
	l.again.telling.Lock()
	defer l.again.telling.Unlock()
	if err := WithFaces(ctx, l.o.Catalog, l.o.Finder, scores); err != nil {
		l.o.Log(err.Error()) // they are told without their faces
	}
	told := slices.Clone(results)
	for i := range told {
		if s, ok := scores[told[i].ID]; ok {
			l.again.note(told[i].ID, s.Hash, s != told[i].Score)
			told[i].Score = s
		}
	}
	l.o.Tell(told)
}

// HoldTelling lets nobody tell of scores until release is called: from Stored on until it
// was told of, else what is read is told after it was judged anew by other faces.
func HoldTelling(l *List) (release func()) {
	l.again.telling.Lock()
	return l.again.telling.Unlock
}

// FacesChanged judges photos again in which faces were looked for, or with nil all whose
// scores faces moved, and tells of those whose score is another one now. It reads the
// catalogue; the error is its.
func (l *List) FacesChanged(ctx context.Context, ids []library.ID) error {
	if ids == nil {
		release := HoldTelling(l) // those too that are being told of with faces that are no more
		ids = l.again.all()
		release()
	}
	for _, e := range l.all() {
		for piece := range slices.Chunk(ids, judgedAtOnce) {
			if err := tellMoved(ctx, l, e, piece); err != nil {
				return err
			}
		}
	}
	return nil
}

func tellMoved(ctx context.Context, l *List, e *entry, ids []library.ID) error {
	defer HoldTelling(l)()
	results, err := moved(ctx, l, e, ids)
	if len(results) > 0 {
		l.o.Tell(results)
	}
	return err
}

// moved gives those of the photos' scores that are no longer what was told. telling is held.
func moved(ctx context.Context, l *List, e *entry, ids []library.ID) ([]queue.Result, error) {
	if e.spec.ID != BuiltIn {
		return nil, nil
	}
	plain, err := l.o.Catalog.Scores(ctx, ids, e.key)
	if err != nil {
		return nil, fmt.Errorf("looking up scores to judge again: %w", err)
	}
	scores := make(map[library.ID]*library.Score, len(plain))
	for id, s := range plain {
		scores[id] = s
	}
	if err := WithFaces(ctx, l.o.Catalog, l.o.Finder, scores); err != nil {
		return nil, err
	}
	var results []queue.Result
	for _, id := range ids {
		s, ok := scores[id]
		if !ok {
			continue
		}
		now, was := s != plain[id], l.again.has(id, s.Hash)
		l.again.note(id, s.Hash, now)
		if now || was { // by other faces a score may be another one that was moved before
			results = append(results, queue.Result{ID: id, By: e.key, Hash: s.Hash, Score: s})
		}
	}
	return results, nil
}
