// Package filelock says of an open file or folder whether somebody is at work on it.
//
// Flows in: an open file. Flows out: its lock, or why it cannot be had.
// Does not belong here: for what a lock is taken, and how long it is waited for.
package filelock
