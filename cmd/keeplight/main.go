package main

import "os"

func main() { os.Exit(process()) }

// process is the whole program with the arguments, files and signals of this
// process. It gives the exit status.
func process() int {
	return run(catchSignals(), os.Args[1:], os.Stdin, os.Stdout, os.Stderr, os.Getenv)
}
