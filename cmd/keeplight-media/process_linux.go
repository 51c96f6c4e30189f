package main

import (
	"bytes"
	"fmt"
	"os"
	"strconv"
	"syscall"

	"golang.org/x/sys/unix"
)

// protectStdout gives a private copy of standard output and points the public
// one at standard error, so that C code cannot print into the answers.
func protectStdout() (*os.File, error) {
	out, err := unix.FcntlInt(uintptr(syscall.Stdout), unix.F_DUPFD_CLOEXEC, 3)
	if err != nil {
		return nil, err
	}
	if err := unix.Dup3(syscall.Stderr, syscall.Stdout, 0); err != nil {
		return nil, err
	}
	return os.NewFile(uintptr(out), "answers"), nil
}

// limitMemory lets the process take so many bytes of address space more than it
// has now. What a file asks for beyond that fails or ends the process.
func limitMemory(more int64) error {
	statm, err := os.ReadFile("/proc/self/statm")
	if err != nil {
		return err
	}
	first, _, _ := bytes.Cut(statm, []byte(" "))
	pages, err := strconv.ParseInt(string(first), 10, 64)
	if err != nil {
		return fmt.Errorf("reading how much memory is in use: %w", err)
	}
	limit := uint64(pages*int64(os.Getpagesize()) + more)
	return unix.Setrlimit(unix.RLIMIT_AS, &unix.Rlimit{Cur: limit, Max: limit})
}

// limitTime lets the process use so many seconds of processor time more than it
// has used, then the kernel ends it: should Keeplight be gone by then, nobody
// else would. 0 sets no limit.
func limitTime(seconds int) error {
	if seconds <= 0 {
		return nil
	}
	var used unix.Rusage
	if err := unix.Getrusage(unix.RUSAGE_SELF, &used); err != nil {
		return err
	}
	end := uint64(used.Utime.Sec) + uint64(used.Stime.Sec) + uint64(seconds) + 1
	return unix.Setrlimit(unix.RLIMIT_CPU, &unix.Rlimit{Cur: end, Max: unix.RLIM_INFINITY})
}
