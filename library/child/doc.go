// Package child runs a program of Keeplight's own as a child process: it finds
// the program, starts it with pipes of its own, keeps the last of what it prints
// to standard error, ends it, waits for it, and says in words how it ended.
//
// Flows in: a program's name, arguments and environment. Flows out: its standard
// input and output, and a Fault once it is gone.
// Does not belong here: what the two processes say to each other
// (library/worker/wire, scoring/engine/wire), and what a child's end means for
// the photo that it was working on (library/worker, scoring/engine).
package child
