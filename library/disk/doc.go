// Package disk asks how much room a volume has, and says what its errors mean.
//
// Flows in: a folder, or an error of the file system. Flows out: bytes, or what the disk
// said, in words.
// Does not belong here: what to do about it.
package disk
