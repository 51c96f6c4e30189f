package measure

import "math"

const (
	maxTilt  = 15.0 // degrees: what leans more is not judged
	tiltStep = 0.25 // degrees
	tiltBins = int(2*maxTilt/tiltStep) + 1
)

// Belief says how likely each tilt of the picture is, by steps of a quarter of a
// degree from 15 to the left to 15 to the right.
type Belief [tiltBins]float64

// tiltOf gives the tilt in the middle of a step, degrees.
func tiltOf(bin int) float64 { return float64(bin)*tiltStep - maxTilt }

// binOf gives the step in which a tilt of at most maxTilt lies.
func binOf(tilt float64) int { return int((tilt+maxTilt)/tiltStep + 0.5) }

const (
	handHeld   = 2.0 // degrees: mean tilt of photos that were meant to be level
	meantLevel = 0.5 // how many are, of those that are worth a verdict; the rest lean anyhow
)

// usualTilt is what is believed before a picture is seen: cameras are held level
// more or less, but for those that were not.
func usualTilt() Belief {
	var b Belief
	for i := range b {
		b[i] = meantLevel*math.Exp(-math.Abs(tiltOf(i))/handHeld)/(2*handHeld) + (1-meantLevel)/(2*maxTilt)
	}
	b.scale(1)
	return b
}

// scale makes it sum to total.
func (b *Belief) scale(total float64) {
	var sum float64
	for _, p := range b {
		sum += p
	}
	for i := range b {
		b[i] *= total / sum
	}
}

// weigh takes in evidence, which says how many times likelier than on average it
// is at each tilt, and which is about the level with a probability of trust: else
// it lies along something that leans anyhow, as a road uphill does.
func (b *Belief) weigh(evidence *Belief, trust float64) {
	for i := range b {
		b[i] *= 1 - trust + trust*evidence[i]
	}
}

// told gives by how many nats the belief is narrower than another (Kullback &
// Leibler 1951); both sum to 1.
func (b *Belief) told(before *Belief) float64 {
	var sum float64
	for i, p := range b {
		if p > 0 {
			sum += p * math.Log(p/before[i])
		}
	}
	return sum
}

// sureWithin is how near the truth a tilt that is named shall be, degrees.
const sureWithin = 1.5

// likeliest gives the tilt with most of the belief within sureWithin of it, and how
// much that is.
func (b *Belief) likeliest() (tilt, sure float64) {
	const reach = int(sureWithin / tiltStep)
	for i := range b {
		var mass, moment float64
		for j := max(0, i-reach); j <= min(tiltBins-1, i+reach); j++ {
			mass += b[j]
			moment += b[j] * tiltOf(j)
		}
		if mass > sure {
			tilt, sure = moment/mass, mass
		}
	}
	return tilt, sure
}

// between gives how likely a tilt from one to another is, both of them in it.
func (b *Belief) between(from, to float64) float64 {
	var sum float64
	for i, p := range b {
		if t := tiltOf(i); t >= from && t <= to {
			sum += p
		}
	}
	return sum
}

// expected gives the mean and the standard deviation of what points gives for the
// size of the tilt.
func (b *Belief) expected(points curve) (mean, sd float64) {
	var squares float64
	for i, p := range b {
		v := points.at(math.Abs(tiltOf(i)))
		mean += p * v
		squares += p * v * v
	}
	return mean, math.Sqrt(max(0, squares-mean*mean))
}

// bell is evidence that lies around a tilt like a Gaussian.
func bell(tilt, sd float64) Belief {
	var b Belief
	for i := range b {
		d := (tiltOf(i) - tilt) / sd
		b[i] = math.Exp(-d * d / 2)
	}
	b.scale(float64(tiltBins))
	return b
}

// spread makes evidence as wide as it is where its place is only known with a
// standard deviation in degrees.
func (b *Belief) spread(sd float64) Belief {
	bins := sd / tiltStep
	if bins < 0.3 {
		return *b
	}
	weights := make([]float64, int(3*bins)+1)
	total := 0.0
	for d := range weights {
		x := float64(d) / bins
		weights[d] = math.Exp(-x * x / 2)
		total += 2 * weights[d]
	}
	total -= weights[0]
	var wide Belief
	for i, v := range b {
		for j := max(0, i-len(weights)+1); j < min(tiltBins, i+len(weights)); j++ {
			wide[j] += v * weights[abs(i-j)] / total
		}
	}
	return wide
}
