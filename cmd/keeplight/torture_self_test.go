//go:build !nogui && linux

package main

import "os"

// selfProgram is the test itself, which plays the program.
func selfProgram() []string { return []string{playProgram + "=1", os.Args[0]} }
