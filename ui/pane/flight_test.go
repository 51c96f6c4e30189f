package pane

import (
	"context"
	"fmt"
	"image"
	"runtime"
	"slices"
	"strings"
	"testing"
	"testing/synctest"

	"keeplight.app/keeplight/library"
)

// flight is a pool with one seat as the loupe has it, and what it reads.
func flight(t *testing.T, r *readings, cuts bool) (*Pool, *Seat) {
	t.Helper()
	reading := r.reading()
	reading.Cuts = func(*library.Photo) bool { return cuts }
	p := NewPool(reading, runtime.NumCPU()+3, NewCache(64<<20), roomForNone)
	return p, p.Seat(r.deliver)
}

func TestTheNextPhotoIsReadWhileALargeOneIsStillBeingDecoded(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newReadings()
		p, s := flight(t, r, false)
		defer p.Close()
		never := make(chan struct{})
		r.hold["1 at 300"], r.hold["2 at 300"] = never, never
		// The first is left while it is decoded; a neighbour of the second is being decoded.
		s.Load(Request{Photo: photos(1)[0], Side: 300})
		synctest.Wait()
		s.Load(Request{Photo: photos(3)[0], Neighbours: photos(2), Side: 300})
		synctest.Wait()
		s.Load(Request{Photo: photos(4)[0], Side: 300})
		synctest.Wait()
		_, got := r.take()
		if last := got[len(got)-1]; last.ID != 4 || last.Levels[0].Rect.Dx() != 300 {
			t.Errorf("the photo waits for others: delivered last is %d", last.ID)
		}
		close(never)
		synctest.Wait()
	})
}

func TestANeighbourThatWasReadIsThereAtOnceAndOneBeingReadIsNotReadTwice(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newReadings()
		p, s := flight(t, r, false)
		defer p.Close()
		s.Load(Request{Photo: photos(5)[0], Neighbours: photos(6, 4, 7, 3, 8, 2), Side: 300})
		synctest.Wait()
		log, _ := r.take()
		for i, id := range []int{6, 4, 7, 3} {
			if !slices.Contains(log, fmt.Sprintf("%d at 300", id)) {
				t.Errorf("neighbour %d (%d) is not read: %q", i, id, log)
			}
		}
		if slices.Contains(log, "8 at 300") || !slices.Contains(log, "quick 8") {
			t.Errorf("of those further away not only something small is read: %q", log)
		}
		if got, ok := s.Load(Request{Photo: photos(6)[0], Side: 300}); !ok || got.ID != 6 || got.Levels[0].Rect.Dx() != 300 {
			t.Errorf("a neighbour that was read is not there: %v", ok)
		}
		synctest.Wait()
		if log, got := r.take(); len(got) != 0 || len(log) != 0 {
			t.Errorf("it is read and delivered again: %q", log)
		}

		wait := make(chan struct{})
		r.hold["9 at 300"] = wait
		s.Load(Request{Photo: photos(5)[0], Neighbours: photos(9), Side: 300})
		synctest.Wait()
		s.Load(Request{Photo: photos(9)[0], Neighbours: photos(5), Side: 300})
		synctest.Wait()
		close(wait)
		synctest.Wait()
		log, got := r.take()
		if n := strings.Count(strings.Join(log, ","), "9 at 300"); n != 1 || len(got) == 0 || got[len(got)-1].ID != 9 {
			t.Errorf("it is read %d times: %q", n, log)
		}
	})
}

func TestWhoPassesByGetsSmallPicturesUntilTheyRest(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newReadings()
		p, s := flight(t, r, true)
		defer p.Close()
		for id := library.ID(1); id < 20; id++ {
			s.Load(Request{Photo: photos(id)[0], Neighbours: photos(id+1, id+2), Side: 300, Passing: true})
			synctest.Wait()
		}
		log, got := r.take()
		for _, line := range log {
			if !strings.HasPrefix(line, "quick") {
				t.Errorf("passing by, %q is read", line)
			}
		}
		if last := got[len(got)-1]; last.ID != 19 || last.Levels[0].Rect.Dx() != 30 {
			t.Errorf("delivered last is %d", last.ID)
		}
		s.Load(Request{Photo: photos(19)[0], Neighbours: photos(20), Side: 300})
		synctest.Wait()
		if log, _ := r.take(); !slices.Equal(log, []string{"19 at 300", "20 at 300"}) {
			t.Errorf("at rest it reads %q", log)
		}
	})
}

func TestOfAPhotoThatIsTurnedToEnlargedThePartThatIsSeenComesFirst(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newReadings()
		p, s := flight(t, r, true)
		defer p.Close()
		look := Look{Share{0.4, 0.4, 0.5, 0.5}, 1}
		two := photos(1, 2)
		for i := range two {
			two[i].Width, two[i].Height = 3000, 2000
		}
		s.Load(Request{Photo: two[0], Neighbours: two[1:], Side: 300, Look: look, HasSmall: true})
		synctest.Wait()
		log, _ := r.take()
		log = slices.DeleteFunc(log, func(line string) bool { return line == "quick 2" }) // which others do meanwhile
		if want := []string{"part of 1", "1 at 300", "part of 2", "2 at 300"}; !slices.Equal(log, want) {
			t.Errorf("it reads %q, want %q", log, want)
		}
		if _, ok := s.Load(Request{Photo: two[1], Side: 300, Look: look, HasSmall: true}); !ok {
			t.Error("the neighbour is not there")
		}
		if part := s.Look(look); part == nil || !part.share().Contains(look.Seen) {
			t.Errorf("what is seen of the neighbour is not there: %+v", part)
		}
		if part := s.Look(look); part != nil {
			t.Error("it is given twice")
		}
		synctest.Wait()
		if log, _ := r.take(); len(log) != 0 {
			t.Errorf("then it reads %q", log)
		}
		// Dragged far, other parts of both are read.
		s.Load(Request{Photo: two[1], Neighbours: two[:1], Side: 300, Look: look})
		s.Look(Look{Share{0.7, 0.7, 0.8, 0.8}, 1})
		synctest.Wait()
		if log, _ := r.take(); !slices.Contains(log, "part of 2") || !slices.Contains(log, "part of 1") {
			t.Errorf("dragged, it reads %q", log)
		}
	})
}

func TestOthersAreToldWhileSomethingIsDecoded(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newReadings()
		wait := make(chan struct{})
		r.hold["1 at 300"] = wait
		reading := r.reading()
		var told []bool
		reading.Busy = func(busy bool) { told = append(told, busy) }
		p := NewPool(reading, 3, NewCache(1<<20), roomForNone)
		defer p.Close()
		s := p.Seat(r.deliver)
		s.Load(Request{Photo: photos(1)[0], Side: 300})
		synctest.Wait()
		if !slices.Equal(told, []bool{true}) {
			t.Errorf("while it decodes others are told %v", told)
		}
		close(wait)
		synctest.Wait()
		if !slices.Equal(told, []bool{true, false}) {
			t.Errorf("after it others are told %v", told)
		}
	})
}

func TestAnInspectionGetsThePreviewAndDelaysNothing(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newReadings()
		p, s := flight(t, r, true)
		defer p.Close()
		wait := make(chan struct{})
		var saw []int
		inspect := func(_ *library.Photo, preview *image.RGBA) func() {
			<-wait
			saw = append(saw, preview.Rect.Dx())
			return func() {}
		}
		s.Load(Request{Photo: photos(1)[0], Side: 300, Inspect: inspect})
		synctest.Wait()
		s.Load(Request{Photo: photos(1)[0], Side: 300, Inspect: inspect, Look: Look{Share{0.4, 0.4, 0.5, 0.5}, 1}})
		s.Look(Look{Share{0.4, 0.4, 0.5, 0.5}, 1})
		synctest.Wait()
		if log, _ := r.take(); !slices.Contains(log, "part of 1") {
			t.Errorf("what is seen waits for the inspection: %q", log)
		}
		close(wait)
		synctest.Wait()
		_, got := r.take()
		if !slices.Equal(saw, []int{300}) || len(got) != 1 || got[0].then == nil {
			t.Errorf("it saw %v, delivered are %d", saw, len(got))
		}
	})
}

func TestACancelledReadingIsDoneAgainByWhoStillWants(t *testing.T) {
	p := NewPool(newReadings().reading(), 0, NewCache(1<<20), roomForNone)
	defer p.Close()
	ended, cancel := context.WithCancel(t.Context())
	begun := make(chan struct{})
	k := keyOf(&photos(1)[0], 300)
	go p.once(ended, k, func() Loaded {
		close(begun)
		<-ended.Done()
		return Loaded{ID: 1, Err: ended.Err()}
	})
	<-begun
	given := make(chan Loaded)
	go func() { given <- p.once(t.Context(), k, func() Loaded { return Loaded{ID: 1, Full: true} }) }()
	cancel()
	if got := <-given; got.Err != nil || !got.Full {
		t.Errorf("it gives %+v", got)
	}
}
