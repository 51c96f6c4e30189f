//go:build !cgo || purego

package tflite

func fastKernels() kernels { return plainKernels() }
