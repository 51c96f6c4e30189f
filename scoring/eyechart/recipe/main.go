// Command recipe prepares what the eye chart's model is trained on and asked,
// and measures it through llama.cpp. README.md says how it all goes together.
package main

import (
	"errors"
	"flag"
	"fmt"
	"os"

	"keeplight.app/keeplight/scoring/engine"
)

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "recipe:", err)
		os.Exit(1)
	}
}

var errUse = errors.New("use: recipe pictures|prompts|card|measure [flags]; -h after one of them lists its flags")

func run(args []string) error {
	if len(args) == 0 {
		return errUse
	}
	flags := flag.NewFlagSet(args[0], flag.ContinueOnError)
	out := flags.String("out", "", "where the result goes")
	if args[0] != "measure" {
		return prepare(args, flags, out)
	}
	library := flags.String("engine-dir", "build/engine/cpu", "folder of llama.cpp's shared libraries")
	program := flags.String("program", "build/keeplight-engine", "the model worker")
	device := flags.String("device", engine.CPU, "where it is computed")
	pair := flags.String("pair", "assets/eyechart", "folder of the trained pair")
	pictures := flags.String("pictures", "", "folder that recipe pictures has written")
	if err := flags.Parse(args[1:]); err != nil {
		return err
	}
	a, err := newAsker(*library, *program, *device, *pair)
	if err != nil {
		return err
	}
	defer a.engine.Close()
	return a.measure(*pictures)
}

// prepare does what needs no model.
func prepare(args []string, flags *flag.FlagSet, out *string) error {
	c := &picturesCmd{}
	flags.IntVar(&c.count, "count", 1000, "how many square ones; of each other shape a quarter")
	flags.Uint64Var(&c.seed, "seed", 1, "the same gives the same pictures")
	flags.BoolVar(&c.held, "held", false, "draw what is not trained on")
	flags.BoolVar(&c.steps, "steps", false, "the photographs whole, with one fault each, in steps")
	flags.StringVar(&c.photos, "photos", "", "a folder of photographs in place of drawings")
	if err := flags.Parse(args[1:]); err != nil {
		return err
	}
	c.out = *out
	switch args[0] {
	case "prompts":
		return writePrompts(*out)
	case "card":
		return c.card()
	case "pictures":
		return c.run()
	}
	return errUse
}
