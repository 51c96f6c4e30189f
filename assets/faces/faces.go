// Package faces holds the two networks that look for faces: MediaPipe's own files, as
// their makers published them. README.md says where they come from.
//
// Flows in: files of this folder at build time. Flows out: their bytes. Does not
// belong here: running them (scoring/tflite), and what their numbers mean
// (scoring/faces).
package faces

import _ "embed"

// Detector finds faces: 192 x 192 pixels of -1..1 in, 2,304 boxes with a score each out.
//
//go:embed face_detection_full_range.tflite
var Detector []byte

// Landmarks looks at one face: 192 x 192 pixels of 0..1 in, landmarks of face, eyes,
// irises and lips out, in those pixels.
//
//go:embed face_landmark_with_attention.tflite
var Landmarks []byte
