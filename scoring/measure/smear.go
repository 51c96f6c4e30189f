package measure

import "math"

// Smear is how crisp the picture is in the direction in which it has lost most. A
// moving camera wipes out fine differences along its path, however strong the
// edges across it are; a lens out of focus does so in all directions.
type Smear struct {
	// Along is how much weaker the finest differences along the path are than
	// those of half the size, in octaves: about -0.3 where edges are crisp and
	// -1 where only a smooth slope is left. Differences in one direction that the
	// coarse picture has too are no loss: see oneWayWeight.
	Along float64
	// Across is the same across the path.
	Across float64
	// OneWay is how much weaker the finest differences along the path are than
	// those across it, beyond what the coarse picture shows of that, octaves.
	OneWay float64
	// Degrees is the direction of the path, 0..180, anticlockwise from level.
	Degrees float64
}

const (
	// oneWayWeight is how much of an octave by which fine differences along a path
	// are weaker than across it counts as loss. It is small because scenes have
	// directions too; a fine texture that was moved looks like a coarser crisp one
	// along the path, and only this tells.
	oneWayWeight = 0.2
	// oneWayAllowed is by how many octaves the coarse picture's differences may
	// lean one way by chance.
	oneWayAllowed = 0.75
)

// measureSmear looks for the direction with most loss: in each, the tenth of cells
// with the strongest fine differences is read, so that a blurred background costs
// nothing where the subject is crisp.
func (k *workspace) measureSmear(noiseSD float64) Smear {
	k.readSmearCells(noiseSD)
	var loss, fineSum, coarseSum [smearDirections]float64
	for d := range smearDirections {
		sum, coarser := k.smear.strongest(0, d)
		fineSum[d], loss[d] = math.Log2(sum), math.Log2(sum/coarser)
		coarse, _ := k.smear.strongest(smearScales-1, d)
		coarseSum[d] = math.Log2(coarse)
	}
	best := Smear{Along: math.Inf(1)}
	for d := range smearDirections {
		across := (d + smearDirections/2) % smearDirections
		natural := min(0, coarseSum[d]-coarseSum[across]+oneWayAllowed)
		oneWay := fineSum[d] - fineSum[across] - natural
		if along := loss[d] + oneWayWeight*oneWay; along < best.Along {
			best = Smear{
				Along: along, Across: loss[across], OneWay: -oneWay,
				// Rows run downwards, angles upwards.
				Degrees: math.Mod(180-180*float64(d)/smearDirections, 180),
			}
		}
	}
	return best
}
