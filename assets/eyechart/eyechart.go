// Package eyechart holds the eye chart: a tiny trained vision model that tells
// whether a model engine computes rightly, and what it answers where it does.
// README.md says how it was made. It does not judge photographs.
//
// Flows in: files of this folder at build time. Flows out: their bytes. Does not
// belong here: asking it (scoring/eyechart).
package eyechart

import _ "embed"

// Model is the text model, a GGUF file of architecture qwen3vl.
//
//go:embed qwen3vl.gguf
var Model []byte

// Projector is its vision projector, a GGUF file.
//
//go:embed mmproj-qwen3vl.gguf
var Projector []byte

// Prompt is how the model is asked: JSON, read by scoring/eyechart.
//
//go:embed prompt.json
var Prompt []byte

// Expected is what it answers to scoring/eyechart's pictures where it is computed
// rightly: JSON.
//
//go:embed expected.json
var Expected []byte
