package keyboard

import (
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"keeplight.app/keeplight/ui/change"
	"keeplight.app/keeplight/ui/command"
	"keeplight.app/keeplight/ui/overlay"
)

// clock runs what is to be done later when the test says so.
type clock struct {
	frames []func() // to be called once there is a frame
	waits  []time.Duration
	later  []func()
}

func (c *clock) on(k *Keyboard) {
	k.Painted = func(f func()) { c.frames = append(c.frames, f) }
	k.keys.after = func(d time.Duration, f func()) { c.waits, c.later = append(c.waits, d), append(c.later, f) }
}

func run(fs *[]func()) {
	now := *fs
	*fs = nil
	for _, f := range now {
		f()
	}
}

func TestAHeldKeyIsReleasedAndAShortPressStays(t *testing.T) {
	for name, c := range map[string]struct {
		between func(t *testing.T, c *clock)
		want    int
	}{
		"a tap": {func(*testing.T, *clock) {}, 0},
		"released before the frame, however slow": {func(t *testing.T, c *clock) {
			if len(c.later) > 0 {
				t.Error("it is timed before the frame")
			}
		}, 0},
		"held shorter than it takes": {func(_ *testing.T, c *clock) { run(&c.frames) }, 0},
		"held": {func(_ *testing.T, c *clock) {
			run(&c.frames)
			time.Sleep(heldFrom)
			run(&c.later)
		}, 1},
		"up while a second frame took long": {func(t *testing.T, c *clock) {
			run(&c.frames)
			time.Sleep(heldFrom + 2*noticedLate)
			run(&c.later) // only now is the window's goroutine free, and hears the key next
			if last := c.waits[len(c.waits)-1]; last != secondLook {
				t.Errorf("then it waits for %v", last)
			}
		}, 0},
		"held all through a slow frame": {func(_ *testing.T, c *clock) {
			run(&c.frames)
			time.Sleep(heldFrom + 2*noticedLate)
			run(&c.later)
			time.Sleep(secondLook)
			run(&c.later)
		}, 1},
	} {
		t.Run(name, func(t *testing.T) {
			r := newRoom(t, "")
			r.Held = "zoom"
			var fake clock
			fake.on(r.Keyboard)
			space := &fyne.KeyEvent{Name: fyne.KeySpace}
			r.down(r.d.Window.Canvas(), space)
			c.between(t, &fake)
			r.up(space)
			r.up(space)
			run(&fake.frames)
			run(&fake.later)
			r.wantRan(t, "zoom")
			if r.released != c.want {
				t.Errorf("released %d times, want %d", r.released, c.want)
			}
		})
	}
}

func TestAHeldKeyRunsAgainOnlyWhatMayRepeat(t *testing.T) {
	r := newRoom(t, "")
	var fake clock
	fake.on(r.Keyboard)
	may := true
	r.Held, r.Repeats = "zoom", func(command.ID) bool { return may }
	p := &fyne.KeyEvent{Name: fyne.KeyP}
	r.down(r.d.Window.Canvas(), p)
	r.typed(r.d.Window.Canvas(), 'p')
	r.typed(r.d.Window.Canvas(), 'p')
	may = false
	r.typed(r.d.Window.Canvas(), 'p')
	r.wantRan(t, "pick", "pick")
	r.up(p)
	r.down(r.d.Window.Canvas(), p)
	r.typed(r.d.Window.Canvas(), 'p') // pressed anew, it always counts
	r.wantRan(t, "pick", "pick", "pick")
}

func TestAHeldKeySaysOneThingToASheetThatAsksForThat(t *testing.T) {
	r := newRoom(t, "")
	var fake clock
	fake.on(r.Keyboard)
	said := 0
	r.d.Overlay.Show(overlay.Sheet{Object: canvas.NewRectangle(nil), Once: true, Commands: map[command.ID]func() change.Set{
		"pick": func() change.Set { said++; return change.None },
	}})
	p := &fyne.KeyEvent{Name: fyne.KeyP}
	for range 2 {
		r.down(r.d.Window.Canvas(), p)
		for range 5 {
			r.typed(r.d.Window.Canvas(), 'p')
		}
		r.up(p)
	}
	if said != 2 {
		t.Errorf("a key that was held twice was heard %d times", said)
	}
}
