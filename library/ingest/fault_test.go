package ingest

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"

	"keeplight.app/keeplight/library/message"
)

// stopAt gives hooks that do something once so many photos and videos were dealt with.
func stopAt(done int, do func()) Hooks {
	return Hooks{Progress: func(p Progress) {
		if p.Done == done {
			do()
		}
	}}
}

func TestACardThatIsPulledOutLeavesAClearState(t *testing.T) {
	card, to := newCard(t), t.TempDir()
	known := memory{}
	p := plan(t, Options{Card: card, To: to}, known)
	hooks := stopAt(1, func() { _ = os.Rename(card, card+".away") })
	hooks.Arrived = known.arrived
	r, err := Run(t.Context(), p, known, hooks)
	if err != nil || r.End != NoCard || r.Copied.Photos != 1 || r.Remaining != 2 || len(r.Failed) != 0 {
		t.Fatalf("%+v, %v", r, err)
	}
	if err := os.Rename(card+".away", card); err != nil {
		t.Fatal(err)
	}
	r = run(t, Options{Card: card, To: to}, known)
	if r.End != Complete || r.Known != 1 || r.Copied.Photos != 1 || r.Copied.Videos != 1 || len(tree(t, to)) != 8 {
		t.Errorf("after it was put back: %+v", r)
	}
}

func TestAnInterruptedRunIsFinishedByTheNextOne(t *testing.T) {
	for done := range 3 {
		card, to, second := newCard(t), t.TempDir(), t.TempDir()
		o, known := Options{Card: card, To: to, Second: second}, memory{}
		ctx, cancel := context.WithCancel(t.Context())
		r, err := Run(ctx, plan(t, o, known), known, stopAt(done, cancel))
		cancel()
		if !errors.Is(err, context.Canceled) || r.End != Stopped || r.Remaining != 3-done {
			t.Errorf("stopped at %d: %+v, %v", done, r, err)
		}
		// A run that was killed leaves hidden files; one of another program's stays.
		write(t, filepath.Join(to, "2026-05-31", ".keeplight-KILLED.part"), "half")
		write(t, filepath.Join(second, ".keeplight-KILLED.part"), "half")
		write(t, filepath.Join(to, ".other.part"), "x")
		r = run(t, o, known)
		if r.Swept != 2 || r.Copied.Photos+r.Copied.Videos+r.There != 3 || len(tree(t, to)) != 9 || len(tree(t, second)) != 8 {
			t.Errorf("gone on after %d: %+v\n%q", done, r, names(tree(t, to)))
		}
	}
}

func TestASecondFolderThatIsLostDoesNotStopTheFirst(t *testing.T) {
	card, to := newCard(t), t.TempDir()
	second := filepath.Join(t.TempDir(), "backup")
	o, known := Options{Card: card, To: to, Second: second}, memory{}
	hooks := stopAt(1, func() { _ = os.Rename(second, second+".away") })
	hooks.Arrived = known.arrived
	r, err := Run(t.Context(), plan(t, o, known), known, hooks)
	if err != nil || r.End != Complete || r.NotInSecond != 2 || r.SecondWhy.IsZero() || len(tree(t, to)) != 8 {
		t.Fatalf("%+v, %v", r, err)
	}
	if err := os.Rename(second+".away", second); err != nil {
		t.Fatal(err)
	}
	if r = run(t, o, known); r.NotInSecond != 0 || len(tree(t, second)) != 8 || len(tree(t, to)) != 8 {
		t.Errorf("with the folder back: %+v\n%q", r, names(tree(t, second)))
	}
}

func TestAFirstFolderThatIsLostEndsTheRun(t *testing.T) {
	card, to := newCard(t), filepath.Join(t.TempDir(), "shoot")
	known := memory{}
	r, err := Run(t.Context(), plan(t, Options{Card: card, To: to}, known), known, stopAt(1, func() { _ = os.Rename(to, to+".away") }))
	if err != nil || r.End != NoDestination || r.Why.IsZero() || r.Remaining != 2 {
		t.Errorf("%+v, %v", r, err)
	}
	if _, err := os.Stat(to); !errors.Is(err, fs.ErrNotExist) {
		t.Error("the folder was made anew in the place of the one that is away")
	}
}

func TestNoRoomIsSaidBeforeAnythingIsCopied(t *testing.T) {
	card, to, second := newCard(t), filepath.Join(t.TempDir(), "a"), filepath.Join(t.TempDir(), "b")
	p := plan(t, Options{Card: card, To: to, Second: second}, memory{})
	_, _, _, fresh := p.Count()
	if len(p.Rooms) != 1 || !p.Rooms[0].Known {
		t.Skipf("the temporary folders are not on one volume: %+v", p.Rooms)
	}
	if p.Rooms[0].Needed != 2*fresh.Bytes {
		t.Errorf("both need %d bytes, want twice %d", p.Rooms[0].Needed, fresh.Bytes)
	}
	p.Rooms[0].Free = p.Rooms[0].Needed - 1
	_, err := Run(t.Context(), p, memory{}, Hooks{})
	if _, statErr := os.Stat(to); !errors.Is(err, ErrNoRoom) || !errors.Is(statErr, fs.ErrNotExist) {
		t.Errorf("%v, %v", err, statErr)
	}
}

func TestHostileNamesArriveWholeAndSafe(t *testing.T) {
	card, to, away := t.TempDir(), t.TempDir(), t.TempDir()
	long := strings.Repeat("ü", 125) + ".jpg" // 254 bytes
	for i, name := range []string{
		"new\nline.jpg", "-dash.jpg", "a\u202egpj.jpg", long, "IMG.jpg", "img.jpg", "IMG.JPG", "quote\".jpg", "bad\xff.jpg", "Zoë.jpg", "Zoe\u0308.jpg",
		"pair.CR2", "pair.xmp", "pair.XMP",
	} {
		write(t, filepath.Join(card, name), photo(uint64(i), i))
	}
	write(t, filepath.Join(away, "secret.jpg"), photo(77, 1))
	for name, target := range map[string]string{"out.jpg": filepath.Join(away, "secret.jpg"), "folder": away, "loop": card} {
		if err := os.Symlink(target, filepath.Join(card, name)); err != nil {
			t.Skip("no links here: " + err.Error())
		}
	}
	before := tree(t, away)
	r := run(t, Options{Card: card, To: to, Template: "{original}"}, memory{})
	if r.Copied.Photos != 12 || r.Copied.Files != 14 || len(r.Failed) != 0 {
		t.Errorf("copied %+v, failed %+v", r.Copied, r.Failed)
	}
	folded := map[string]bool{}
	for _, name := range names(tree(t, to)) {
		if strings.ContainsAny(name, "\n\u202e\"") || strings.HasPrefix(name, "-") || len(name) > 255 || folded[strings.ToLower(name)] {
			t.Errorf("a copy is called %q", name)
		}
		folded[strings.ToLower(name)] = true
	}
	// A folder of the destination that leads out of it takes nothing.
	if err := os.Symlink(away, filepath.Join(to, "2026-05-31")); err != nil {
		t.Fatal(err)
	}
	r = run(t, Options{Card: card, To: to}, memory{})
	if len(r.Failed) != 12 || len(tree(t, away)) != len(before) {
		t.Errorf("through a link: %+v; %q", r.Copied, names(tree(t, away)))
	}
}

func TestAFileThatCannotBeReadDoesNotStopTheOthers(t *testing.T) {
	if os.Geteuid() == 0 {
		t.Skip("root may read everything")
	}
	card, to := newCard(t), t.TempDir()
	if err := os.Chmod(filepath.Join(card, "DCIM/100CANON/IMG_0001.CR2"), 0); err != nil {
		t.Fatal(err)
	}
	r := run(t, Options{Card: card, To: to}, memory{})
	if len(r.Failed) != 1 || r.Failed[0].Why.Code() != message.IngestDenied || len(tree(t, to)) != 3 {
		t.Errorf("%+v; %q", r, names(tree(t, to)))
	}
}

func TestAPausedRunReadsNothingUntilItGoesOn(t *testing.T) {
	card, to := newCard(t), t.TempDir()
	p := plan(t, Options{Card: card, To: to}, memory{})
	ctx, cancel := context.WithCancel(t.Context())
	waits := 0
	r, err := Run(ctx, p, memory{}, Hooks{Wait: func(ctx context.Context) error {
		if waits++; waits == 3 { // in the middle of a photo
			cancel()
		}
		return ctx.Err()
	}})
	if !errors.Is(err, context.Canceled) || r.End != Stopped || len(tree(t, to)) != 0 {
		t.Errorf("%+v, %v; %q", r, err, names(tree(t, to)))
	}
}

func TestOnlyTheBackupIsToldNeverToBeRead(t *testing.T) {
	card, to, second := newCard(t), t.TempDir(), t.TempDir()
	if got := new(plan(t, Options{Card: card, To: to}, memory{})).Apart(); got != nil {
		t.Errorf("the folder to work in is among %q", got)
	}
	write(t, filepath.Join(second, "my own.jpg"), photo(5, 1))
	p := plan(t, Options{Card: card, To: to, Second: second}, memory{})
	if got := p.Apart(); !slices.Equal(got, []string{filepath.Join(second, "2026-05-31")}) {
		t.Errorf("never to be read: %q", got)
	}
}

func TestARunThatGoesOnReadsNothingTwice(t *testing.T) {
	card, to, second := newCard(t), t.TempDir(), filepath.Join(t.TempDir(), "backup")
	o, known := Options{Card: card, To: to, Second: second}, memory{}
	hooks := stopAt(1, func() { _ = os.Rename(second, second+".away") })
	hooks.Arrived = known.arrived
	r, err := Run(t.Context(), plan(t, o, known), known, hooks)
	if err != nil || !r.Incomplete() || r.NotInSecond != 2 {
		t.Fatalf("%+v, %v", r, err)
	}
	if err := os.Rename(second+".away", second); err != nil {
		t.Fatal(err)
	}
	read := func(from *Report, o Options) (Report, int64) {
		p := plan(t, o, known)
		p.GoOn(from)
		var last Progress
		r, err := Run(t.Context(), p, known, Hooks{Arrived: known.arrived, Progress: func(now Progress) { last = now }})
		if err != nil || r.Incomplete() || r.Done() != 3 || last.Bytes != last.TotalBytes {
			t.Errorf("%+v, %v; %+v", r, err, last)
		}
		return r, last.TotalBytes
	}
	_, _, _, fresh := new(plan(t, o, known)).Count()
	again, bytes := read(&r, o)
	if again.Known != 1 || bytes != fresh.Bytes || fresh.Files == 0 || len(tree(t, second)) != 8 {
		t.Errorf("%d bytes were read of %d that are new: %+v", bytes, fresh.Bytes, again)
	}
	// The run after that has everything from the two before it; another import proves all.
	if _, bytes = read(&again, o); bytes != 0 {
		t.Errorf("%d bytes were read for nothing", bytes)
	}
	if _, bytes = read(nil, o); bytes == 0 {
		t.Error("a new import compares nothing")
	}
	o.Second = ""
	if _, bytes = read(&again, o); bytes == 0 {
		t.Error("an import to other folders takes another's word")
	}
	write(t, filepath.Join(card, "DCIM/100CANON/IMG_0001.JPG"), photo(1, 1)+"edited")
	p := plan(t, o, known)
	p.GoOn(&again)
	if _, seen, _, fresh := p.Count(); seen.Photos != 1 || fresh.Photos != 1 {
		t.Errorf("a photo that changed meanwhile is not new: known %+v, new %+v", seen, fresh)
	}
}

func TestASecondFolderThatIsFullGetsWhatFits(t *testing.T) {
	d := &destination{path: t.TempDir()}
	if err := d.hasRoom(1 << 62); err != nil {
		t.Errorf("nothing was full yet: %v", err)
	}
	b, p := &batch{}, &place{to: d, number: 1}
	root, err := os.OpenRoot(d.path)
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	d.root = root
	b.lose(p, syscall.ENOSPC)
	if d.lost != nil || d.hasRoom(1) != nil || !errors.Is(d.hasRoom(1<<62), syscall.ENOSPC) {
		t.Errorf("lost: %v, one byte: %v, very many: %v", d.lost, d.hasRoom(1), d.hasRoom(1<<62))
	}
	p.number = 0
	if b.lose(p, syscall.ENOSPC); !errors.Is(d.lost, syscall.ENOSPC) {
		t.Errorf("the first goes on: %v", d.lost)
	}
}

func TestADestinationThatCannotBeOpenedIsSaidAndNothingIsLost(t *testing.T) {
	card, known := newCard(t), memory{}
	to := filepath.Join(t.TempDir(), "shoot")
	p := plan(t, Options{Card: card, To: to}, known)
	write(t, to, "no folder")
	r, err := Run(t.Context(), p, known, Hooks{})
	if err != nil || r.End != NoDestination || r.Why.IsZero() || r.Remaining != 3 {
		t.Errorf("%+v, %v", r, err)
	}
}
