// Package means gives the mean scores that a photo can be held against: that of its
// stack, and that of the photos that the person keeps.
//
// Flows in: a session's scores and picks, and who knows the stacks. Flows out: means
// with the number of photos.
// Does not belong here: how a mean is taken (scoring/difference), words, drawing.
package means
