package measure

import (
	"keeplight.app/keeplight/library/message"
)

// clarity is what clarity is judged by, in points and in points of penalty.
type clarity struct {
	preview     float64 // crispness at the measuring size
	crispness   float64 // and with what the full picture shows, 0..10
	noise       float64 // penalties, see dulled
	compression float64
	haze        float64
	value       float64 // of all together, 0..10
}

// clarityOf takes mostly the crispness of the crispest area, so that a blurred
// background costs little, and lowers it for noise, compression and haze.
func clarityOf(f *Features) clarity {
	c := clarity{
		preview:     crispnessOf(f),
		noise:       noisePenalty().at(f.Grain.Level),
		compression: compressionPenalty().at(f.Compression),
		haze:        hazePenalty(&f.Tone),
	}
	full := f.Full.reading()
	c.crispness = full.joined(c.preview)
	c.value = dulled(c.crispness, c.noise+c.compression+c.haze)
	return c
}

// judgeClarity gives the value with its doubt, which grows where there is little
// contrast to see blur by (a mist and a blurred picture look alike) and where noise
// could not be told from texture.
func judgeClarity(f *Features) verdict {
	if f.Uniform() {
		return absent(message.ClarityUniform)
	}
	c := clarityOf(f)
	sd := doubt(0.7, 2, f.Sharpness.Contrast/12)
	if !f.NoiseKnown {
		sd += 0.5
	}
	sd += max(0, noisePenalty().at(f.Noise)-c.noise) / 3
	return known(c.value, sd, c.reason(f))
}
