//go:build tools

// Package tools names the server that the test of a real one builds. It is a module of
// its own, so that nothing of it comes into the program's.
package tools

import _ "github.com/ollama/ollama"
