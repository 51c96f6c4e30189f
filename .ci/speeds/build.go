package main

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
)

// tags are those that the Makefile builds with.
const tags = "migrated_fynedo"

// build is one version of the program with a catalogue of its own.
type build struct {
	name     string
	checkout string
	program  string
	home     string
	samples  samples
}

// make builds the program into dir and has it score the folder, so that nothing
// is left to do in the background while it is measured.
func (b *build) make(ctx context.Context, dir, folder string) error {
	if err := b.compile(ctx, dir); err != nil {
		return err
	}
	c := b.command(ctx, "score", "--csv", folder)
	if err := c.Run(); err != nil {
		return fmt.Errorf("scoring the shoot with %s: %w", b.name, err)
	}
	return nil
}

// compile builds the program into dir.
func (b *build) compile(ctx context.Context, dir string) error {
	b.program, b.home = filepath.Join(dir, "keeplight"), filepath.Join(dir, "home")
	for _, name := range []string{"keeplight", "keeplight-media"} {
		c := exec.CommandContext(ctx, "go", "build", "-trimpath", "-tags", tags, "-o", filepath.Join(dir, name), "./cmd/"+name)
		c.Dir = b.checkout
		if out, err := c.CombinedOutput(); err != nil {
			return fmt.Errorf("building %s in %s: %w\n%s", name, b.checkout, err, out)
		}
	}
	return os.MkdirAll(filepath.Join(dir, ".cache"), 0o755) // the toolkit makes none
}

// command is the program with its own home, which asks nobody outside.
func (b *build) command(ctx context.Context, args ...string) *exec.Cmd {
	c := exec.CommandContext(ctx, b.program, args...)
	c.Env = append(os.Environ(), "KEEPLIGHT_HOME="+b.home, "HOME="+filepath.Dir(b.home),
		"HTTPS_PROXY=http://127.0.0.1:1", "NO_PROXY=")
	return c
}
