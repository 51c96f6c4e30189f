//go:build !cgo || nojxl

package main

// newJXL says that this build has no libjxl.
func newJXL(limits) decoder { return nil }
