package picture

import (
	"context"
	"runtime/debug"
	"runtime/metrics"
	"time"
)

// limitEvery is how often the limit is set anew: a folder of 50,000 photos adds some 20 MB
// in that time.
const limitEvery = 250 * time.Millisecond

// LimitMemory sets the memory from which on Go's collector works harder, until ctx ends:
// least bytes, or more where what is kept would leave less than room bytes for what is
// allocated until the next collection. Pixels come and go in large pieces, and by itself
// the collector would let as many bytes of old ones lie as there are new ones. With a
// limit near what is kept, though, one collection follows the other and takes a processor
// for itself.
func LimitMemory(ctx context.Context, least, room int64) {
	set := least
	debug.SetMemoryLimit(set)
	now := newMemory()
	ticker := time.NewTicker(limitEvery)
	defer ticker.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
		}
		if limit := max(least, now.kept()+room); limit != set {
			set = limit
			debug.SetMemoryLimit(set)
		}
	}
}

// memory asks the runtime for what it counts.
type memory struct{ samples []metrics.Sample }

// The samples of a memory: Go's memory is what it mapped, less what it gave back.
const (
	live = iota // as the last collection found it
	objects
	free
	released
	total
)

func newMemory() *memory {
	return &memory{samples: []metrics.Sample{
		live:     {Name: "/gc/heap/live:bytes"},
		objects:  {Name: "/memory/classes/heap/objects:bytes"},
		free:     {Name: "/memory/classes/heap/free:bytes"},
		released: {Name: "/memory/classes/heap/released:bytes"},
		total:    {Name: "/memory/classes/total:bytes"},
	}}
}

// kept is the memory in bytes that Go's runtime would hold right after a collection: live
// objects, the gaps between them, stacks and its own tables.
func (m *memory) kept() int64 {
	metrics.Read(m.samples)
	value := func(i int) int64 { return int64(m.samples[i].Value.Uint64()) }
	return value(live) + value(total) - value(objects) - value(free) - value(released)
}
