package phototest

import (
	"fmt"
	"os"
	"strings"
	"testing"
)

// Resident is the bytes of memory that this process has and has had at most, or
// 0 where the system does not say.
type Resident struct{ Now, Most int64 }

// ReadResident asks the kernel (proc(5)). What getrusage(2) says is no use: a
// child's begins with its parent's.
func ReadResident(tb testing.TB) (r Resident) {
	tb.Helper()
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return r
	}
	for line := range strings.Lines(string(status)) {
		var kilobytes int64
		if _, err := fmt.Sscanf(line, "VmHWM: %d kB", &kilobytes); err == nil {
			r.Most = kilobytes << 10
		}
		if _, err := fmt.Sscanf(line, "VmRSS: %d kB", &kilobytes); err == nil {
			r.Now = kilobytes << 10
		}
	}
	r.Most = max(r.Most, r.Now)
	return r
}
