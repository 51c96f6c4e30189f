//go:build !cgo

package picture

import "image"

// profiledToSRGB leaves pixels as they are: profiles of tables and of grey need
// liblcms2.
func profiledToSRGB(*image.RGBA, []byte) bool { return false }

// cmykToSRGB leaves pixels as they are.
func cmykToSRGB(*image.RGBA, []byte) bool { return false }
