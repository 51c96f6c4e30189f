//go:build !unix

package phototest

import "time"

// processCPU is not known here.
func processCPU() time.Duration { return 0 }
