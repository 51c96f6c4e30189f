package measure

import "math"

// Path is the direction in which a picture has lost most, and how much.
type Path struct {
	// Along is how much weaker the finest differences along the path are than
	// those of half the size, in octaves: about -0.3 where edges are crisp and
	// -1 where only a smooth slope is left. It falls further, by oneWayWeight,
	// where differences along the path are weaker than across it.
	Along float64
	// Across is the same across the path.
	Across float64
	// OneWay is how much weaker the finest differences along the path are than
	// those across it, beyond what the coarse picture shows of that, octaves.
	OneWay float64
	// Degrees is the direction of the path, 0..180, anticlockwise from level.
	Degrees float64
}

// Smear is how crisp the picture is in the direction in which it has lost most. A
// moving camera wipes out fine differences along its path, however strong the
// edges across it are; a lens out of focus does so in all directions.
type Smear struct {
	Path
	// Length is how long the path is, pixels of the measuring size; 0 where the
	// picture is crisp or has lost the same in all directions.
	Length float64
	// Rest is the path of what is left of the picture without its crispest parts,
	// if RestKnown.
	Rest      Path
	RestKnown bool
}

const (
	// oneWayWeight is how much of an octave by which fine differences along a path
	// are weaker than across it counts as loss. It is small because scenes have
	// directions too; a fine texture that was moved looks like a coarser crisp one
	// along the path, and only this tells.
	oneWayWeight = 0.2
	// oneWayAllowed is by how many octaves the coarse picture's differences may
	// lean one way by chance. What they lean beyond that, the scene leans.
	oneWayAllowed = 0.75
)

// oneWay says whether the picture has lost so much more in one direction than
// across it that it was moved. Of photos blurred evenly 95 in 100 are below it, of
// photos moved by 1.5 hundredths of their long side 95 in 100 above.
func (p *Path) oneWay() bool {
	const lost, apart = -0.6, 0.18
	return p.Along < lost && p.Across-p.Along >= apart
}

// panned says whether a crisp subject stands before what the camera was moved
// along.
func (s *Smear) panned() bool {
	const crisp, lost, apart = -0.55, -0.8, 0.3
	return s.Along >= crisp && s.RestKnown && s.Rest.Along < lost && s.Rest.Across-s.Rest.Along >= apart
}

// measureSmear looks for the direction with most loss: in each, the tenth of cells
// with the strongest fine differences is read, so that a blurred background costs
// nothing where the subject is crisp. It gives zeros for a strip too narrow to tell.
// halve must have run.
func (k *workspace) measureSmear(noiseSD float64) Smear {
	k.readSmearCells(noiseSD)
	if len(k.smear.tensors) == 0 {
		return Smear{}
	}
	var best, rest losses
	restKnown := true
	for d := range smearDirections {
		coarse, _ := k.smear.strongest(smearScales-1, d)
		best.coarse[d] = math.Log2(coarse)
		fine, coarser := k.smear.strongest(0, d)
		best.fine[d], best.loss[d] = math.Log2(fine), math.Log2(fine/coarser)
		fine, coarser, known := k.smear.weaker(d)
		rest.fine[d], rest.loss[d] = math.Log2(fine), math.Log2(fine/coarser)
		restKnown = restKnown && known
	}
	s := Smear{Path: best.path()}
	if restKnown {
		s.Rest, s.RestKnown = rest.path(), true
	}
	s.Length = k.measurePath(&s.Path)
	return s
}

// losses is what is left in each direction: the base-2 logarithms of the strength
// of fine and of coarse differences, and of fine to half as fine ones.
type losses struct{ fine, coarse, loss [smearDirections]float64 }

// path gives the direction that has lost most.
func (l *losses) path() Path {
	best := Path{Along: math.Inf(1)}
	for d := range smearDirections {
		across := (d + smearDirections/2) % smearDirections
		scene := min(0, l.coarse[d]-l.coarse[across]+oneWayAllowed)
		oneWay := l.fine[d] - l.fine[across] - scene
		if along := l.loss[d] + oneWayWeight*oneWay; along < best.Along {
			best = Path{
				Along: along, Across: l.loss[across], OneWay: -oneWay,
				// Rows run downwards, angles upwards.
				Degrees: math.Mod(180-180*float64(d)/smearDirections, 180),
			}
		}
	}
	return best
}
