// Command trial tries the way of a photo through a model of true size on this
// computer: it writes a model with random weights in the shape of one that
// people use, and measures what a photo costs on each device. README.md says how
// to read what it prints.
package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx, os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "trial:", err)
		os.Exit(1)
	}
}

var errUse = errors.New("use: trial write|measure [flags]; -h after one of them lists its flags")

func run(ctx context.Context, args []string) error {
	if len(args) == 0 {
		return errUse
	}
	switch args[0] {
	case "write":
		return write(ctx, args[1:], os.Stdout)
	case "measure":
		return measure(ctx, args[1:], os.Stdout)
	}
	return errUse
}
