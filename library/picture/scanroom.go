package picture

import (
	"context"
	"runtime"
)

// collectScansFrom is collectFrom for what a scan leaves behind when it is closed:
// there are as many as processors, one after the other.
const collectScansFrom = 64 << 20

// scanBytes is what a scan takes at once for recent rows and for what it keeps: enough
// for 24 megapixels, so that nearly all pictures use the same memory in turn.
const scanBytes = 30 << 20

// reserve waits until there is room for so many bytes besides what others hold.
// release gives it back. A nil room has room for all.
func (r *Room) reserve(ctx context.Context, bytes int64) (release func(), err error) {
	if r == nil {
		return func() {}, ctx.Err()
	}
	need := min(bytes, r.bytes)
	if err := r.free.Acquire(ctx, need); err != nil {
		return nil, err
	}
	return func() {
		if bytes >= collectScansFrom {
			runtime.GC() // as in Load
		}
		r.free.Release(need)
	}, nil
}

// takePixels gives memory of so many bytes until done, which hold anything.
func (r *Room) takePixels(bytes int) (pix []byte, done func()) {
	if r == nil {
		return make([]byte, bytes), func() {}
	}
	all := r.pixels.take(max(bytes, scanBytes))
	return all[:bytes], func() { r.pixels.giveBack(all) }
}
