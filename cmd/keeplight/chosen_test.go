package main

import (
	"net/http"
	"os"
	"path/filepath"
	"testing"
)

func TestTheModelThatWasChosenIsReadFromACatalogueOfTheVersionBefore(t *testing.T) {
	before, err := os.ReadFile(filepath.Join("..", "..", "library", "catalog", "testdata", "before-0004", "catalog.db"))
	if err != nil {
		t.Fatal(err)
	}
	p, _, stderr := programWith(t, http.NotFoundHandler())
	write(t, filepath.Join(p.catalogDir, "catalog.db"), before)
	s := p.chosenModel()
	if s.Model != "/m/qwen.gguf" || s.Projector != "/m/mmproj.gguf" || s.Runtime != "/opt/llama" || s.ImageTokens != 1024 {
		t.Errorf("chosen is %+v, said %q", s, stderr)
	}
}
