//go:build !linux

package main

import "os"

// protectStdout has no protection to give here.
func protectStdout() (*os.File, error) { return os.Stdout, nil }

// limitMemory has no limit to set here; sizes are checked before decoding.
func limitMemory(int64) error { return nil }

// limitTime has no limit to set here; Keeplight ends a worker that takes long.
func limitTime(int) error { return nil }
