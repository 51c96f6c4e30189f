package remote

import (
	"bytes"
	"context"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/scoring/engine/tinymodel"
)

// realServer starts an Ollama that `make ollama` built, with a tiny model of its own, and
// gives the options for it. Where none was built the test says so: the stand-in is what
// the other tests speak to.
func realServer(t *testing.T) Options {
	t.Helper()
	program, err := filepath.Abs("../../build/ollama/ollama")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(program); err != nil {
		t.Skip("no real server was built (make ollama): the stand-in for the protocol is tested alone")
	}
	home := t.TempDir()
	pair, err := tinymodel.Write(home, tinymodel.Options{Arch: tinymodel.Qwen2VL})
	if err != nil {
		t.Fatal(err)
	}
	at := freeAddress(t)
	env := append(os.Environ(), "OLLAMA_HOST="+at, "OLLAMA_MODELS="+filepath.Join(home, "models"), "HOME="+home, "OLLAMA_NUM_PARALLEL=2")
	var log bytes.Buffer
	serve := exec.Command(program, "serve")
	serve.Env, serve.Stdout, serve.Stderr = env, &log, &log
	if err := serve.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		serve.Process.Signal(os.Interrupt)
		serve.Wait()
		if t.Failed() {
			t.Logf("the server says:\n%s", tail(log.Bytes(), 4000))
		}
	})
	waitFor(t, "http://"+at+"/api/version")
	recipe := filepath.Join(home, "Modelfile")
	text := fmt.Sprintf("FROM %s\nFROM %s\nTEMPLATE \"\"\"{{ .Prompt }}\"\"\"\n", pair.Model, pair.Projector)
	if err := os.WriteFile(recipe, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	create := exec.Command(program, "create", "tiny", "-f", recipe)
	create.Env = env
	if out, err := create.CombinedOutput(); err != nil {
		t.Fatalf("making the model: %v\n%s", err, tail(out, 2000))
	}
	return Options{Address: address(t, "http://"+at), AtOnce: 2, Patience: Patience{Answer: 2 * time.Minute}}
}

func tail(b []byte, most int) []byte { return b[max(0, len(b)-most):] }

// freeAddress is one of this computer at which nobody listens.
func freeAddress(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().String()
}

func waitFor(t *testing.T, url string) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	for ctx.Err() == nil {
		if answer, err := http.Get(url); err == nil {
			answer.Body.Close()
			return
		}
		time.Sleep(100 * time.Millisecond)
	}
	t.Fatalf("%s does not answer", url)
}

func TestARealServerGivesTenAttributesWithTheirSpread(t *testing.T) {
	o := realServer(t)
	found, err := Probe(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Contains(found.Models, "tiny:latest") || !found.Sees || !found.Probabilities || !found.Answers {
		t.Fatalf("its test tells %+v", found)
	}
	o.Model = found.Model
	s := scorer(t, o)
	photo := subject(t, 1)
	score, err := s.Score(t.Context(), photo)
	if err != nil {
		t.Fatal(err)
	}
	for _, a := range library.Attributes() {
		if v := score.Of(a); !v.Known || v.SD <= 0 || v.Off > 0.5 {
			t.Errorf("%s is %+v", a.Key(), v)
		}
	}
	if !score.Overall.Known || score.Overall.SD <= 0 {
		t.Errorf("the overall is %+v", score.Overall)
	}
	t.Logf("%+v", s.Traffic())
	e, err := s.Explain(t.Context(), photo, &score, library.Prose, func(string) error { return nil })
	if err != nil {
		t.Errorf("it explains %q, %v", e.Text, err)
	}
}
