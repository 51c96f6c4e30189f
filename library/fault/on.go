//go:build fault

package fault

import (
	"fmt"
	"os"
	"strconv"
	"strings"
	"sync"
	"syscall"
)

// The environment says what goes wrong.
const (
	faultVariable = "KEEPLIGHT_FAULT"
	traceVariable = "KEEPLIGHT_FAULT_TRACE"
)

// The state of the process: points are reached from everywhere, and passing it to
// all of them would cost every other program something.
var (
	mu      sync.Mutex
	reached = map[string]int{}
	counted string // what the environment said when the counting began
)

// Point does what the environment says of the point, and gives the error that the
// system call behind it is to fail with.
func Point(name string) error {
	mu.Lock()
	defer mu.Unlock()
	if path := os.Getenv(traceVariable); path != "" {
		trace(path, name)
	}
	text := os.Getenv(faultVariable)
	if text != counted {
		clear(reached)
		counted = text
	}
	point, n, what, ok := parse(text)
	if !ok || point != "*" && point != name {
		return nil
	}
	if reached[point]++; n != 0 && reached[point] != n {
		return nil
	}
	if what == "kill" {
		_ = syscall.Kill(syscall.Getpid(), syscall.SIGKILL)
		select {} // until it has come
	}
	if errno, known := errnos()[what]; known {
		return fmt.Errorf("fault %s: %w", name, errno)
	}
	return nil
}

// parse reads "point:n:what".
func parse(text string) (point string, n int, what string, ok bool) {
	parts := strings.Split(text, ":")
	if len(parts) != 3 {
		return "", 0, "", false
	}
	n, err := strconv.Atoi(parts[1])
	return parts[0], n, parts[2], err == nil && n >= 0
}

func errnos() map[string]syscall.Errno {
	return map[string]syscall.Errno{
		"enospc": syscall.ENOSPC, "erofs": syscall.EROFS, "eio": syscall.EIO,
		"eacces": syscall.EACCES, "enodev": syscall.ENODEV,
	}
}

// trace adds a line; a trace that cannot be written is one that the test misses.
func trace(path, name string) {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_APPEND, 0o600)
	if err != nil {
		return
	}
	defer f.Close()
	fmt.Fprintln(f, name)
}
