package main

import (
	"path/filepath"
	"testing"

	"github.com/alecthomas/kong"
)

func TestWordsOfTheCommandLineKeepTheirBytes(t *testing.T) {
	var g struct {
		To    string   `type:"path"`
		Name  string   `name:"name"`
		Paths []string `arg:"" type:"path"`
	}
	parser, err := kong.New(&g, textMappers()...)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := parser.Parse([]string{"--to=/out\xff", "--name", "a\xfe\"b", "--", "/x\xffy", "-dash\xfe", "two\nlines"}); err != nil {
		t.Fatal(err)
	}
	here, err := filepath.Abs(".")
	if err != nil {
		t.Fatal(err)
	}
	for got, want := range map[string]string{
		g.To: "/out\xff", g.Name: "a\xfe\"b", g.Paths[0]: "/x\xffy", g.Paths[1]: filepath.Join(here, "-dash\xfe"), g.Paths[2]: filepath.Join(here, "two\nlines"),
	} {
		if got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}
