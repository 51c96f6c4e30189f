package main

import (
	"os"

	"golang.org/x/sys/windows"
)

// protectStdout gives a private copy of standard output and points the public
// one at standard error. Libraries that are loaded after this, as llama.cpp is,
// print there.
func protectStdout() (*os.File, error) {
	self := windows.CurrentProcess()
	var out windows.Handle
	if err := windows.DuplicateHandle(self, windows.Handle(os.Stdout.Fd()), self, &out, 0, false, windows.DUPLICATE_SAME_ACCESS); err != nil {
		return nil, err
	}
	if err := windows.SetStdHandle(windows.STD_OUTPUT_HANDLE, windows.Handle(os.Stderr.Fd())); err != nil {
		return nil, err
	}
	os.Stdout = os.Stderr
	return os.NewFile(uintptr(out), "answers"), nil
}

// limitProcess has nothing to limit: no cores are written.
func limitProcess() error { return nil }
