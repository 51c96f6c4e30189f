package sidecars_test

import (
	"context"
	"slices"
	"testing"
	"time"

	"keeplight.app/keeplight/app/shoot"
	"keeplight.app/keeplight/app/sidecars"
	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/catalog"
)

// BenchmarkMarkingWhileSidecarsAreWritten stores marks one after the other while nothing
// else is done, and while the sidecars of all pairs are written: a person who culls on
// must not notice.
func BenchmarkMarkingWhileSidecarsAreWritten(b *testing.B) {
	dir := makePairs(b, false)
	st, err := shoot.Open(b.Context(), shoot.Options{CatalogDir: b.TempDir(), Folders: []string{dir}})
	if err != nil {
		b.Fatal(err)
	}
	defer func() {
		if err := st.Close(); err != nil {
			b.Error(err)
		}
	}()
	if err := st.Run(b.Context(), func(shoot.Event) {}); err != nil {
		b.Fatal(err)
	}
	cat := st.Catalog()
	photos, err := cat.Photos(b.Context(), nil)
	if err != nil || len(photos) != pairs {
		b.Fatalf("%d photos, %v", len(photos), err)
	}
	var alone, beside []time.Duration
	rating := library.Rating(0)
	for b.Loop() {
		rating = rating%5 + 1
		decideAll(b, cat, photos, rating)
		for i := range 100 {
			alone = append(alone, markOne(b, cat, photos[i].ID, rating%5+1))
		}
		beside = append(beside, markWhileWritten(b, cat, photos, rating)...)
	}
	slices.Sort(alone)
	slices.Sort(beside)
	b.ReportMetric(float64(alone[len(alone)/2].Microseconds()), "µs/alone")
	b.ReportMetric(float64(beside[len(beside)/2].Microseconds()), "µs/beside")
	b.ReportMetric(float64(beside[len(beside)*99/100].Microseconds()), "µs/99th")
	b.ReportMetric(beside[len(beside)/2].Seconds()/alone[len(alone)/2].Seconds(), "ratio")
}

func decideAll(b *testing.B, cat *catalog.Catalog, photos []library.Photo, rating library.Rating) {
	b.Helper()
	marks := make([]catalog.Mark, len(photos))
	for i := range photos {
		marks[i] = catalog.Mark{ID: photos[i].ID, Rating: &rating}
	}
	if _, err := cat.Decide(b.Context(), marks); err != nil {
		b.Fatal(err)
	}
}

func markOne(b *testing.B, cat *catalog.Catalog, id library.ID, rating library.Rating) time.Duration {
	b.Helper()
	began := time.Now()
	if _, err := cat.Decide(b.Context(), []catalog.Mark{{ID: id, Rating: &rating}}); err != nil {
		b.Fatal(err)
	}
	return time.Since(began)
}

// markWhileWritten has all sidecars written and marks photos until that is done.
func markWhileWritten(b *testing.B, cat *catalog.Catalog, photos []library.Photo, rating library.Rating) (all []time.Duration) {
	b.Helper()
	s := sidecars.New(cat, sidecars.Options{Settle: time.Millisecond})
	if _, err := s.Write(b.Context(), photos); err != nil {
		b.Fatal(err)
	}
	ctx, stop := context.WithCancel(b.Context())
	written, ended := make(chan struct{}), make(chan error, 1)
	go func() {
		done := false
		ended <- s.Run(ctx, func(e sidecars.Event) {
			if p := e.Progress; p != nil && p.Waiting == 0 && p.Written > 0 && !done {
				done = true
				close(written)
			}
		})
	}()
	for i := 0; ; i++ {
		select {
		case <-written:
			stop()
			if err := <-ended; err != nil {
				b.Fatal(err)
			}
			return all
		default:
			all = append(all, markOne(b, cat, photos[i%pairs].ID, rating%5+1))
			rating++
		}
	}
}
