//go:build !cgo

package main

import "errors"

// newHEIF says that this build cannot decode.
func newHEIF(limits) (decoder, error) {
	return nil, errors.New("this build has no libheif: build it with cgo")
}
