package measure

import "math"

// Key is how the light lies over subject and frame, and how surely a departure from
// the ordinary is meant. Levels are luma 0..1.
type Key struct {
	Subject    float64 // mean luma of the subject
	Rest       float64 // and of what is not the subject
	Span       float64 // from the luma that 1 % stays below to that which 1 % exceeds, without noise
	Contrast   float64 // Span as part of the brightest luma: the same for a darker exposure
	High       float64 // how surely the picture is bright on purpose, 0..1
	Low        float64 // and dark on purpose
	Silhouette float64 // how surely dark shapes before a bright ground are meant, 0..1
	Veil       float64 // how surely it is mist or soft light that lacks black and white, 0..1
}

// noiseSpan is how many standard deviations lie between the hundredths of noise.
const noiseSpan = 4.65

// measureLight reads what is clipped, and the key that tells whether it is meant, from
// the mean colours of the cells.
func (k *workspace) measureLight(f *Features, r, g, b *grid) (Key, Highlights) {
	var luma grid
	for i := range luma {
		luma[i] = 0.299*r[i] + 0.587*g[i] + 0.114*b[i]
	}
	c := k.clippingMaps(r, g, b)
	clipped := f.Tone.Highlights
	if f.Region.Known() {
		clipped, _ = f.Region.means(&c.high)
	}
	key := measureKey(f.Tone, &f.Region, &luma, f.Noise)
	key.High = highKey(f.Tone, key.Subject, lowerGround(&f.Region, &luma)/255) * c.held(clipped)
	return key, c.measureHighlights(&f.Region, key.High)
}

// measureKey reads intent from where the subject lies in the range of light. luma
// is that of the cells, 0..255.
func measureKey(t Tone, r *Region, luma *grid, noiseSD float64) Key {
	var k Key
	if r.Known() {
		k.Subject, k.Rest = r.means(luma)
		k.Subject, k.Rest = k.Subject/255, k.Rest/255
	} else {
		k.Subject, k.Rest = t.Mean, t.Mean
	}
	span, noise := t.P99-t.P1, noiseSpan*noiseSD/255
	k.Span = math.Sqrt(max(0, span*span-noise*noise))
	k.Contrast = k.Span / (t.P99 + 0.05)
	k.Low = lowKey(t, k.Subject)
	k.Silhouette = silhouette(t) * curve{{-0.05, 0}, {0.1, 1}}.at(k.Rest-k.Subject)
	k.Veil = curve{{0.3, 0}, {0.42, 1}, {0.7, 1}, {0.8, 0}}.at(t.Mean) * curve{{0.1, 0}, {0.25, 1}}.at(t.P1) * curve{{0.08, 0}, {0.18, 1}, {0.52, 1}, {0.72, 0}}.at(k.Span)
	return k
}

// highKey is a bright frame with something dark in it that kept its tones: an
// overexposed one has lost the subject's lights and greyed its darks. The ground too is
// bright, not the sky alone.
func highKey(t Tone, subject, ground float64) float64 {
	bright := curve{{0.6, 0}, {0.75, 1}}.at(t.Mean) * curve{{0.62, 0}, {0.82, 1}}.at(ground)
	deep := curve{{0.25, 1}, {0.45, 0}}.at(t.P1)
	return bright * deep * curve{{0.78, 1}, {0.9, 0}}.at(subject)
}

// held is 1 where white is even, as paper and tiles are, lies below as well as above,
// and the subject is not part of it; 0 where clipping breaks up texture, or takes a
// sky. subject is the clipped share of that.
func (c *clipping) held(subject float64) float64 {
	const little = 0.02 * gridSide * gridSide
	var broken, upper, lower float64
	for i, v := range c.high {
		broken += v * (1 - c.even[i])
		if i < len(c.high)/2 {
			upper += v
		} else {
			lower += v
		}
	}
	broken /= float64(len(c.high))
	below := (lower + little) / (upper + little)
	return curve{{0.05, 1}, {0.2, 0}}.at(subject) * curve{{0.03, 1}, {0.1, 0}}.at(broken) * curve{{0.2, 0}, {0.6, 1}}.at(below)
}

// lowerGround is the mean of what is not the subject in the lower half; 0 where the
// subject fills that.
func lowerGround(r *Region, luma *grid) float64 {
	var sum, rest float64
	const half = gridSide * gridSide / 2
	for i := half; i < 2*half; i++ {
		sum += (1 - r.at(i)) * luma[i]
		rest += 1 - r.at(i)
	}
	if rest < half/8 {
		return 0
	}
	return sum / rest
}

// lowKey is a dark frame whose lights reach white and whose subject is lit: an
// underexposed day has no lights.
func lowKey(t Tone, subject float64) float64 {
	dark := curve{{0.24, 1}, {0.42, 0}}.at(t.Mean)
	lights := curve{{0.6, 0}, {0.9, 1}}.at(t.Top999)
	lit := curve{{0.08, 0}, {0.25, 1}}.at(max(subject, t.P95-0.2))
	return dark * lights * lit
}

// silhouette is black shapes, few tones between, and a bright ground that is not
// white.
func silhouette(t Tone) float64 {
	if t.Dark == 0 {
		return 0
	}
	black := curve{{0.04, 0}, {0.12, 1}, {0.6, 1}, {0.85, 0}}.at(t.Dark)
	between := curve{{0.3, 1}, {0.8, 0}}.at(t.Dim / t.Dark)
	ground := curve{{0.3, 0}, {0.45, 1}}.at(t.P75) * curve{{0.5, 0}, {0.7, 1}}.at(t.P95) * curve{{0.02, 1}, {0.15, 0}}.at(t.Highlights)
	return black * between * ground
}
