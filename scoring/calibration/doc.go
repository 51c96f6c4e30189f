// Package calibration spreads out scores that pile up. A model's written scores
// of a whole library mostly lie between 6 and 8; a map learnt from those scores
// alone, without ratings, gives them the spread of a reference, so that two
// photos can be told apart at a glance. It keeps their order. A Tally says where a
// photo stands among others instead: which rank, better than how many of them.
//
// Flows in: the scores of one library by one scorer. Flows out: a Set of maps,
// scores that went through it, and places.
// Does not belong here: storing (library/catalog), what a person likes
// (scoring/agreement), making scores.
package calibration
