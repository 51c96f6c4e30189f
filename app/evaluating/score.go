package evaluating

import (
	"context"
	"errors"
	"fmt"
	"image"
	"maps"
	"runtime"
	"slices"
	"sync"

	"keeplight.app/keeplight/app/shoot"
	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/message"
	"keeplight.app/keeplight/scoring"
	"keeplight.app/keeplight/scoring/features"
	"keeplight.app/keeplight/scoring/peers"
	"keeplight.app/keeplight/scoring/queue"
	"keeplight.app/keeplight/scoring/ratings"
)

// Photo is a rated photo and what became of it.
type Photo struct {
	ratings.Rating
	Path    string // absolute; "" where it was not found
	Score   *library.Score
	Problem string        // why it has no score, for people, "" when it has
	Peers   *peers.Values // nil where they were not asked for or cannot be had

	Features features.Vector // the same
}

// Find finds the photos of a file of ratings below a folder. Those that are not
// there have a Problem. The error is the context's or the folder's.
func Find(ctx context.Context, rated []ratings.Rating, dir string) ([]Photo, error) {
	in, err := newFinder(dir)
	if err != nil {
		return nil, err
	}
	photos := make([]Photo, len(rated))
	users := map[string]int{}
	for i, r := range rated {
		photos[i].Rating = r
		path, err := in.find(ctx, r.File)
		switch {
		case errors.Is(err, ErrNotFound), errors.Is(err, ErrAmbiguous):
			photos[i].Problem = err.Error()
			continue
		case err != nil:
			return nil, err
		}
		if first, taken := users[path]; taken {
			photos[i].Problem = fmt.Sprintf("line %d names the same file", rated[first].Line)
			continue
		}
		users[path], photos[i].Path = i, path
	}
	return photos, nil
}

// Options say how photos are scored.
type Options struct {
	Peers    bool // also compute the simple peers
	Features bool // also describe what the photos look like
	// Watch is handed the shoot before it runs, to show its progress, and gives
	// what ends that; nil shows none.
	Watch func(*shoot.Shoot) (stop func())
	Log   func(text string) // notes of what goes wrong besides single photos
}

// Score has the photos scored by the scorer of a shoot, which was opened with their
// Paths as its Files. Scores that are stored count, new ones are stored as they
// come, so that an interrupted run goes on where it was. A photo without a score
// gets a Problem. The error is the context's, or that of storing.
func Score(ctx context.Context, st *shoot.Shoot, photos []Photo, o Options) error {
	got := newGatherer(o.Log)
	stop := func() {}
	if o.Watch != nil {
		stop = o.Watch(st)
	}
	err := st.Run(ctx, got.receive)
	stop()
	if err == nil {
		err = ctx.Err()
	}
	if err != nil {
		return fmt.Errorf("scoring: %w", err)
	}
	for i := range photos {
		p := &photos[i]
		if p.Path != "" {
			p.Score, p.Problem = got.of(p.Path)
		}
	}
	if o.Peers {
		err := eachScored(ctx, st, got, photos, func(p *Photo, of *library.Photo, pixels *image.RGBA) {
			v := peers.Measure(pixels, of.Size, int64(of.Width)*int64(of.Height))
			p.Peers = &v
		})
		if err != nil {
			return err
		}
	}
	if !o.Features {
		return nil
	}
	by := features.New()
	return eachScored(ctx, st, got, photos, func(p *Photo, _ *library.Photo, pixels *image.RGBA) {
		if v, err := by.Of(ctx, pixels); err == nil {
			p.Features = v // one without has a score, and the result says how many have features
		}
	})
}

// Paths are the files of the photos that were found.
func Paths(photos []Photo) (paths []string) {
	for i := range photos {
		if photos[i].Path != "" {
			paths = append(paths, photos[i].Path)
		}
	}
	return paths
}

// gatherer keeps what a shoot tells, by photo. A shoot calls receive from one
// goroutine at a time.
type gatherer struct {
	note    func(string)
	photos  map[library.ID]library.Photo
	results map[library.ID]queue.Result
	byPath  map[string]library.ID
}

func newGatherer(note func(string)) *gatherer {
	if note == nil {
		note = func(string) {}
	}
	return &gatherer{note: note, photos: map[library.ID]library.Photo{}, results: map[library.ID]queue.Result{}, byPath: map[string]library.ID{}}
}

func (g *gatherer) receive(e shoot.Event) {
	for _, p := range e.Photos {
		g.photos[p.ID], g.byPath[p.Path] = p, p.ID
		for _, c := range p.Companions {
			if c.Kind == library.CompanionImage {
				g.byPath[c.Path] = p.ID
			}
		}
	}
	for _, r := range e.Scored {
		g.results[r.ID] = r
	}
	if e.Problem != "" {
		g.note(e.Problem)
	}
}

// of gives the score of a file, or why there is none.
func (g *gatherer) of(path string) (*library.Score, string) {
	id, ok := g.byPath[path]
	if !ok {
		return nil, "the file could not be read"
	}
	p := g.photos[id]
	if text := message.English(p.Problem); text != "" {
		return nil, text
	}
	r, ok := g.results[id]
	switch {
	case !ok || r.Hash != p.Hash:
		return nil, "it was not scored"
	case r.Score == nil:
		return nil, message.English(r.Problem)
	}
	return r.Score, ""
}

// eachScored has something made of the previews of all photos that have a score, by
// several goroutines at once.
func eachScored(ctx context.Context, st *shoot.Shoot, got *gatherer, photos []Photo, f func(*Photo, *library.Photo, *image.RGBA)) error {
	next := make(chan *Photo)
	var working sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		working.Go(func() {
			for p := range next {
				of := got.photos[got.byPath[p.Path]]
				pic, err := st.Pictures().Load(ctx, &of, scoring.PreviewSide)
				if err != nil {
					continue // it has a score, and the figures say of how many photos they speak
				}
				f(p, &of, pic.Pixels)
			}
		})
	}
	for i := range photos {
		if photos[i].Score != nil && ctx.Err() == nil {
			next <- &photos[i]
		}
	}
	close(next)
	working.Wait()
	return ctx.Err()
}

// Failures are the photos without a score, in order of line.
func Failures(photos []Photo) (failed []Photo) {
	for _, p := range photos {
		if p.Problem != "" {
			failed = append(failed, p)
		}
	}
	slices.SortStableFunc(failed, func(a, b Photo) int { return a.Line - b.Line })
	return failed
}

// reasons counts failures by what went wrong, the most frequent first.
func reasons(failed []Photo) (list []Reason) {
	count := map[string]int{}
	for _, p := range failed {
		count[p.Problem]++
	}
	for _, text := range slices.Sorted(maps.Keys(count)) {
		list = append(list, Reason{Text: text, Photos: count[text]})
	}
	slices.SortStableFunc(list, func(a, b Reason) int { return b.Photos - a.Photos })
	return list
}
