// Package taste learns from a person's picks which photos they like, and says whether
// it has learnt anything: a ridge over the ten attributes, the built-in overall score
// and the numbers of a frozen network, with a part that bends, and a test that a person
// may look at as often as they like.
//
// Flows in: photos as numbers with what was decided about them, by shoot and stack.
// Flows out: weights that score a photo, what pulls, the state of the test.
// Does not belong here: the catalogue and the window (app/taste), how the numbers come
// out of a picture (scoring/features).
package taste
