package systemdialog

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
)

// killTime is how long a program has to end after it was told to.
const killTime = time.Second

// Program asks by a program that draws dialogs: "zenity" or "kdialog".
func Program(name string) Asker {
	return func(ctx context.Context, r Request) (string, error) {
		path, err := exec.LookPath(name)
		if err != nil {
			return "", fmt.Errorf("looking for %s: %w", name, err)
		}
		return runProgram(ctx, path, arguments(name, &r))
	}
}

// arguments are the words that each program understands.
func arguments(name string, r *Request) []string {
	start := r.Start
	if start != "" {
		start = filepath.Clean(start) + "/" // else its last part would be taken for a file's name
	}
	if name == "kdialog" {
		kind := "--getexistingdirectory"
		if r.File {
			kind = "--getopenfilename"
		}
		if start == "" {
			start = "."
		}
		return []string{"--title", r.Title, kind, start}
	}
	args := []string{"--file-selection", "--title=" + r.Title}
	if !r.File {
		args = append(args, "--directory")
	}
	if start != "" {
		args = append(args, "--filename="+start)
	}
	return args
}

// runProgram gives what a program writes. Status 1 is a person who thought better of it,
// anything else a program that could not ask.
func runProgram(ctx context.Context, path string, args []string) (string, error) {
	cmd := exec.CommandContext(ctx, path, args...)
	var out bytes.Buffer
	cmd.Stdout, cmd.WaitDelay = &out, killTime
	err := cmd.Run()
	if exit := (*exec.ExitError)(nil); errors.As(err, &exit) && exit.ExitCode() == 1 && ctx.Err() == nil {
		return "", nil
	}
	if err != nil {
		return "", fmt.Errorf("asking with %s: %w", filepath.Base(path), err)
	}
	chosen := strings.TrimSuffix(out.String(), "\n")
	if !filepath.IsAbs(chosen) {
		return "", fmt.Errorf("%s gives %.80q, which is no path", filepath.Base(path), chosen)
	}
	return chosen, nil
}
