// Package filecache reads each file once for all who want it at about the same
// time: who reads it for its facts, who shows it, and who scores it. It keeps what
// is still going to be wanted, bounded in bytes, and lets a person's reading go
// before that of everybody else.
//
// Flows in: paths, with what the bytes are wanted for. Flows out: bytes, with the
// size and time of the file that they were read from.
// Does not belong here: knowing what the bytes mean (library/picture), pixels.
package filecache
