// Package lowpriority lets work that nobody waits for step back behind the window.
//
// Flows in: the goroutine of a worker. Flows out: the same one, on a thread that the
// system runs only while no other thread of the program wants the processor. Does not
// belong here: what is worked on, and in which order.
package lowpriority
