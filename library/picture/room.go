package picture

import (
	"context"
	"runtime"

	"golang.org/x/sync/semaphore"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/filecache"
)

// collectFrom is the size in bytes from which what a decoder leaves behind is
// collected before the next one begins; collecting takes milliseconds.
const collectFrom = 256 << 20

// Room bounds the memory that decoders hold at the same time. A small file may
// unpack to hundreds of megabytes, and a machine with many processors would
// unpack as many of them at once. Several goroutines may use it.
type Room struct {
	bytes int64
	free  *semaphore.Weighted
	files *filecache.Files // for who brings none: they keep nothing but memory

	pixels pixelMemory // of scans
}

// NewRoom gives room for decodes of at most so many bytes together. A picture
// that needs more is decoded alone.
func NewRoom(bytes int64) *Room {
	files := filecache.New(filecache.Options{Bytes: filecache.DefaultBytes})
	return &Room{bytes: bytes, free: semaphore.NewWeighted(bytes), files: files.For(filecache.Background)}
}

// Load is the package's Load once there is room for the picture.
func (r *Room) Load(ctx context.Context, path string, side int) (*Picture, error) {
	file, err := openFile(ctx, r.files, path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	return r.Decode(ctx, file.Data, path, side)
}

// Decode is the package's Decode once there is room for the picture.
func (r *Room) Decode(ctx context.Context, data []byte, name string, side int) (*Picture, error) {
	need := min(decodedBytes(data, name, side), r.bytes)
	if err := r.free.Acquire(ctx, need); err != nil {
		return nil, err
	}
	defer r.free.Release(need)
	pic, err := Decode(ctx, data, name, side)
	if need >= collectFrom {
		// Room that garbage still takes is none: left to itself the collector
		// lets the heap double first.
		runtime.GC()
	}
	return pic, err
}

// decodedBytes is about what decoding holds at its peak, from the header alone;
// 0 where little is known and little is needed.
func decodedBytes(data []byte, name string, side int) int64 {
	switch format := Sniff(data, name); format {
	case library.JPEG:
		f, err := readFrame(data)
		if err != nil || f.check() != nil {
			return 0
		}
		w, h := fitted(f.width, f.height, 2*side) // libjpeg's scales are powers of two
		need := 4 * int64(w) * int64(h)
		if f.isHeldWhole() {
			need += 2 * f.samples
		}
		return need
	case library.PNG:
		c, err := pngConfig(data)
		if err != nil || checkSize(c.Width, c.Height, bytesPerPixel(c.ColorModel)) != nil {
			return 0
		}
		w, h := fitted(c.Width, c.Height, side)
		return int64(c.Width)*int64(c.Height)*bytesPerPixel(c.ColorModel) + 4*int64(w)*int64(h)
	}
	return 0
}
