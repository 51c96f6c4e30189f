// Package rubric holds the text by which a model is asked. README.md says how
// it is meant.
//
// Flows in: files of this folder at build time. Flows out: their bytes. Does not
// belong here: reading answers (scoring/mllm).
package rubric

import _ "embed"

// Text is the rubric: JSON, read by scoring/mllm.
//
//go:embed rubric.json
var Text []byte

// Explain is how a model is asked to explain a score: JSON, read by
// scoring/mllm. It has a version of its own and is part of no score's key.
//
//go:embed explain.json
var Explain []byte

// Face is what is asked otherwise where an explanation is about one face in the photo,
// of which the model gets a close-up too: JSON, read by scoring/mllm. It has a version
// of its own.
//
//go:embed face.json
var Face []byte
