// Package silentdrive mounts a folder once more as a drive that falls silent when a test
// wants it to, as a network folder does whose server goes away: the system then answers
// nothing about it, for as long as that lasts. It is for tests.
//
// Flows in: a folder. Flows out: the same files, read-only, below another path.
// Does not belong here: what a program does about it.
package silentdrive
