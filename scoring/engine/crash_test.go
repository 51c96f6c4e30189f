//go:build unix

package engine

import (
	"errors"
	"os"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"keeplight.app/keeplight/scoring"
	"keeplight.app/keeplight/scoring/engine/tinymodel"
	"keeplight.app/keeplight/scoring/mllm"
)

func TestADamagedModelIsRefusedWithTheEnginesOwnWords(t *testing.T) {
	const aborts, divides = "SIGABRT", "SIGFPE"
	for damage, want := range map[tinymodel.Damage]string{
		tinymodel.TruncatedModel:      "corrupted or incomplete",
		tinymodel.RandomModel:         "invalid magic",
		tinymodel.TruncatedProjector:  "the projector cannot be loaded",
		tinymodel.RandomProjector:     "invalid magic",
		tinymodel.UnknownProjector:    "of_tomorrow",
		tinymodel.MismatchedProjector: "mismatch between text model",
		tinymodel.ManyBlocks:          aborts,
		tinymodel.ThreeHeads:          aborts,
		tinymodel.NoHeads:             divides,
		tinymodel.NotNumbers:          "gives no numbers",
	} {
		t.Run(string(damage), func(t *testing.T) {
			log := &notes{}
			o := options(t, tinymodel.Qwen3VL)
			pair, err := tinymodel.Spoil(t.TempDir(), tinymodel.Options{}, damage)
			if err != nil {
				t.Fatal(err)
			}
			o.Model, o.Projector, o.Log = pair.Model, pair.Projector, log.add
			e, err := Open(t.Context(), o)
			if err == nil {
				e.Close()
			}
			if !errors.Is(err, ErrModel) || !errors.Is(err, scoring.ErrUnavailable) || !strings.Contains(err.Error(), want) {
				t.Errorf("gave %v", err)
			}
			ends := 0
			if want == aborts || want == divides {
				ends = tries
			}
			if n := log.count("ended while it loaded"); n != ends {
				t.Errorf("the process ended %d times: %q", n, log.lines)
			}
			if want == aborts && !strings.Contains(err.Error(), "GGML_ASSERT(") {
				t.Errorf("the engine's own words are missing: %v", err)
			}
		})
	}
}

func TestWeightsThatAreGarbageHaveAnotherDigest(t *testing.T) {
	o := options(t, tinymodel.Qwen3VL)
	pair, err := tinymodel.Spoil(t.TempDir(), tinymodel.Options{}, tinymodel.GarbageWeights)
	if err != nil {
		t.Fatal(err)
	}
	sound := open(t, o)
	o.Model, o.Projector = pair.Model, pair.Projector
	garbage := open(t, o)
	if sound.Model().Digest == garbage.Model().Digest {
		t.Error("the digests are the same")
	}
	qs := questions("sharpness")
	if cmp.Equal(read(t, sound, photo(64, 64), qs), read(t, garbage, photo(64, 64), qs)) {
		t.Error("the numbers are the same")
	}
}

// signalled has somebody else send a signal to the process while it reads a
// picture: it is stopped first, so that it is at it for sure.
func signalled(t *testing.T, e *Engine, signals ...syscall.Signal) error {
	t.Helper()
	pid := e.process.Pid()
	if err := syscall.Kill(pid, syscall.SIGSTOP); err != nil {
		t.Fatal(err)
	}
	read := make(chan error)
	go func() {
		_, err := tryRead(t.Context(), e, photo(1024, 1024), questions("sharpness"))
		read <- err
	}()
	for e.Status().State != Busy {
		time.Sleep(time.Millisecond) // the test's own time limit ends this
	}
	for _, s := range signals {
		if err := syscall.Kill(pid, s); err != nil {
			t.Fatal(err)
		}
	}
	return <-read
}

func TestAProcessThatIsKilledCostsOnePicture(t *testing.T) {
	for name, signals := range map[string][]syscall.Signal{
		"SIGKILL": {syscall.SIGKILL},
		"SIGABRT": {syscall.SIGABRT, syscall.SIGCONT},
		"SIGSEGV": {syscall.SIGSEGV, syscall.SIGCONT},
		"SIGTERM": {syscall.SIGTERM, syscall.SIGCONT},
	} {
		t.Run(name, func(t *testing.T) {
			log := &notes{}
			o := options(t, tinymodel.Idefics3)
			o.Log = log.add
			e := open(t, o)
			want := read(t, e, photo(64, 64), questions("sharpness"))
			err := signalled(t, e, signals...)
			if !errors.Is(err, mllm.ErrEngineDied) || !strings.Contains(err.Error(), name) {
				t.Errorf("gave %v", err)
			}
			if s := e.Status(); s.State != Broken || !strings.Contains(s.Problem, name) {
				t.Errorf("the status is %+v", s)
			}
			if diff := cmp.Diff(want, read(t, e, photo(64, 64), questions("sharpness"))); diff != "" {
				t.Errorf("the next picture:\n%s", diff)
			}
			if s := e.Status(); s.Restarts != 1 || s.Problem != "" || log.count("restart 1") != 1 {
				t.Errorf("the status is %+v; %q", s, log.lines)
			}
		})
	}
}

func TestAProcessThatStopsIsEndedWhenPatienceIs(t *testing.T) {
	o := options(t, tinymodel.Idefics3)
	o.Patience.Answer = 2 * time.Second
	e := open(t, o)
	err := signalled(t, e)
	if !errors.Is(err, mllm.ErrEngineDied) || !strings.Contains(err.Error(), "did not answer within 2s") {
		t.Errorf("gave %v", err)
	}
	read(t, e, photo(64, 64), questions("sharpness"))
}

func TestAProcessThatIsKilledBetweenPicturesCostsNone(t *testing.T) {
	e := open(t, options(t, tinymodel.Idefics3))
	v := prefill(t, e, photo(64, 64))
	pid := e.process.Pid()
	if err := syscall.Kill(pid, syscall.SIGKILL); err != nil {
		t.Fatal(err)
	}
	<-e.process.Ended()
	if _, err := v.Ask(t.Context(), questions("sharpness")); !errors.Is(err, mllm.ErrEngineDied) {
		t.Errorf("a view of it gave %v", err)
	}
	v.Close()
	read(t, e, photo(64, 64), questions("sharpness"))
}

func TestAModelFileThatIsCutOffWhileItIsUsed(t *testing.T) {
	o := options(t, tinymodel.Qwen3VL)
	e := open(t, o)
	if err := os.Truncate(o.Model, 8192); err != nil {
		t.Fatal(err)
	}
	_, err := tryRead(t.Context(), e, photo(64, 64), questions("sharpness"))
	if !errors.Is(err, mllm.ErrEngineDied) || !strings.Contains(err.Error(), "SIGBUS") {
		t.Errorf("gave %v", err)
	}
	_, err = tryRead(t.Context(), e, photo(64, 64), questions("sharpness"))
	if !errors.Is(err, ErrModel) || !strings.Contains(err.Error(), "was changed while it was in use") {
		t.Errorf("the next picture gave %v", err)
	}
}

func TestTheProcessEndsByItselfWhenNobodyTalksToItAnyMore(t *testing.T) {
	e := open(t, options(t, tinymodel.Idefics3))
	if err := e.process.In.Close(); err != nil { // as the system does with a dead parent's pipes
		t.Fatal(err)
	}
	<-e.process.Ended() // the test's own time limit ends this
	if f := e.process.Fault(); f.Status != 0 {
		t.Errorf("it ended with %+v", f)
	}
}
