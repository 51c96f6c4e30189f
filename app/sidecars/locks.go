package sidecars

import (
	"sync"
	"time"

	"keeplight.app/keeplight/library"
)

// locks lets one task at a time work on a folder.
type locks struct {
	mu   sync.Mutex
	held map[string]*sync.Mutex
}

// inbox holds photos whose sidecars are to be looked at.
type inbox struct {
	mu sync.Mutex
}

// failure is a photo whose sidecar could not be written.
type failure struct {
	id     library.ID
	path   string
	reason error
	tries  int
	next   time.Time
}
