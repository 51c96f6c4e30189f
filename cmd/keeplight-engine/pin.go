package main

import (
	"errors"
	"fmt"
)

// The pair that belongs together: the binding and the build of llama.cpp whose
// structures it knows. Another build may load without an error and then read
// every setting from the wrong place, so both change here together with
// knownDefaults, which the build's own headers give.
const (
	pinnedBinding = "yzma v1.22.0"
	pinnedBuild   = "b10256"
)

// errABI says that the runtime is of another build than pinnedBuild.
var errABI = errors.New("ABI mismatch")

// defaults are settings that llama.cpp fills in by itself, from the beginning,
// the middle and the end of each structure: a field that was inserted or removed
// shifts one of them.
type defaults struct {
	Context   contextDefaults
	Model     modelDefaults
	Projector projectorDefaults
}

type contextDefaults struct {
	Batch, MicroBatch, Sequences        uint32
	FlashAttention                      int32
	YarnExtFactor, YarnBetaSlow, Defrag float32
	TypeK, TypeV                        int32
	OffloadKQV, OpOffload               uint8
}

type modelDefaults struct {
	SplitMode     int32
	MainGPU       int32
	UseExtraBufts uint8
}

type projectorDefaults struct {
	UseGPU             bool
	FlashAttention     int32
	ImageMin, ImageMax int32
	BatchTokens        int32
}

var knownDefaults = defaults{
	Context: contextDefaults{
		Batch: 2048, MicroBatch: 512, Sequences: 1,
		FlashAttention: -1,
		YarnExtFactor:  -1, YarnBetaSlow: -1, Defrag: -1,
		TypeK: 1, TypeV: 1, // F16
		OffloadKQV: 1, OpOffload: 1,
	},
	Model:     modelDefaults{SplitMode: 1, MainGPU: 0, UseExtraBufts: 1},
	Projector: projectorDefaults{UseGPU: true, FlashAttention: -1, ImageMin: -1, ImageMax: -1, BatchTokens: 1024},
}

// check gives errABI where the runtime's own settings are not the pinned build's.
func (d defaults) check() error {
	var part string
	switch {
	case d.Context != knownDefaults.Context:
		part = "llama_context_params"
	case d.Model != knownDefaults.Model:
		part = "llama_model_params"
	case d.Projector != knownDefaults.Projector:
		part = "mtmd_context_params"
	default:
		return nil
	}
	return fmt.Errorf("%w: %s has a different layout than in llama.cpp %s, which %s knows", errABI, part, pinnedBuild, pinnedBinding)
}
