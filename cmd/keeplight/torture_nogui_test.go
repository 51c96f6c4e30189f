//go:build nogui && linux

package main

// selfProgram is nil: without a window no test plays the program.
func selfProgram() []string { return nil }
