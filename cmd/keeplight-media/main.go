package main

import (
	"bufio"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"runtime"

	"keeplight.app/keeplight/library/worker/wire"
)

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintf(os.Stderr, "keeplight-media: %v\n", err)
		os.Exit(1)
	}
}

// limits are what the worker may use.
type limits struct {
	memory  int64 // bytes besides what the process has at its start
	threads int
}

// run answers requests on standard input until it ends.
func run(args []string) error {
	var l limits
	flags := flag.NewFlagSet("keeplight-media", flag.ContinueOnError)
	flags.Int64Var(&l.memory, "memory", 2<<30, "bytes of memory that decoding may take")
	flags.IntVar(&l.threads, "threads", runtime.NumCPU(), "threads that decode one picture")
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
	d, err := newDecoder(l)
	if err != nil {
		return err
	}
	// After the libraries are loaded: their address space is not the file's.
	if err := limitMemory(l.memory); err != nil {
		return fmt.Errorf("limiting the memory: %w", err)
	}
	hello := wire.Hello{Library: d.library(), Formats: d.formats()}
	return wire.Serve(bufio.NewReader(os.Stdin), out, hello, func(req *wire.Request) *wire.Reply {
		if err := limitTime(req.Seconds); err != nil {
			return failure(wire.Unsupported, "the decoder cannot limit its time: %v", err)
		}
		return answer(d, req)
	})
}
