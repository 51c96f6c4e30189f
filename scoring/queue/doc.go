// Package queue decides which photo is scored next and sees to it that each is
// scored once: what is in view goes first, the rest in the order in which it
// came. It pauses and resumes, survives scorers that fail or panic, stores
// results in batches before anybody hears of them, and knows how long the rest
// will take.
//
// Flows in: photos, and functions that load pixels and store results. Flows
// out: results, progress.
// Does not belong here: reading files, the catalogue, how a score is made.
package queue
