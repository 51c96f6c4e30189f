//go:build unix

package child

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"os/exec"
	"os/signal"
	"strings"
	"syscall"
	"testing"
	"time"
)

// playChild is the environment variable that makes the test binary a child. Its
// value is what it does.
const playChild = "KEEPLIGHT_TEST_PLAY_CHILD"

func TestMain(m *testing.M) {
	if what := os.Getenv(playChild); what != "" {
		os.Exit(play(what))
	}
	os.Exit(m.Run())
}

// play is what a child does. It says a line when it is at it.
func play(what string) int {
	switch what {
	case "echo":
		if _, err := io.Copy(os.Stdout, os.Stdin); err != nil {
			return 4
		}
		return 0
	case "stubborn":
		signal.Ignore(syscall.SIGTERM, syscall.SIGINT, syscall.SIGHUP)
		hang()
	case "dies at start":
		fmt.Fprintln(os.Stderr, "keeplight-played: error while loading shared libraries: libheif.so.1")
		return 127
	case "floods":
		fmt.Fprintln(os.Stderr, "the first line")
		line := strings.Repeat("x", 999) + "\n"
		for range 20_000 {
			fmt.Fprint(os.Stderr, line)
		}
		fmt.Fprintln(os.Stderr, "the last line")
		return 3
	case "leaves a grandchild", "leaves a grandchild in a group of its own":
		fmt.Println(startHanging(what))
		return 5
	case "keeps a grandchild":
		fmt.Println(startHanging(what))
		hang()
	case "is a parent":
		p, err := Start(playing("stubborn"))
		if err != nil {
			return 6
		}
		fmt.Println(p.Pid())
		hang()
	case "panics":
		panic("as the test wants it")
	case "hangs":
		hang()
	default: // the number of a signal
		var n int
		if _, err := fmt.Sscan(what, &n); err != nil {
			return 7
		}
		if err := syscall.Kill(os.Getpid(), syscall.Signal(n)); err != nil {
			return 8
		}
		hang()
	}
	return 0
}

// hang does nothing, whatever becomes of standard input.
func hang() {
	fmt.Println("hanging")
	time.Sleep(time.Hour)
}

// startHanging starts a process that holds all pipes of this one, and gives its
// number.
func startHanging(what string) int {
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), playChild+"=hangs")
	cmd.Stdin, cmd.Stderr = os.Stdin, os.Stderr
	cmd.ExtraFiles = []*os.File{os.Stdout}
	if strings.HasSuffix(what, "own") {
		cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true}
	}
	if err := cmd.Start(); err != nil {
		return 0
	}
	return cmd.Process.Pid
}

// playing is a command for this test binary.
func playing(what string) Command {
	return Command{Program: os.Args[0], Env: append(os.Environ(), playChild+"="+what)}
}

// start starts a child for as long as a test runs.
func start(t *testing.T, what string) *Child {
	t.Helper()
	p, err := Start(playing(what))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { p.Reap(0) })
	return p
}

// line reads what a child says first.
func line(t *testing.T, p *Child) string {
	t.Helper()
	text, err := bufio.NewReader(p.Out).ReadString('\n')
	if err != nil {
		t.Fatalf("reading what the child says: %v; it printed %q", err, p.Stderr)
	}
	return strings.TrimSpace(text)
}

// number reads the number of a process that a child says first.
func number(t *testing.T, p *Child) int {
	t.Helper()
	var pid int
	if _, err := fmt.Sscan(line(t, p), &pid); err != nil || pid <= 0 {
		t.Fatalf("no number of a process: %v", err)
	}
	t.Cleanup(func() { _ = syscall.Kill(pid, syscall.SIGKILL) })
	return pid
}

// isAlive is true while a process runs; one for which nobody waits does not.
func isAlive(pid int) bool {
	if syscall.Kill(pid, 0) != nil {
		return false
	}
	state, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	if err != nil {
		return err != nil && !os.IsNotExist(err)
	}
	_, rest, _ := strings.Cut(string(state), ") ")
	return !strings.HasPrefix(rest, "Z")
}

// waitUntilDead waits for a process that this one did not start. The test's own
// time limit ends that.
func waitUntilDead(pid int) {
	for isAlive(pid) {
		time.Sleep(5 * time.Millisecond)
	}
}
