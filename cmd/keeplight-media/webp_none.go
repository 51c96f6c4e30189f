//go:build !cgo || nowebp

package main

// newWebP says that this build has no libwebp.
func newWebP(limits) decoder { return nil }
