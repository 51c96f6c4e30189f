package lowpriority

import (
	"runtime"

	"golang.org/x/sys/unix"
)

const (
	// niceness leaves the thread a third of what another one gets where both want the same
	// processor, and all of it where none does. With the 10 of nice(1) it is a tenth, also
	// beside the work of other programs: a shoot was scored for ten minutes then.
	niceness = 5

	// leastPriority is the largest nice value that there is.
	leastPriority = 19
)

// Thread puts the calling goroutine on a thread of its own, of low priority, until it
// ends. It is for a goroutine that was started for such work alone: there is no way
// back. Where the system refuses, the priority stays as it is.
//
// Linux has a priority for each thread (sched(7), "The nice value"; POSIX has one for
// the process). Child processes that are started from it inherit it.
func Thread() {
	runtime.LockOSThread() // and never unlocked: the thread ends with the goroutine
	// The system call gives 20 less the nice value (getpriority(2), "C library/kernel
	// differences").
	if is, err := unix.Getpriority(unix.PRIO_PROCESS, unix.Gettid()); err == nil {
		_ = unix.Setpriority(unix.PRIO_PROCESS, unix.Gettid(), min(20-is+niceness, leastPriority))
	}
}
