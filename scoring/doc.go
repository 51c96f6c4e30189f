// Package scoring holds what all scorers share: what a scorer gets to see of a
// photo and what it answers with.
//
// Flows in: pixels and capture facts. Flows out: library.Score.
// Does not belong here: any one way of scoring (scoring/measure and its
// neighbours), the order in which photos are scored (scoring/queue), files.
package scoring
