//go:build unix

package child

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"runtime"
	"strings"
	"syscall"
	"testing"
	"time"
)

// soon is less than any of the waits that these tests are to show not to happen.
const soon = 5 * time.Second

func TestAChildTalksOverItsOwnPipesAndEndsWithItsInput(t *testing.T) {
	p := start(t, "echo")
	if _, err := io.WriteString(p.In, "hello\n"); err != nil {
		t.Fatal(err)
	}
	if got := line(t, p); got != "hello" {
		t.Errorf("it said %q", got)
	}
	if p.IsGone() {
		t.Error("it is gone before it was stopped")
	}
	if !p.Stop(time.Minute) {
		t.Error("it did not end")
	}
	if f := p.Fault(); f.Status != 0 || f.Signal != "" || !p.IsGone() {
		t.Errorf("it ended with %+v", f)
	}
}

func TestAProgramThatCannotBeStartedIsTheSystemsError(t *testing.T) {
	if _, err := Start(Command{Program: "/nowhere/keeplight-media"}); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("gave %v", err)
	}
}

func TestAChildThatHeedsNeitherItsInputNorSIGTERMIsKilled(t *testing.T) {
	p := start(t, "stubborn")
	line(t, p)
	if err := syscall.Kill(p.Pid(), syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	begin := time.Now()
	if !p.Stop(100 * time.Millisecond) {
		t.Fatal("it is still there")
	}
	if took := time.Since(begin); took < 100*time.Millisecond || took > soon {
		t.Errorf("it took %v", took)
	}
	if f := p.Fault(); f.Signal != "SIGKILL" || isAlive(p.Pid()) {
		t.Errorf("it ended with %+v", f)
	}
}

func TestKillFreesWhoeverWaitsForAnAnswer(t *testing.T) {
	p := start(t, "stubborn")
	line(t, p)
	read := make(chan error)
	go func() {
		_, err := io.ReadAll(p.Out)
		read <- err
	}()
	p.Kill()
	p.Kill()
	<-read // the test's own time limit ends this
	if !p.IsGone() {
		t.Error("a child that was killed is not gone")
	}
	begin := time.Now()
	if !p.Reap(time.Hour) || time.Since(begin) > soon {
		t.Errorf("reaping one that was killed took %v", time.Since(begin))
	}
}

func TestAChildThatIsEndingByItselfIsLeftToDoSo(t *testing.T) {
	p := start(t, "dies at start")
	if !p.Reap(time.Minute) {
		t.Fatal("it is still there")
	}
	f := p.Fault()
	if f.Status != 127 || f.Signal != "" || f.IsFromOutside() || !strings.Contains(f.Said, "libheif.so.1") {
		t.Errorf("it ended with %+v", f)
	}
	if got, want := f.String(), "it exited (exit status 127)"; got != want {
		t.Errorf("it says %q", got)
	}
}

func TestAFloodOfWordsIsBoundedAndBothEndsAreKept(t *testing.T) {
	p := start(t, "floods")
	if !p.Reap(time.Minute) {
		t.Fatal("it is still there")
	}
	if f := p.Fault(); f.Status != 3 || f.Said != "the first line" {
		t.Errorf("it ended with %+v", f)
	}
	lines := p.Stderr.Lines()
	if last := lines[len(lines)-1]; last != "the last line" || len(p.Stderr.String()) > 2*kept+1 {
		t.Errorf("%d bytes are kept, the last line is %q", len(p.Stderr.String()), last)
	}
}

func TestGrandchildrenThatHoldThePipesHoldUpNobody(t *testing.T) {
	for _, what := range []string{"leaves a grandchild", "leaves a grandchild in a group of its own", "keeps a grandchild"} {
		t.Run(what, func(t *testing.T) {
			t.Parallel()
			p := start(t, what)
			grandchild := number(t, p)
			begin := time.Now()
			if what == "keeps a grandchild" {
				p.Kill()
			}
			if !p.Reap(time.Hour) || time.Since(begin) > soon {
				t.Errorf("reaping it took %v", time.Since(begin))
			}
			if what == "keeps a grandchild" {
				waitUntilDead(grandchild)
			} else if f := p.Fault(); f.Status != 5 {
				t.Errorf("it ended with %+v", f)
			}
		})
	}
}

func TestGrandchildrenDoNotOutliveAChildThatEndedByItself(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("only Linux lets a child be looked at before it is reaped")
	}
	p := start(t, "leaves a grandchild")
	grandchild := number(t, p)
	if !p.Reap(time.Hour) {
		t.Fatal("it is still there")
	}
	waitUntilDead(grandchild)
}

func TestAChildDiesWithItsParent(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("only Linux sends a signal")
	}
	parent := start(t, "is a parent")
	pid := number(t, parent) // which heeds neither its input nor SIGTERM
	if !isAlive(pid) {
		t.Fatal("the parent's child is not there")
	}
	// The process alone, as a system does that runs out of memory.
	if err := syscall.Kill(parent.Pid(), syscall.SIGKILL); err != nil {
		t.Fatal(err)
	}
	waitUntilDead(pid)
}

func TestAChildLivesOnWhenTheGoroutineEndsThatStartedIt(t *testing.T) {
	started := make(chan *Child)
	go func() {
		runtime.LockOSThread() // never unlocked: the thread ends with the goroutine
		p, err := Start(playing("echo"))
		if err != nil {
			t.Error(err)
		}
		started <- p
	}()
	p := <-started
	if p == nil {
		return
	}
	time.Sleep(200 * time.Millisecond)
	if p.IsGone() {
		t.Errorf("it ended: %v", p.Fault())
	}
	if !p.Stop(time.Minute) || p.Fault().Status != 0 {
		t.Errorf("it ended with %+v", p.Fault())
	}
}

func TestAFaultNamesTheSignal(t *testing.T) {
	for signal, want := range map[syscall.Signal]struct {
		words     string
		requested bool
		outOfTime bool
	}{
		syscall.SIGKILL: {"it was killed, perhaps because memory ran out (SIGKILL)", true, false},
		syscall.SIGTERM: {"it was told to end (SIGTERM)", true, false},
		syscall.SIGHUP:  {"it was told to end (SIGHUP)", true, false},
		syscall.SIGXCPU: {"it took too much processor time (SIGXCPU)", false, true},
	} {
		t.Run(signal.String(), func(t *testing.T) {
			// A program in Go heeds not all of them.
			p, err := Start(Command{Program: "/bin/sleep", Arguments: []string{"3600"}})
			if err != nil {
				t.Fatal(err)
			}
			t.Cleanup(func() { p.Reap(0) })
			if f := p.Fault(); f.Status != -1 || f.Signal != "" {
				t.Errorf("before its end: %+v", f)
			}
			if err := syscall.Kill(p.Pid(), signal); err != nil {
				t.Fatal(err)
			}
			if !p.Reap(time.Minute) {
				t.Fatal("it is still there")
			}
			f := p.Fault()
			if f.String() != want.words || f.IsFromOutside() != want.requested || f.IsOutOfTime() != want.outOfTime {
				t.Errorf("%+v says %q", f, f)
			}
		})
	}
}

func TestWhatThisProgramKilledWasNotKilledByOthers(t *testing.T) {
	p, err := Start(Command{Program: "/bin/sleep", Arguments: []string{"3600"}})
	if err != nil {
		t.Fatal(err)
	}
	if !p.Reap(0) {
		t.Fatal("it is still there")
	}
	if f := p.Fault(); f.Signal != "SIGKILL" || f.IsFromOutside() {
		t.Errorf("%+v", f)
	}
}

func TestTheProgramIsFoundBesideThisOneThenOnThePath(t *testing.T) {
	dir := t.TempDir()
	t.Setenv("PATH", dir)
	if got := Find("keeplight-played"); got != "" {
		t.Errorf("it is found at %s before it is there", got)
	}
	path := dir + "/keeplight-played"
	if err := os.WriteFile(path, []byte("#!/bin/sh\n"), 0o700); err != nil {
		t.Fatal(err)
	}
	if got := Find("keeplight-played"); got != path {
		t.Errorf("it is found at %q", got)
	}
	if got := beside(path, "keeplight-played"); got != path {
		t.Errorf("beside itself it is found at %q", got)
	}
	if got := beside(dir, "keeplight-nothing"); got != "" {
		t.Errorf("what is not there is found at %q", got)
	}
}
