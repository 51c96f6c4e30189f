// Package answer waits for the system only as long as it makes sense: a network
// folder whose server is away may not answer for hours, and nothing calls back what
// was asked of it.
//
// Flows in: a path and what to ask about it. Flows out: the answer, or ErrNone.
// Does not belong here: what is asked (library/scan, library/filecache).
package answer
