package features

import (
	"context"
	"errors"
	"image"
	"math"
	"slices"
	"strings"
	"sync"
	"testing"

	assets "keeplight.app/keeplight/assets/features"
)

func TestAPictureOfAnySizeHasAVector(t *testing.T) {
	e := New()
	for _, size := range []image.Point{{1, 1}, {3, 2000}, {2000, 3}, {64, 48}, {1024, 683}, {501, 499}} {
		v, err := e.Of(t.Context(), drawn(size.X, size.Y, 1))
		if err != nil {
			t.Errorf("%v: %v", size, err)
			continue
		}
		for i, x := range v {
			if math.IsNaN(float64(x)) || math.Abs(float64(x)) > mostMean {
				t.Errorf("%v: number %d is %v", size, i, x)
			}
		}
	}
}

func TestWhatIsNoPictureIsAnError(t *testing.T) {
	for _, p := range []image.Image{nil, image.NewRGBA(image.Rectangle{}), image.NewGray(image.Rect(0, 0, 8, 8))} {
		if v, err := New().Of(t.Context(), p); err == nil {
			t.Errorf("%T gives %d numbers", p, len(v))
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := New().Of(ctx, drawn(64, 64, 1)); !errors.Is(err, context.Canceled) {
		t.Errorf("after the end: %v", err)
	}
}

func TestAnExtractorServesSeveralAtOnce(t *testing.T) {
	e := New()
	var want [2]Vector
	for i := range want {
		want[i], _ = e.Of(t.Context(), drawn(200+100*i, 200, i))
	}
	var all sync.WaitGroup
	for i := range 4 {
		all.Go(func() {
			got, err := e.Of(t.Context(), drawn(200+100*(i%2), 200, i%2))
			if err != nil || !slices.Equal(got, want[i%2]) {
				t.Errorf("another picture shows in the vector (%v)", err)
			}
		})
	}
	all.Wait()
}

func TestADamagedNetworkIsAnError(t *testing.T) {
	whole := assets.Network
	for what, data := range map[string][]byte{
		"empty": nil, "another file": []byte("GIF89a, and more"), "cut": whole[:len(whole)-1],
		"too long": append(slices.Clone(whole), 0),
		"misnamed": []byte(strings.Replace(string(whole), "Conv1/kernel", "Conv2/kernel", 1)),
	} {
		if _, err := open(data).Of(t.Context(), drawn(64, 64, 1)); err == nil {
			t.Errorf("%s: it is run", what)
		}
	}
}

func FuzzNetwork(f *testing.F) {
	f.Add(assets.Network)
	f.Add(assets.Network[:3000])
	f.Add([]byte(magic))
	f.Fuzz(func(_ *testing.T, data []byte) { _, _ = read(data) })
}
