// Package evaluating says how well a scorer agrees with people: it finds the photos
// of a file of ratings, has them scored as any others are, and compares.
//
// Flows in: ratings, a folder, a shoot's options. Flows out: a Result, which prints
// as JSON or as a page.
// Does not belong here: the statistics (scoring/agreement), reading ratings
// (scoring/ratings), what is printed for people (cmd).
package evaluating
