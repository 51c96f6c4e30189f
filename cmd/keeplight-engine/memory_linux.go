package main

import (
	"bytes"
	"os"
	"strconv"

	"golang.org/x/sys/unix"

	"keeplight.app/keeplight/scoring/engine/wire"
)

// processMemory gives how much of the computer's memory this process has.
func processMemory() wire.Memory {
	var m wire.Memory
	var info unix.Sysinfo_t
	if unix.Sysinfo(&info) == nil {
		m.Total = int64(info.Totalram) * int64(info.Unit)
	}
	if statm, err := os.ReadFile("/proc/self/statm"); err == nil {
		if fields := bytes.Fields(statm); len(fields) > 1 {
			pages, _ := strconv.ParseInt(string(fields[1]), 10, 64) // 0 is not known
			m.Used = pages * int64(os.Getpagesize())
		}
	}
	return m
}
