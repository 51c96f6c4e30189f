//go:build !cgo || noraw

package main

// newRAW says that this build has no LibRaw.
func newRAW(limits) developer { return nil }
