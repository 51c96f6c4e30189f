package measure

// Tone is how light is spread over the picture (Ke 2006). Shares are 0..1 of
// the picture, levels are luma 0..1.
type Tone struct {
	Mean       float64
	P1, P5     float64 // luma below which 1 % and 5 % lie
	Dark, Dim  float64 // shares below darkBelow, and from there to dimBelow
	P50, P75   float64
	P95, P99   float64
	Top99      float64 // as P99, of the largest channel: a blue sky is bright too
	Top999     float64 // the same that a thousandth reaches: stars and lamps
	Shadows    float64 // share clipped or all but clipped in the shadows
	Highlights float64 // the same in the highlights; a single blown channel counts a little
}

// measureTone reads the histograms. Clipping is counted softly over the last few
// levels, so that resaving a picture does not move pixels in or out.
func (l *light) measureTone() Tone {
	var sum, shadows, highlights float64
	for level, n := range l.luma {
		v := float64(level)
		sum += v * float64(n)
		if level < shadowTop {
			shadows += float64(n) * min(1, (shadowTop-v)/(shadowTop-shadowFloor))
		}
		// The largest channel is never below luma, so a blown channel and a
		// blown pixel can be counted apart and added.
		if part := clippedPart(v); part > 0 {
			highlights += part * ((1-channelWeight)*float64(n) + channelWeight*float64(l.top[level]))
		}
	}
	n := float64(l.n)
	return Tone{
		Mean: sum / n / 255,
		Dark: share(&l.luma, 0, darkBelow), Dim: share(&l.luma, darkBelow, dimBelow),
		P1: percentile(&l.luma, 0.01), P5: percentile(&l.luma, 0.05),
		P50: percentile(&l.luma, 0.50), P75: percentile(&l.luma, 0.75),
		P95: percentile(&l.luma, 0.95), P99: percentile(&l.luma, 0.99), Top99: percentile(&l.top, 0.99), Top999: percentile(&l.top, 0.999),
		Shadows: shadows / n, Highlights: highlights / n,
	}
}

// Between the first and the second of each pair a level counts as clipped by a
// growing part.
const (
	shadowTop, shadowFloor      = 14, 4
	highlightFoot, highlightTop = 240, 253
	channelWeight               = 0.2 // what one blown channel counts against a blown pixel
)

// clippedPart is how much a level, 0..255, counts as lost in the highlights, 0..1.
func clippedPart(level float64) float64 {
	return min(1, max(0, (level-highlightFoot)/(highlightTop-highlightFoot)))
}

// Levels of luma below which shapes are black, and below which they are dark but
// show what they are.
const darkBelow, dimBelow = 36, 80

// share gives the share of the picture whose luma is at least from and below to.
func share(histogram *[256]int32, from, to int) float64 {
	var all, some int32
	for level, n := range histogram {
		all += n
		if level >= from && level < to {
			some += n
		}
	}
	return float64(some) / float64(max(1, all))
}

// percentile gives the luma 0..1 below which the share q of the picture lies,
// interpolated within a level.
func percentile(histogram *[256]int32, q float64) float64 {
	var total int32
	for _, n := range histogram {
		total += n
	}
	want, below := q*float64(total), 0.0
	for level, n := range histogram {
		if below+float64(n) >= want && n > 0 {
			return min(1, max(0, (float64(level)-0.5+(want-below)/float64(n))/255))
		}
		below += float64(n)
	}
	return 1
}
