// Package taste keeps what is learnt from a person's picks: it gathers their decisions
// from the catalogue, has them learnt and tested in the background, keeps tastes by name,
// and offers one that has proved itself as one more scorer.
//
// Flows in: the catalogue's photos, decisions and scores, stored features, what a person
// asks. Flows out: states for people, a scorer of the list, a file to take along.
// Does not belong here: the learning and the test (scoring/taste), how features are made
// (app/features), what any of it is called on the screen (ui, cmd).
package taste
