//go:build !cgo || notiff

package main

// newTIFF says that this build has no libtiff.
func newTIFF(limits) decoder { return nil }
