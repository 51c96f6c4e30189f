package stacking

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"keeplight.app/keeplight/app/decide"
	"keeplight.app/keeplight/app/scorers"
	"keeplight.app/keeplight/app/stacks"
	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/catalog"
	"keeplight.app/keeplight/library/query"
	"keeplight.app/keeplight/ui/change"
	"keeplight.app/keeplight/ui/command"
	"keeplight.app/keeplight/ui/desk/desktest"
)

// views is a grid, or something else, in which the cursor goes to any photo.
type views struct {
	r    *room
	away bool
}

func (v *views) Home() bool { return !v.away }

func (v *views) Land(id library.ID) change.Set {
	v.r.d.Session.MoveTo(v.r.d.Session.Place(id))
	return change.Cursor
}

// clerk stores decisions as the room of decisions does.
type clerk struct {
	r    *room
	door *decide.Writer
}

func (c *clerk) MarkEach(marks []catalog.Mark) change.Set {
	c.door.Mark(marks, c.r.d.Session.Cursor())
	return change.None
}

func (c *clerk) Correct(do func(context.Context) ([]library.Photo, error)) change.Set {
	c.door.Correct(do, c.r.d.Session.Cursor())
	return change.None
}

func (c *clerk) stored(res *decide.Result) change.Set {
	c.r.d.Session.Decided(res.Photos)
	if res.MovesBorders() {
		return c.r.Moved()
	}
	return change.Marked
}

// room has ten photos in the order of their times: a burst of four (the second to the
// fifth, the fourth of all the best), and one of three (the last three, the eighth the
// best); the others stand alone.
type room struct {
	*Stacking
	d       *desktest.Desk
	culling clerk
	photos  []library.Photo
	views   *views
	done    []command.ID
	touched bool
}

func newRoom(t *testing.T, edit func([]library.Photo)) *room {
	t.Helper()
	r := &room{d: desktest.Open(t)}
	r.photos = r.d.AddPhotos(t, 10)
	noon := time.Date(2026, 5, 1, 12, 0, 0, 5e6, time.UTC)
	for i, minute := range []int{0, 1, 1, 1, 1, 30, 31, 32, 32, 32} {
		r.photos[i].Capture = library.Capture{Time: noon.Add(time.Duration(minute)*time.Minute + time.Duration(i)*200*time.Millisecond), Camera: "A"}
	}
	if edit != nil {
		edit(r.photos)
	}
	r.d.Session.Put(r.photos)
	for i, mean := range []float64{6, 5, 5.5, 9, 6.5, 7, 7, 8, 7.8, 3} {
		r.d.Score(scorers.BuiltIn, r.photos[i], mean)
	}
	r.views = &views{r: r}
	groups := stacks.New(nil)
	t.Cleanup(groups.Close)
	groups.Put(r.photos, nil)
	r.Stacking = New(Needs{
		Session: r.d.Session, Desk: r.d.Desk, Notices: r.d.Notices, Overlay: r.d.Overlay, Stacks: groups, Store: r.d.Shoot.Catalog(),
		Chosen: &r.d.Settings.Shoot, Touched: func() bool { return r.touched }, Grouped: func(*stacks.Grouping) {},
		Resort: r.d.Session.Resort, Do: func(id command.ID) { r.done = append(r.done, id) }, Compare: "compare", Survey: "survey",
		Culling: func() Culling { return &r.culling }, Views: func() Views { return r.views },
	})
	r.culling.r = r
	r.culling.door = decide.NewWriter(r.d.Shoot.Catalog(), func(res decide.Result) {
		r.d.Desk.Post(func() change.Set { return r.culling.stored(&res) })
	})
	t.Cleanup(r.culling.door.Close)
	r.d.UseCommands(t, r.Commands())
	r.d.Session.Stacks.SetGrouping(groups.Renew())
	r.d.Session.SetOrder(query.Order{By: query.ByTime})
	return r
}

// at puts the cursor on a photo, by its place in time from 1, opening its stack.
func (r *room) at(n int, open bool) {
	k := r.d.Session.Stacks
	k.SetOpen(r.photos[n-1].ID, open)
	k.MoveTo(k.Place(r.photos[n-1].ID))
}

// finish waits until what was asked for is stored and shown.
func (r *room) finish() {
	r.culling.door.Flush()
	for range 3 {
		r.d.Finish()
	}
}

// grid writes the cells' photos down, by their places in time, and their counts.
func (r *room) grid() string {
	var words []string
	k := r.d.Session.Stacks
	for i := range k.Len() {
		c := k.At(i)
		word := fmt.Sprint(r.number(c.ID))
		if m := r.Cell(c); m.Count != "" {
			word += "(" + m.Count + ")"
		}
		words = append(words, word)
	}
	return strings.Join(words, " ")
}

func (r *room) number(id library.ID) int {
	return slices.IndexFunc(r.photos, func(p library.Photo) bool { return p.ID == id }) + 1
}

func (r *room) flags() string {
	var words []string
	for i := range r.photos {
		switch r.d.Session.Photo(r.photos[i].ID).Decision.Flag {
		case library.Pick:
			words = append(words, fmt.Sprintf("%d picked", i+1))
		case library.Reject:
			words = append(words, fmt.Sprintf("%d rejected", i+1))
		}
	}
	return strings.Join(words, ", ")
}

func (r *room) want(t *testing.T, what, got, want string) {
	t.Helper()
	if got != want {
		t.Errorf("%s: %q, want %q", what, got, want)
	}
}

func TestPickThisRejectTheOthersAsksOnceAndIsOneStep(t *testing.T) {
	r := newRoom(t, nil)
	r.want(t, "the grid", r.grid(), "1 4(4) 6 7 8(3)")
	r.at(2, false)
	r.d.Do(t, r.Commands(), KeepOne)
	if !r.d.Overlay.IsOpen() || r.flags() != "" {
		t.Fatalf("it does not ask; %s", r.flags())
	}
	r.d.Press("Escape")
	r.finish()
	if r.d.Overlay.IsOpen() || r.flags() != "" || r.Chosen.KeepOneAsked {
		t.Fatalf("after the answer no: %s", r.flags())
	}
	r.d.Do(t, r.Commands(), KeepOne)
	r.d.Press("Return")
	r.finish()
	r.want(t, "after yes", r.flags(), "2 rejected, 3 rejected, 4 picked, 5 rejected")
	if got := r.number(r.d.Session.Cursor()); got != 8 {
		t.Errorf("the cursor is on %d, not on the next stack", got)
	}
	r.d.Do(t, r.Commands(), KeepOne)
	r.finish()
	r.want(t, "the second time", r.flags(), "2 rejected, 3 rejected, 4 picked, 5 rejected, 8 picked, 9 rejected, 10 rejected")
	for _, want := range []string{"2 rejected, 3 rejected, 4 picked, 5 rejected", ""} {
		r.culling.door.Undo()
		r.finish()
		r.want(t, "undone", r.flags(), want)
	}
}

func TestWhatAFilterHidesIsNotRejected(t *testing.T) {
	r := newRoom(t, nil)
	r.Chosen.KeepOneAsked = true
	f := query.NewFilter()
	f.Overall = query.Range{Min: 5.2, Max: 10}
	r.d.Session.SetFilter(f)
	r.want(t, "the grid", r.grid(), "1 4(3 of 4) 6 7 8(2 of 3)")
	r.at(4, false)
	r.d.Do(t, r.Commands(), KeepOne)
	r.finish()
	r.want(t, "marked", r.flags(), "3 rejected, 4 picked, 5 rejected")
}

func TestOnlyStacksOfAlternativesAreDecidedAtOnce(t *testing.T) {
	r := newRoom(t, func(photos []library.Photo) {
		for i, bias := range []float64{0, -2, 2} {
			photos[7+i].Capture.ExposureBias = bias
		}
		photos[6].Hash = photos[5].Hash
	})
	r.want(t, "the grid", r.grid(), "1 4(4) 6(2 copies) 8(bracket of 3)")
	for n, why := range map[int]string{1: "This photo stands alone", 9: "All of these frames belong to one picture"} {
		r.at(n, false)
		r.d.Do(t, r.Commands(), KeepOne)
		r.want(t, fmt.Sprintf("at %d", n), r.d.Notices.Notice(), why)
	}
	for n, want := range map[int][]string{
		6: {"IMG_0007.jpg in shoot is an exact double of it"},
		7: {"Exact double of IMG_0006.jpg in shoot: the same picture in another file"},
		9: {"2nd frame of a bracket of 3: all of its frames belong to one picture"},
		1: nil,
	} {
		if got := r.Lines(r.photos[n-1].ID); !slices.Equal(got, want) {
			t.Errorf("of %d it is said %q, want %q", n, got, want)
		}
	}
	r.at(7, true)
	r.want(t, "on the copy's cell", r.Cell(r.d.Session.Stacks.At(r.d.Session.Stacks.Place(r.photos[6].ID))).Reason, "copy of IMG_0006.jpg")
}

func TestTheSuggestedFrameIsSaidWithItsReason(t *testing.T) {
	r := newRoom(t, nil)
	cell := func(n int) string {
		m := r.Cell(r.d.Session.Stacks.At(r.d.Session.Stacks.Place(r.photos[n-1].ID)))
		return fmt.Sprintf("%s|%s|%v", m.Suggested, m.Reason, m.Sheets)
	}
	r.want(t, "closed", cell(4), "Suggested|sharpest by 2.5|true")
	r.want(t, "close", cell(8), "Suggested|sharpest by 0.2; too close to call|true")
	r.at(3, true)
	r.want(t, "another frame of an open one", cell(3), "||false")
	r.want(t, "the best of an open one", cell(4), "Suggested|sharpest by 2.5|false")
	r.want(t, "alone", cell(1), "||false")
	for n, want := range map[int]string{
		4: "Suggested of 4: sharpest by 2.5. You choose",
		2: "IMG_0004.jpg is suggested of these 4: sharpest by 2.5",
		8: "Suggested of 3: sharpest by 0.2; IMG_0009.jpg is too close to call. You choose",
	} {
		if got := r.Lines(r.photos[n-1].ID); !slices.Equal(got, []string{want}) {
			t.Errorf("of %d it is said %q, want %q", n, got, want)
		}
	}
	if n := r.flags(); n != "" {
		t.Errorf("marked: %s", n)
	}
}

func TestBordersAreMovedUndoneAndStay(t *testing.T) {
	r := newRoom(t, nil)
	r.at(4, false)
	r.d.Do(t, r.Commands(), SplitStack)
	r.want(t, "at a closed stack", r.d.Notices.Notice(), "Open the stack and go to the photo where the next one begins")
	r.at(4, true)
	r.d.Do(t, r.Commands(), SplitStack)
	r.finish()
	r.d.Session.Stacks.CloseAll()
	r.want(t, "split", r.grid(), "1 3(2) 4(2) 6 7 8(3)")
	r.at(6, false)
	r.d.Do(t, r.Commands(), JoinStack)
	r.finish()
	r.want(t, "joined", r.grid(), "1 3(2) 4(3) 7 8(3)")
	for _, want := range []string{"1 3(2) 4(2) 6 7 8(3)", "1 4(4) 6 7 8(3)"} {
		r.culling.door.Undo()
		r.finish()
		r.want(t, "undone", r.grid(), want)
	}
	r.culling.door.Redo()
	r.finish()
	r.want(t, "redone", r.grid(), "1 3(2) 4(2) 6 7 8(3)")
	all, err := r.d.Shoot.Catalog().Corrections(t.Context())
	if err != nil || len(all) != 1 {
		t.Errorf("%v is stored, %v", all, err)
	}
	r.at(1, false)
	r.d.Do(t, r.Commands(), JoinStack)
	r.want(t, "at the first photo", r.d.Notices.Notice(), "No photo was taken before this one")
}

func TestTheFirstGroupsComeByThemselvesAndLaterOnesWait(t *testing.T) {
	r := newRoom(t, nil)
	known := r.d.Session.Stacks.Grouping()
	arrive := func() { // a photo that joins the last burst, and time for the groups to be made
		p := r.photos[9]
		p.ID, p.Path = p.ID+1, p.Path+".jpg"
		p.Hash += "x"
		p.Capture.Time = p.Capture.Time.Add(200 * time.Millisecond)
		r.photos = append(r.photos, p)
		r.d.Session.Put(r.photos[10:])
		r.Stacks.Put(r.photos[10:], nil)
		r.Stacks.Tell(func() {})
		for end := time.Now().Add(10 * time.Second); !r.Stacks.Waiting() && time.Now().Before(end); time.Sleep(10 * time.Millisecond) {
		}
	}
	arrive()
	r.touched = true
	r.d.Session.Selection.Hold()
	r.d.Apply(r.news())
	if r.d.Session.Stacks.Grouping() != known || !r.d.Session.Waiting().Groups {
		t.Fatal("what the person sees was regrouped")
	}
	r.d.Session.Resort() // such as by another order: the groups go on waiting
	if !r.d.Session.Waiting().Groups {
		t.Error("nothing waits any more")
	}
	r.Take()
	r.d.Session.Resort()
	if r.d.Session.Waiting().Groups || r.grid() != "1 4(4) 6 7 8(4)" {
		t.Errorf("sorted again: %s", r.grid())
	}
	r.touched = false
	if changed := r.news(); changed != change.None {
		t.Errorf("nothing is new, and it changes %v", changed)
	}
}

func TestStackingIsSwitchedAndRemembered(t *testing.T) {
	r := newRoom(t, nil)
	r.d.Do(t, r.Commands(), Stack)
	r.want(t, "off", r.grid(), "1 2 3 4 5 6 7 8 9 10")
	if !r.Chosen.Unstacked || !slices.Equal(r.Of(r.photos[1].ID), []library.ID{r.photos[1].ID, r.photos[2].ID, r.photos[3].ID, r.photos[4].ID}) {
		t.Errorf("off is remembered: %v; together are %v", r.Chosen.Unstacked, r.Of(r.photos[1].ID))
	}
	r.d.Do(t, r.Commands(), OpenStack)
	r.want(t, "opening nothing", r.d.Notices.Notice(), "Photos are not stacked")
	r.d.Do(t, r.Commands(), Stack)
	r.want(t, "on", r.grid(), "1 4(4) 6 7 8(3)")
	r.at(2, false)
	r.d.Do(t, r.Commands(), SelectStack)
	if got := r.d.Session.Selection.Count(); got != 4 {
		t.Errorf("%d photos are selected", got)
	}
}

func TestSectionsAreAtPausesAndAroundOpenStacks(t *testing.T) {
	r := newRoom(t, nil)
	words := func() string {
		var all []string
		for _, s := range r.Sections() {
			word := fmt.Sprintf("%d: %s, %s", s.At, s.Title, s.Note)
			if s.Tray != nil {
				word += fmt.Sprintf(" [%d: %s; %s; %s %s]", s.Tray.Cells, s.Tray.Count, s.Tray.State, s.Tray.Suggested, s.Tray.Sentence)
			}
			all = append(all, word)
		}
		return strings.Join(all, " | ")
	}
	r.want(t, "too few cells for a line each", words(), "0: 1 May 2026 12:00, ")
	r.at(2, true)
	r.want(t, "open", words(), "0: 1 May 2026 12:00,  | 1: 12:01:00,  [4: 4 frames in 0.6 s; 4 undecided; IMG_0004.jpg is suggested: sharpest by 2.5. You choose.]")
	r.d.Session.SetOrder(query.Order{By: query.ByTime, Descending: true})
	r.want(t, "newest first", words(), "0: 1 May 2026 12:32,  | 3: 12:01:00,  [4: 4 frames in 0.6 s; 4 undecided; IMG_0004.jpg is suggested: sharpest by 2.5. You choose.]")
	r.d.Session.Stacks.CloseAll()
	r.d.Session.SetOrder(query.Order{By: query.ByName})
	r.want(t, "by name", words(), "")
	gaps := make([]time.Duration, 40)
	gaps[10], gaps[20], gaps[30] = 7*time.Minute, time.Hour, 30*time.Second
	if got := leastLine(gaps); got != leastPause {
		t.Errorf("among many cells a line stands from %v on", got)
	}
}
