package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"runtime"

	"keeplight.app/keeplight/scoring/engine/wire"
)

func main() {
	runtime.LockOSThread() // all of llama.cpp is called from here
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintf(os.Stderr, "keeplight-engine: %v\n", err)
		os.Exit(1)
	}
}

// run answers requests on standard input until it ends.
func run(args []string) error {
	flags := flag.NewFlagSet("keeplight-engine", flag.ContinueOnError)
	dir := flags.String("runtime", "", "folder with llama.cpp's shared libraries")
	if err := flags.Parse(args); err != nil {
		return err
	}
	// An interrupt at the terminal reaches this process too. It is for
	// Keeplight, which ends its workers.
	signal.Ignore(os.Interrupt)
	out, err := protectStdout()
	if err != nil {
		return fmt.Errorf("keeping the answers apart from what C code prints: %w", err)
	}
	if err := limitProcess(); err != nil {
		return fmt.Errorf("limiting the process: %w", err)
	}
	stream := wire.NewStream(os.Stdin, out, wire.MaxBody)
	w := &worker{dir: *dir, said: &journal{out: os.Stderr}}
	// Without Keeplight nobody waits for what llama.cpp is computing.
	serve(context.Background(), stream, w, func() { os.Exit(0) })
	return nil
}
