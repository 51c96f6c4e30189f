//go:build !cgo

package main

import "errors"

// newDecoder says that this build cannot decode.
func newDecoder(limits) (decoder, error) {
	return nil, errors.New("this build has no libheif: build it with cgo")
}
