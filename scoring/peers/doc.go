// Package peers computes the simplest numbers that go up and down with a photo's
// quality: what any scorer must beat to be worth its time.
//
// Flows in: a preview's pixels and a file's size. Flows out: one number a peer.
// Does not belong here: scorers, which give values of 0 to 10 with an uncertainty;
// comparing numbers with ratings (scoring/agreement).
package peers
