// Package phototest gives tests their pictures: drawn scenes that look enough
// like photographs to be scored, JPEGs with capture facts, and the way to the
// real photos that lie beside the repository.
//
// Flows in: a size and a seed. Flows out: pixels and files' bytes.
// Does not belong here: anything that the program itself needs.
package phototest
