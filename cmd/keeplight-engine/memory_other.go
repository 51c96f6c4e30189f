//go:build !linux

package main

import "keeplight/scoring/engine/wire"

// processMemory is not known here.
func processMemory() wire.Memory { return wire.Memory{} }
