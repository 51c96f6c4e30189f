package models

import (
	"fmt"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/plain"
	"keeplight.app/keeplight/scoring/engine"
)

// Fit says whether a model fits into the memory of what it would run on.
type Fit uint8

// The ways to fit.
const (
	FitUnknown Fit = iota // no llama.cpp has looked at this computer yet
	FitsGPU
	TooLarge  // for every GPU here: the processor does it slowly
	Processor // there is no GPU
)

// FitOn says how a model fits, with the words for it. known is false where
// nobody has listed the devices.
func FitOn(m *Model, devices []engine.Device, known bool) (Fit, string) {
	if !known {
		return FitUnknown, "install llama.cpp to see whether it fits your GPU"
	}
	best := BestGPU(devices)
	name := library.Display(best.Description)
	switch {
	case !best.GPU:
		return Processor, "no GPU: slow, on the processor"
	case best.MemoryTotal == 0:
		return FitUnknown, "the memory of " + name + " is not known"
	case best.MemoryTotal < m.Memory:
		return TooLarge, fmt.Sprintf("too large for %s (%s)", name, plain.Bytes(best.MemoryTotal))
	case best.MemoryFree > 0 && best.MemoryFree < m.Memory:
		return FitsGPU, fmt.Sprintf("fits %s once more than %s of its %s are free", name, plain.Bytes(best.MemoryFree), plain.Bytes(best.MemoryTotal))
	}
	return FitsGPU, fmt.Sprintf("fits %s (%s)", name, plain.Bytes(best.MemoryTotal))
}

// BestGPU gives the GPU with the most memory; where there is none, the zero device.
func BestGPU(devices []engine.Device) (best engine.Device) {
	for _, d := range devices {
		if d.GPU && d.MemoryTotal >= best.MemoryTotal {
			best = d
		}
	}
	return best
}

// Propose gives the model to begin with: on a GPU the first of the largest tier that
// its memory reaches, on a processor or a smaller GPU the smallest, and the default
// one where nobody has listed the devices. nil is a table without models.
func (t *Table) Propose(devices []engine.Device, known bool) *Model {
	var standard, smallest *Model
	for i := range t.Models {
		m := &t.Models[i]
		if m.Role == Default {
			standard = m
		}
		if smallest == nil || m.Memory < smallest.Memory {
			smallest = m
		}
	}
	gpu := BestGPU(devices)
	switch {
	case standard == nil:
		return smallest
	case !known || gpu.GPU && gpu.MemoryTotal == 0:
		return standard
	}
	if best := t.best(gpu.MemoryTotal); gpu.GPU && best != nil {
		return best
	}
	if fit, _ := FitOn(standard, devices, known); fit == FitsGPU {
		return standard // of a table that knows no tiers
	}
	return smallest
}
