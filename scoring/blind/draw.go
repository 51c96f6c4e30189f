package blind

import (
	"math/rand/v2"

	"keeplight.app/keeplight/library"
)

// Frame is one showing of a photo.
type Frame struct {
	Photo library.ID
	Stack int // frames with the same number belong together; 0 stands alone
}

const (
	// repeatShare of the photos is shown a second time.
	repeatShare = 0.1
	// fewestForRepeats is how many photos there are at least before one is shown again:
	// among fewer it would be recognised.
	fewestForRepeats = 10
	// repeatDistance is how many frames lie between two showings of a photo, where there
	// are enough: after a minute or two nobody remembers what they said of it.
	repeatDistance = 20
)

// Draw chooses whole stacks at random until there are most photos, or takes all with 0,
// and puts their photos into a random order in which a tenth of them comes again later.
// Stacks are drawn whole, so that a choice within them can be held against scorers; the
// last one may go beyond most. The same seed gives the same order.
func Draw(stacks [][]library.ID, most int, seed uint64) []Frame {
	r := rand.New(rand.NewPCG(seed, 0x626c696e64))
	var frames []Frame
	for n, i := range r.Perm(len(stacks)) {
		if most > 0 && len(frames) >= most {
			break
		}
		number := 0
		if len(stacks[i]) > 1 {
			number = n + 1
		}
		for _, id := range stacks[i] {
			frames = append(frames, Frame{Photo: id, Stack: number})
		}
	}
	r.Shuffle(len(frames), func(i, j int) { frames[i], frames[j] = frames[j], frames[i] })
	return repeat(frames, r)
}

// repeat puts some frames in again, each at a distance from where it stands first.
func repeat(frames []Frame, r *rand.Rand) []Frame {
	n := len(frames)
	if n < fewestForRepeats {
		return frames
	}
	apart := min(repeatDistance, n/2)
	early := r.Perm(n - apart)
	again := make(map[int][]Frame) // by the place behind which they come
	for _, at := range early[:min(len(early), int(float64(n)*repeatShare+0.5))] {
		behind := at + apart + r.IntN(n-at-apart)
		again[behind] = append(again[behind], frames[at])
	}
	out := make([]Frame, 0, n+n/fewestForRepeats+1)
	for i, f := range frames {
		out = append(append(out, f), again[i]...)
	}
	return out
}
