package measure

import "math"

// Grain tells noise from texture. Noise is everywhere, so that half the blocks read
// hardly more than the calmest, while grass, gravel and fur are rougher here and
// calmer there; it joins no neighbours, so that it halves with the picture's size;
// and in colour it is nearly independent between the channels, which texture moves
// all together.
type Grain struct {
	Floor    float64 // what the calmest twentieth of blocks reads at most, levels
	Middle   float64 // and the middle one
	Texture  float64 // mean square of the gradient in the calm blocks, of that of white noise
	Channels float64 // what the channels of the calm blocks do not share, levels of a channel
	Halved   float64 // reading of the calm blocks at half size, of that at full: 0.6 for white noise
	Grey     float64 // how grey what they do share is, 0..1: 1 where all channels have the same of it
	Level    float64 // standard deviation of what is noise for certain, levels of luma
}

// evenly gives how much of the noise that is read is noise by how it lies, 0..1.
func (g *Grain) evenly() float64 { return evenness().at(g.Middle / max(g.Floor, 1e-9)) }

// evenness is for how much more the middle block reads than the calmest twentieth.
// White noise of 8 levels and more on clean photos gives 1.15 to 1.3.
func evenness() curve { return curve{{1.4, 1}, {2, 0.35}} }

// fading is for Halved: texture that reads the same at half size is no noise.
func fading() curve { return curve{{0.7, 1}, {0.9, 0.1}} }

// lumaOfChannels is the standard deviation of luma whose channels have independent
// noise of 1.
const lumaOfChannels = 0.669

// greyness is for Grey: noise that a camera leaves in luma is the same in all
// channels, texture has its own colour.
func greyness() curve { return curve{{0.96, 0}, {0.985, 1}} }

// mostOfLuma is the most levels of noise that a picture in colour is believed to
// have in luma alone: what has more has some between the channels.
const mostOfLuma = 4

// level gives the noise in levels of luma: what the channels do not share is noise
// for certain; what they do may be noise of luma alone, as cameras leave it that
// clean up colours, where the reading lies evenly, fades with the size and is
// grey.
func (g *Grain) level(reading float64) float64 {
	const colourless = 0.1 // levels of a channel
	ofLuma := reading * g.evenly() * fading().at(g.Halved) * greyness().at(g.Grey)
	if g.Channels > colourless {
		ofLuma = min(ofLuma, mostOfLuma)
	}
	return max(lumaOfChannels*g.Channels, ofLuma)
}

// readCalm fills in what the blocks with these numbers tell beyond their luma.
func (k *workspace) readCalm(g *Grain, calm []int) {
	var shared covariance
	var full, half, n float64
	for _, i := range calm {
		left, right := k.blockSpan(i % k.bcols)
		top, bottom := k.blockRows(i / k.bcols)
		if len(k.rgb) == len(k.luma) {
			k.addChannels(&shared, area{left + 1, top + 1, right - 1, bottom - 1})
		}
		full += k.blocks[i].noise
		half += k.halfNoise(area{left, top, right, bottom})
		n++
	}
	unshared, grey := shared.apart()
	g.Channels, g.Grey = math.Sqrt(unshared), grey
	g.Halved = half / max(full, 0.01*n)
}

// covariance sums up the products of the second differences of three channels.
type covariance struct{ rr, gg, bb, rg, gb, br, n int }

// addChannels reads Immerkaer's mask in each channel.
func (k *workspace) addChannels(c *covariance, in area) {
	mask := func(i int, shift uint) int {
		at := func(i int) int { return int(k.rgb[i] >> shift & 0xff) }
		up, down := i-k.w, i+k.w
		return at(up-1) + at(up+1) + at(down-1) + at(down+1) + 4*at(i) - 2*(at(up)+at(i-1)+at(i+1)+at(down))
	}
	for y := in.top; y < in.bottom; y++ {
		for x := in.left; x < in.right; x++ {
			i := y*k.w + x
			r, g, b := mask(i, 0), mask(i, 8), mask(i, 16)
			c.rr += r * r
			c.gg += g * g
			c.bb += b * b
			c.rg += r * g
			c.gb += g * b
			c.br += b * r
			c.n++
		}
	}
}

// apart gives the variance in which the channels differ, which is the mean of the
// two smaller eigenvalues, because what moves all together is the largest one; and
// how grey that is, the cosine of its eigenvector's angle to grey. The mask
// multiplies white noise's variance by 36.
func (c *covariance) apart() (unshared, grey float64) {
	if c.n == 0 {
		return 0, 0
	}
	const rounds = 32 // of the power method, far more than texture needs
	scale := 1 / (36 * float64(c.n))
	rr, gg, bb := float64(c.rr)*scale, float64(c.gg)*scale, float64(c.bb)*scale
	rg, gb, br := float64(c.rg)*scale, float64(c.gb)*scale, float64(c.br)*scale
	r, g, b, largest := 1/math.Sqrt(3), 1/math.Sqrt(3), 1/math.Sqrt(3), 0.0
	for range rounds {
		x, y, z := rr*r+rg*g+br*b, rg*r+gg*g+gb*b, br*r+gb*g+bb*b
		if largest = math.Sqrt(x*x + y*y + z*z); largest == 0 {
			return 0, 1
		}
		r, g, b = x/largest, y/largest, z/largest
	}
	return max(0, rr+gg+bb-largest) / 2, math.Abs(r+g+b) / math.Sqrt(3)
}

// halfNoise reads Immerkaer's mask in a block at half its size, in levels.
func (k *workspace) halfNoise(in area) float64 {
	var half [2 * blockSide][2 * blockSide]int // the last blocks are up to twice as large
	w, h := min((in.right-in.left)/2, len(half)), min((in.bottom-in.top)/2, len(half))
	for y := range h {
		for x := range w {
			i := (in.top+2*y)*k.w + in.left + 2*x
			half[y][x] = int(k.luma[i]) + int(k.luma[i+1]) + int(k.luma[i+k.w]) + int(k.luma[i+k.w+1])
		}
	}
	sum, n := 0, 0
	for y := 1; y < h-1; y++ {
		up, here, down := &half[y-1], &half[y], &half[y+1]
		for x := 1; x < w-1; x++ {
			sum += abs(up[x-1] + up[x+1] + down[x-1] + down[x+1] + 4*here[x] - 2*(up[x]+here[x-1]+here[x+1]+down[x]))
			n++
		}
	}
	return math.Sqrt(math.Pi/2) / 6 * float64(sum) / float64(max(1, n)) / (4 * fine)
}
