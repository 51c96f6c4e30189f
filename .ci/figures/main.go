package main

import (
	"flag"
	"fmt"
	"io"
	"os"
)

func main() {
	root := flag.String("root", ".", "the folder with go.mod")
	flag.Parse()
	ok, err := run(*root, os.Stdout)
	if err != nil {
		fmt.Fprintf(os.Stderr, "figures: %v\n", err)
		os.Exit(2)
	}
	if !ok {
		os.Exit(1)
	}
}

// run measures the module at root and prints what it finds. It is false where a
// figure has passed its bound.
func run(root string, out io.Writer) (bool, error) {
	house, err := load(root)
	if err != nil {
		return false, err
	}
	results := make([]result, 0, len(figures))
	for _, f := range figures {
		results = append(results, f.judge(house))
	}
	return printResults(out, results), nil
}
