package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"os"
	"regexp"
	"strings"
	"time"

	"keeplight.app/keeplight/assets/rubric"
	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/scoring/engine/tinymodel"
)

// write writes a model with random weights and prints the paths of its files.
func write(ctx context.Context, args []string, out io.Writer) error {
	flags := flag.NewFlagSet("write", flag.ContinueOnError)
	shape := flags.String("shape", "4b", "whose measures: small, 2b, 4b or 8b")
	matrices := flags.String("matrices", string(tinymodel.Q4), "how the text model's weights are stored: Q4_K, Q8_0, F16 or F32")
	projector := flags.String("projector", string(tinymodel.F16), "how the projector's are: F16 or F32")
	seed := flags.Uint64("seed", 1, "the same gives the same files")
	dir := flags.String("out", ".", "the folder; it is made if it is missing")
	if err := flags.Parse(args); err != nil {
		return err
	}
	s, err := tinymodel.ShapeOf(*shape)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(*dir, 0o755); err != nil {
		return err
	}
	begin := time.Now()
	pair, err := tinymodel.WriteLarge(ctx, *dir, tinymodel.Large{
		Shape: s, Matrices: tinymodel.Format(*matrices), Projector: tinymodel.Format(*projector), Seed: *seed, Words: words(),
	})
	if err != nil {
		return err
	}
	for _, path := range []string{pair.Model, pair.Projector} {
		info, err := os.Stat(path)
		if err != nil {
			return err
		}
		fmt.Fprintf(out, "%s %d\n", path, info.Size())
	}
	fmt.Fprintf(out, "written in %.1f s\n", time.Since(begin).Seconds())
	return nil
}

// words gives the words that the program's prompts and the names of the
// attributes are made of, with a space before them and without. Real vocabularies
// hold nearly all of them.
func words() []string {
	text := strings.ReplaceAll(string(rubric.Text)+string(rubric.Explain), `\n`, "\n")
	for _, a := range library.Attributes() {
		text += " " + a.Key()
	}
	var all []string
	for _, w := range regexp.MustCompile(`[A-Za-z]{2,}`).FindAllString(text, -1) {
		all = append(all, w, " "+w)
	}
	return all
}
