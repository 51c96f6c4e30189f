//go:build !unix

package safefile

// openFlags is empty where opening a path never waits for another program.
const openFlags = 0
