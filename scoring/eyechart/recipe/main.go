// Command recipe prepares what the eye chart's models are trained on and asked:
// pictures with known answers, and the program's own prompts. README.md says how
// it all goes together.
package main

import (
	"flag"
	"fmt"
	"os"
)

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "recipe:", err)
		os.Exit(1)
	}
}

func run(args []string) error {
	if len(args) == 0 {
		return fmt.Errorf("use: recipe pictures|prompts -out PATH ...")
	}
	flags := flag.NewFlagSet(args[0], flag.ContinueOnError)
	out := flags.String("out", "", "where the result goes")
	switch args[0] {
	case "pictures":
		c := &picturesCmd{}
		flags.IntVar(&c.count, "count", 1000, "how many square ones; of each other shape a quarter")
		flags.Uint64Var(&c.seed, "seed", 1, "the same gives the same pictures")
		flags.BoolVar(&c.held, "held", false, "draw what is not trained on")
		flags.StringVar(&c.photos, "photos", "", "a folder of photographs in place of drawings")
		if err := flags.Parse(args[1:]); err != nil {
			return err
		}
		c.out = *out
		return c.run()
	}
	if args[0] == "prompts" {
		if err := flags.Parse(args[1:]); err != nil {
			return err
		}
		return writePrompts(*out)
	}
	return fmt.Errorf("there is no command %q", args[0])
}
