package picture

import (
	"context"
	"math"
	"runtime"
	"runtime/debug"
	"testing"
	"time"
)

func TestTheLimitLeavesRoomAboveWhatIsKept(t *testing.T) {
	defer debug.SetMemoryLimit(debug.SetMemoryLimit(math.MaxInt64))
	const least, room, much = 1 << 20, 16 << 20, 256 << 20
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan struct{})
	go func() { defer close(ended); LimitMemory(ctx, least, room) }()
	keep := make([]byte, much)
	runtime.GC()
	for debug.SetMemoryLimit(-1) < much+room {
		time.Sleep(limitEvery / 10)
	}
	runtime.KeepAlive(keep)
	high := debug.SetMemoryLimit(-1)
	keep = nil
	runtime.GC()
	for debug.SetMemoryLimit(-1) > high-much/2 {
		time.Sleep(limitEvery / 10)
	}
	stop()
	<-ended
	if limit := debug.SetMemoryLimit(-1); limit <= room {
		t.Errorf("a limit of %d bytes leaves no room", limit)
	}
}

func TestALittleIsKeptWithinTheLeastLimit(t *testing.T) {
	defer debug.SetMemoryLimit(debug.SetMemoryLimit(math.MaxInt64))
	const least = 1 << 40
	ctx, stop := context.WithTimeout(t.Context(), 3*limitEvery)
	defer stop()
	LimitMemory(ctx, least, 1)
	if limit := debug.SetMemoryLimit(-1); limit != least {
		t.Errorf("the limit is %d, not %d", limit, least)
	}
}
