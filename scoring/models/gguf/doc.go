// Package gguf reads what a GGUF file says of itself: enough to tell a text
// model from a vision projector, and whether two of them belong together, before
// gigabytes are loaded. The format is that of github.com/ggml-org/ggml,
// docs/gguf.md, versions 2 and 3.
//
// Flows in: a file that anybody may have made. Flows out: a few facts.
// Does not belong here: tensors, running a model (scoring/engine).
package gguf
