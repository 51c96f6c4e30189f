package tinymodel

import (
	"encoding/binary"
	"fmt"
	"math/rand/v2"
	"slices"
)

// Damage is one thing that is wrong with a pair.
type Damage string

// What can be wrong, and what the llama.cpp of the tests does about it.
const (
	TruncatedModel      Damage = "truncated model"      // refuses
	RandomModel         Damage = "random model"         // refuses
	TruncatedProjector  Damage = "truncated projector"  // refuses
	RandomProjector     Damage = "random projector"     // refuses
	UnknownProjector    Damage = "unknown projector"    // refuses
	MismatchedProjector Damage = "mismatched projector" // refuses: made for another text model
	ManyBlocks          Damage = "many blocks"          // ends the process: SIGABRT
	ThreeHeads          Damage = "three heads"          // ends the process: SIGABRT
	NoHeads             Damage = "no heads"             // ends the process: SIGFPE
	GarbageWeights      Damage = "garbage weights"      // loads the projector and answers nonsense
	NotNumbers          Damage = "not numbers"          // loads the projector; all probabilities are NaN
)

// Damages gives all of them.
func Damages() []Damage {
	return []Damage{
		TruncatedModel, RandomModel, TruncatedProjector, RandomProjector, UnknownProjector,
		MismatchedProjector, ManyBlocks, ThreeHeads, NoHeads, GarbageWeights, NotNumbers,
	}
}

// Spoil writes a pair as Write does, with one thing wrong. Errors: an unknown
// damage, and those of Write.
func Spoil(dir string, o Options, d Damage) (Pair, error) {
	model, projector, err := o.build()
	if err != nil {
		return Pair{}, err
	}
	if err := d.alter(o, model, projector); err != nil {
		return Pair{}, err
	}
	text, vision := model.encode(), projector.encode()
	var seed [32]byte
	binary.LittleEndian.PutUint64(seed[:], o.Seed)
	random := rand.NewChaCha8(seed)
	switch d {
	case TruncatedModel:
		text = text[:len(text)/2]
	case RandomModel:
		fill(random, text)
	case TruncatedProjector:
		vision = vision[:len(vision)/2]
	case RandomProjector:
		fill(random, vision)
	case NotNumbers:
		fill(random, vision[projector.weights():])
	}
	return o.save(dir, text, vision)
}

// alter does the damage that files have whose form is right.
func (d Damage) alter(o Options, model, projector *file) error {
	switch d {
	case UnknownProjector:
		projector.set("clip.projector_type", "of_tomorrow")
	case MismatchedProjector:
		other := sizes()
		other.embedding *= 2
		*projector = *visionModel(o, other)
	case ManyBlocks:
		// The first key is the architecture, which the others begin with.
		model.set(fmt.Sprintf("%s.block_count", model.keys[0].value), uint32(1<<30))
	case ThreeHeads:
		projector.set("clip.vision.attention.head_count", uint32(3))
	case NoHeads:
		projector.set("clip.vision.attention.head_count", uint32(0))
	case GarbageWeights:
		other := o
		other.Seed++
		wrong := visionModel(other, sizes())
		for i, t := range projector.tensors {
			t.data = wrong.tensors[i].data
			for j := range t.data {
				t.data[j] *= 4
			}
		}
	default:
		if !slices.Contains(Damages(), d) {
			return fmt.Errorf("spoiling a tiny model: there is no damage %q", d)
		}
	}
	return nil
}

// fill overwrites bytes with random ones. ChaCha8's Read never fails.
func fill(random *rand.ChaCha8, b []byte) { _, _ = random.Read(b) }
