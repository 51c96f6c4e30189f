package features

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"image"
	"sync"

	assets "keeplight.app/keeplight/assets/features"
	"keeplight.app/keeplight/scoring/tflite"
)

// Length is how many numbers a Vector has: two for each of 368 channels.
const Length = 736

// Vector describes a picture: for each channel of the layers that are pooled, in the
// network's order, the mean over the picture, at most ±1000, and the natural logarithm
// of the variance, at least that of 1e-6: some channels are flat. It is not
// standardised: who learns from vectors does that by those it learns from.
type Vector []float32

// preparation names what is done with a picture before the network and with the numbers
// behind it. It changes when a number may change.
const preparation = "500 px; mean; log variance; 1"

// Version names the weights and the preparation, in 16 hexadecimal digits: vectors of
// two versions cannot be compared, and are kept apart.
func Version() string { return version() }

// version reads the whole network, once: each photo's key asks for it.
var version = sync.OnceValue(func() string {
	h := sha256.New()
	h.Write(assets.Network)
	h.Write([]byte(preparation))
	return hex.EncodeToString(h.Sum(nil)[:8])
})

// Extractor makes vectors. It may be used from several goroutines at once, each of which
// takes up to 60 MB while it works.
type Extractor struct {
	network func() (*network, error)

	mu    sync.Mutex
	sizes map[image.Point]*sync.Pool // of *tflite.Runner
}

// mostSizes bounds the sizes for which a network is kept: of a shoot most photos have
// one of two.
const mostSizes = 8

// New makes an extractor with the network that comes with the program. It is read when
// the first picture comes.
func New() *Extractor { return open(assets.Network) }

func open(data []byte) *Extractor {
	return &Extractor{
		network: sync.OnceValues(func() (*network, error) { return read(data) }),
		sizes:   map[image.Point]*sync.Pool{},
	}
}

// Of gives the vector of a picture, upright and opaque, in sRGB, of which it looks at no
// more than Side pixels a side. Errors: the picture is empty, the network cannot be
// read, or the context's.
func (e *Extractor) Of(ctx context.Context, src image.Image) (Vector, error) {
	rgba, ok := src.(*image.RGBA)
	if !ok || rgba.Rect.Empty() {
		return nil, errors.New("a vector is made of a picture in RGBA that is not empty")
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	p := seen(rgba)
	idle, err := e.runners(p.Rect.Size())
	if err != nil {
		return nil, err
	}
	r := idle.Get().(*tflite.Runner)
	defer idle.Put(r)
	fill(r.Input(), p)
	if err := r.Run(); err != nil {
		return nil, fmt.Errorf("describing a picture: %w", err)
	}
	v := make(Vector, 0, Length)
	for i, channels := range pooledChannels() {
		v = pool(v, r.Output(i), channels)
	}
	return v, ctx.Err()
}

// runners gives those for pictures of one size.
func (e *Extractor) runners(size image.Point) (*sync.Pool, error) {
	n, err := e.network()
	if err != nil {
		return nil, err
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	if pool := e.sizes[size]; pool != nil {
		return pool, nil
	}
	m, err := n.model(size.Y, size.X)
	if err != nil {
		return nil, err
	}
	if len(e.sizes) >= mostSizes {
		clear(e.sizes)
	}
	pool := &sync.Pool{New: func() any { return m.NewRunner() }}
	e.sizes[size] = pool
	return pool, nil
}
