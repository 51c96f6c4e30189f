//go:build unix

package worker

import (
	"context"
	"errors"
	"fmt"
	"os"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/message"
	"keeplight.app/keeplight/library/picture"
)

// playing gives a Decoder whose worker is this test binary, and the folder in
// which its workers leave their numbers.
func playing(t *testing.T, how string, change func(*Options)) (*Decoder, string) {
	t.Helper()
	marks := t.TempDir()
	opts := Options{
		Program: os.Args[0], Workers: 2, Time: time.Minute,
		Env: append(os.Environ(), playWorker+"="+how, playMarks+"="+marks),
		Log: func(text string) { t.Log(text) },
	}
	// The test binary knows no flags of the worker's; it is told not to look.
	opts.Arguments = []string{"--"}
	if change != nil {
		change(&opts)
	}
	d := New(opts)
	t.Cleanup(d.Close)
	return d, marks
}

func decode(ctx context.Context, d *Decoder, order string) (*picture.ForeignPicture, error) {
	return d.Decode(ctx, []byte(head+order), library.HEIF, "/photos/"+order+".heic", picture.ForeignWant{})
}

// workers gives the numbers of all workers that were ever started.
func workers(t *testing.T, marks string) (pids []int) {
	t.Helper()
	entries, err := os.ReadDir(marks)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if pid, err := strconv.Atoi(e.Name()); err == nil { // other marks have names
			pids = append(pids, pid)
		}
	}
	return pids
}

func TestAFileThatEndsItsWorkerTwiceIsItsOwnErrorAndTheNextOneWorks(t *testing.T) {
	for order, want := range map[string]string{
		"crash":    "its decoder crashed",
		"hang":     "did not end within 1 seconds",
		"spin":     "more than 60 seconds of processor time",
		"flood":    "needs more memory than the 2048 MB",
		"garbage":  "an invalid answer",
		"babble":   "an invalid answer",
		"truncate": "its decoder crashed",
		"lie":      "an invalid answer",
	} {
		t.Run(order, func(t *testing.T) {
			t.Parallel()
			d, _ := playing(t, startsWell, func(o *Options) {
				if order == "hang" {
					o.Wall = time.Second
				}
			})
			for range 2 { // with a fresh worker, and with one that has decoded before
				for _, kind := range []error{picture.ErrTryAgain, ErrQuarantined, ErrQuarantined} {
					want2 := picture.ForeignWant{Side: 100}
					_, err := d.Decode(t.Context(), []byte(head+order), library.HEIF, "/photos/bad\n.heic", want2)
					if !errors.Is(err, kind) || !strings.Contains(err.Error(), want) {
						t.Fatalf("gave %v in place of %v", err, kind)
					}
					if onList := len(d.opts.Quarantine.Entries()); (onList == 1) != (kind == ErrQuarantined) {
						t.Errorf("%d files are set aside after %v", onList, err)
					}
					if code := library.MessageOf(err).Code(); code != message.DecoderAgain && code != message.SetAside {
						t.Errorf("its message has the code %q", code)
					}
				}
				if pic, err := decode(t.Context(), d, "well"); err != nil || pic.Width != 40 || pic.Pixels.Rect.Dx() != 4 {
					t.Fatalf("the next file gave %v", err)
				}
				if err := d.TryAgain([]byte(head + order)); err != nil {
					t.Fatal(err)
				}
			}
		})
	}
}

func TestAFileThatEndedItsWorkerTwiceIsNotTriedAgain(t *testing.T) {
	d, marks := playing(t, startsWell, nil)
	for i := range 4 {
		if _, err := decode(t.Context(), d, "crash"); errors.Is(err, ErrQuarantined) != (i > 0) {
			t.Errorf("gave %v", err)
		}
	}
	if n := len(workers(t, marks)); n != 2 {
		t.Errorf("%d workers were started for it", n)
	}
	entries := d.opts.Quarantine.Entries()
	if len(entries) != 1 || entries[0].Name != "/photos/crash.heic" || entries[0].Reason.Code() != message.DecoderCrashed ||
		entries[0].Decoder != "libfake 1.0" || entries[0].Size != int64(len(head+"crash")) {
		t.Errorf("the list says %+v", entries)
	}
}

func TestOneEndCostsNoFile(t *testing.T) {
	for order, afterAnother := range map[string]bool{
		"crash-once":         true,
		"killed-once":        false, // by the system's memory killer, say
		"crash-unless-fresh": true,  // another file spoiled the worker
	} {
		t.Run(order, func(t *testing.T) {
			d, _ := playing(t, startsWell, nil)
			if afterAnother {
				if _, err := decode(t.Context(), d, "well"); err != nil {
					t.Fatal(err)
				}
			}
			if _, err := decode(t.Context(), d, order); !errors.Is(err, picture.ErrTryAgain) {
				t.Errorf("the first try gave %v", err)
			}
			if _, err := decode(t.Context(), d, order); err != nil {
				t.Errorf("alone it gave %v", err)
			}
			if e := d.opts.Quarantine.Entries(); len(e) != 0 {
				t.Errorf("set aside are %+v", e)
			}
		})
	}
}

func TestAFileWhoseWorkerIsAlwaysKilledFromOutsideIsNeverSetAside(t *testing.T) {
	d, _ := playing(t, startsWell, nil)
	for i := range 4 {
		_, err := decode(t.Context(), d, "killed")
		if !errors.Is(err, ErrInterrupted) || errors.Is(err, picture.ErrTryAgain) != (i == 0) {
			t.Errorf("try %d gave %v", i, err)
		}
		if !message.CanTryAgain(library.MessageOf(err)) {
			t.Errorf("nobody is offered another try: %v", err)
		}
	}
	if n := len(d.opts.Quarantine.Entries()); n != 0 {
		t.Errorf("%d files are set aside", n)
	}
}

func TestABusyMachineCostsNoFile(t *testing.T) {
	d, _ := playing(t, startsWell, func(o *Options) { o.Time = time.Second })
	if _, err := decode(t.Context(), d, "slow"); err != nil {
		t.Errorf("a file that took long by the clock alone gave %v", err)
	}
}

func TestTheSecondTryIsAlone(t *testing.T) {
	d, marks := playing(t, startsWell, nil)
	if _, err := decode(t.Context(), d, "crash-once"); !errors.Is(err, picture.ErrTryAgain) {
		t.Fatal(err)
	}
	before := len(workers(t, marks))
	var others sync.WaitGroup
	for range 2 {
		others.Go(func() {
			if _, err := decode(t.Context(), d, "slow"); err != nil {
				t.Error(err)
			}
		})
	}
	for len(workers(t, marks)) < before+2 {
		time.Sleep(10 * time.Millisecond)
	}
	start := time.Now()
	if _, err := decode(t.Context(), d, "crash-once"); err != nil {
		t.Error(err)
	}
	if time.Since(start) < time.Second {
		t.Error("it did not wait for the others")
	}
	others.Wait()
	if n := len(workers(t, marks)); n != before+3 {
		t.Errorf("%d workers were started, one for each and a fresh one", n-before)
	}
	if _, err := decode(t.Context(), d, "well"); err != nil {
		t.Errorf("afterwards: %v", err)
	}
}

func TestWhoWaitsToBeAloneEndsWithItsContext(t *testing.T) {
	d, _ := playing(t, startsWell, nil)
	if _, err := decode(t.Context(), d, "crash-once"); !errors.Is(err, picture.ErrTryAgain) {
		t.Fatal(err)
	}
	busy, free := context.WithCancel(t.Context())
	var other sync.WaitGroup
	other.Go(func() { _, _ = decode(busy, d, "hang") }) // it ends with its context
	time.Sleep(200 * time.Millisecond)
	ctx, cancel := context.WithTimeout(t.Context(), 100*time.Millisecond)
	defer cancel()
	if _, err := decode(ctx, d, "crash-once"); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("gave %v", err)
	}
	free()
	other.Wait()
	if _, err := decode(t.Context(), d, "crash-once"); err != nil {
		t.Errorf("later: %v", err)
	}
}

func TestAnotherVersionOfTheDecoderTriesAgain(t *testing.T) {
	list := NewQuarantine()
	with := func(version string) *Decoder {
		d, _ := playing(t, startsWell, func(o *Options) {
			o.Quarantine, o.Env = list, append(o.Env, playVersion+"="+version)
		})
		return d
	}
	key := keyOf([]byte(head + "well"))
	for name, c := range map[string]struct {
		decoder string // that the list names
		refused bool
	}{
		"the same version":  {"libfake 1.1", true},
		"an older one":      {"libfake 1.0", false},
		"a list without it": {"", false},
	} {
		t.Run(name, func(t *testing.T) {
			if err := list.add(key, "a", 1, message.New(message.DecoderCrashed), c.decoder); err != nil {
				t.Fatal(err)
			}
			if _, err := decode(t.Context(), with("libfake 1.1"), "well"); errors.Is(err, ErrQuarantined) != c.refused || (err != nil) != c.refused {
				t.Errorf("gave %v", err)
			}
		})
	}
}

func TestAWorkerThatSomebodyEndsCostsNoFile(t *testing.T) {
	d, _ := playing(t, startsWell, nil)
	for range 2 {
		if _, err := decode(t.Context(), d, "told"); !errors.Is(err, ErrInterrupted) {
			t.Errorf("gave %v", err)
		}
	}
	if n := len(d.opts.Quarantine.Entries()); n != 0 {
		t.Errorf("%d files are set aside", n)
	}
}

func TestAWorkerThatDiesWhileItHasNothingToDoCostsNoFile(t *testing.T) {
	d, marks := playing(t, startsWell, nil)
	if _, err := decode(t.Context(), d, "well"); err != nil {
		t.Fatal(err)
	}
	for _, pid := range workers(t, marks) {
		p, err := os.FindProcess(pid)
		if err == nil {
			err = p.Kill()
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if _, err := decode(t.Context(), d, "well"); err != nil {
		t.Errorf("the next file gave %v", err)
	}
}

func TestTheWorkersWordOnAFileIsAnErrorOfItsKind(t *testing.T) {
	d, marks := playing(t, startsWell, nil)
	for kind, want := range map[string]error{
		"unsupported":  picture.ErrUnsupported,
		"damaged":      picture.ErrDamaged,
		"too large":    picture.ErrTooManyPixels,
		"no thumbnail": picture.ErrNoEmbedded,
		"something":    picture.ErrDamaged,
	} {
		_, err := decode(t.Context(), d, "fail "+kind)
		if !errors.Is(err, want) || strings.ContainsRune(err.Error(), '\x1b') {
			t.Errorf("%s gave %v", kind, err)
		}
	}
	if n, set := len(workers(t, marks)), len(d.opts.Quarantine.Entries()); n != 1 || set != 0 {
		t.Errorf("%d workers, %d files set aside: the worker was well", n, set)
	}
}

func TestWithoutAWorkerTheErrorSaysWhatToInstall(t *testing.T) {
	for how, want := range map[string]string{
		startsNever:     "libheif.so.1",
		startsOtherwise: "another version",
		startsWithout:   "libheif-plugin-libde265",
	} {
		t.Run(how, func(t *testing.T) {
			d, marks := playing(t, how, nil)
			for range 3 {
				_, err := decode(t.Context(), d, "well")
				if !errors.Is(err, ErrUnavailable) || !errors.Is(err, picture.ErrUnsupported) {
					t.Fatalf("gave %v", err)
				}
				if text := err.Error(); !strings.HasPrefix(text, "HEIC pictures cannot be read: ") || !strings.Contains(text, want) {
					t.Errorf("says %q", text)
				}
			}
			if n := len(workers(t, marks)); n != 1 {
				t.Errorf("%d workers were started in vain", n)
			}
			if n := len(d.opts.Quarantine.Entries()); n != 0 {
				t.Errorf("%d files are set aside", n)
			}
		})
	}
	d := New(Options{Program: "/nowhere/keeplight-media"})
	defer d.Close()
	if _, err := decode(t.Context(), d, "well"); !errors.Is(err, ErrUnavailable) || !strings.Contains(err.Error(), "no such file") {
		t.Errorf("a program that is not there gave %v", err)
	}
	t.Setenv("PATH", t.TempDir())
	none := New(Options{})
	defer none.Close()
	if err := none.Reads(library.AVIF); err == nil || !strings.HasPrefix(err.Error(), "AVIF pictures cannot be read: the program keeplight-media is not installed") {
		t.Errorf("no program at all gave %v", err)
	}
}

func TestADecodeEndsWithItsContext(t *testing.T) {
	for _, order := range []string{"hang", "babble"} {
		d, _ := playing(t, startsWell, nil)
		if _, err := decode(t.Context(), d, "well"); err != nil {
			t.Fatal(err)
		}
		ctx, cancel := context.WithTimeout(t.Context(), 100*time.Millisecond)
		_, err := decode(ctx, d, order)
		cancel()
		if order == "hang" && !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("gave %v", err)
		}
		if order == "hang" && len(d.opts.Quarantine.Entries()) > 0 {
			t.Error("a file that nobody waited for is set aside")
		}
		if _, err := decode(t.Context(), d, "well"); err != nil {
			t.Errorf("the next file gave %v", err)
		}
	}
}

func TestCloseEndsAllWorkersAndWhatTheyDo(t *testing.T) {
	before := runtime.NumGoroutine()
	d, marks := playing(t, startsWell, nil)
	if _, err := d.Decode(t.Context(), []byte(head), library.HEIF, "a", picture.ForeignWant{Part: picture.ForeignSize}); err != nil {
		t.Fatal(err)
	}
	var calls sync.WaitGroup
	for i := range 5 { // two are at it, the others wait
		calls.Go(func() {
			if _, err := decode(t.Context(), d, fmt.Sprintf("hang %d", i)); !errors.Is(err, ErrInterrupted) {
				t.Errorf("a decode that Close ended gave %v", err)
			}
		})
	}
	for len(workers(t, marks)) < 3 {
		time.Sleep(10 * time.Millisecond)
	}
	d.Close()
	calls.Wait()
	for _, pid := range workers(t, marks) {
		if exists(pid) {
			t.Errorf("worker %d is still there", pid)
		}
	}
	if _, err := decode(t.Context(), d, "well"); !errors.Is(err, ErrInterrupted) {
		t.Errorf("a decode after Close gave %v", err)
	}
	for range 200 { // the runtime needs a moment to forget them
		if runtime.NumGoroutine() <= before {
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	t.Errorf("%d goroutines, there were %d", runtime.NumGoroutine(), before)
}

func TestAWorkerIsStartedWhenNeededAndEndedWhenIdle(t *testing.T) {
	d, marks := playing(t, startsWell, func(o *Options) { o.Idle = 50 * time.Millisecond })
	if n := len(workers(t, marks)); n != 0 {
		t.Errorf("%d workers were started for nothing", n)
	}
	if _, err := decode(t.Context(), d, "well"); err != nil {
		t.Fatal(err)
	}
	pids := workers(t, marks)
	for exists(pids[0]) {
		time.Sleep(10 * time.Millisecond) // the test's own time limit ends this
	}
	if _, err := decode(t.Context(), d, "well"); err != nil {
		t.Errorf("after that: %v", err)
	}
}

func TestNoMoreWorkersRunThanAllowed(t *testing.T) {
	d, marks := playing(t, startsWell, nil)
	var calls sync.WaitGroup
	for i := range 40 {
		calls.Go(func() {
			want := picture.ForeignWant{Part: picture.ForeignPart(i % 3)}
			if _, err := d.Decode(t.Context(), []byte(head), library.HEIF, "a", want); err != nil {
				t.Error(err)
			}
		})
	}
	calls.Wait()
	if n := len(workers(t, marks)); n > 3 {
		t.Errorf("%d workers were started, two for pictures and one for sizes are allowed", n)
	}
}

func TestAWorkerWithoutALibrarySaysHowToGetIt(t *testing.T) {
	for format, c := range map[library.Format]struct{ head, title, packageName string }{
		library.WebP:   {"RIFF\x04\x00\x00\x00WEBP", "WebP", "libwebp-dev"},
		library.TIFF:   {"II*\x00\x08\x00\x00\x00", "TIFF", "libtiff-dev"},
		library.JPEGXL: {"\xff\x0a", "JPEG XL", "libjxl-dev"},
	} {
		d, _ := playing(t, startsWell, nil)
		_, err := d.Decode(t.Context(), []byte(c.head), format, "a", picture.ForeignWant{})
		if !errors.Is(err, ErrUnavailable) || !strings.HasPrefix(err.Error(), c.title+" pictures cannot be read: ") || !strings.Contains(err.Error(), c.packageName) {
			t.Errorf("%s gave %v", format, err)
		}
	}
}

func TestALargeFileMayTakeLonger(t *testing.T) {
	for size, want := range map[int]time.Duration{0: 20 * time.Second, 20 << 20: 23125 * time.Millisecond, 600 << 20: 113750 * time.Millisecond} {
		if got := timeFor(size, 20*time.Second); got != want {
			t.Errorf("%d MB may take %v, want %v", size>>20, got, want)
		}
	}
}
