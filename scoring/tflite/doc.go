// Package tflite reads TensorFlow Lite files and runs their networks on numbers of 32
// bits, without a runtime of its own to install. It knows the operators of the face
// networks in assets/faces and of the mobile networks like them, and refuses a file
// with any other when it is read. The same input gives the same numbers on every
// machine: sums are taken in a fixed order, and no step is rounded once instead of
// twice.
//
// Flows in: a file's bytes, and an input of numbers. Flows out: the outputs' numbers.
// Does not belong here: what the numbers mean, and pixels (scoring/faces).
package tflite
