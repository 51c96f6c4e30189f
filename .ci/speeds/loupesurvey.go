package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
)

// survey shows nine photos beside each other, whole and at 100 %, and gives how much
// memory the program takes at most for that, in bytes.
func (b *build) survey(ctx context.Context, d *display, folder string) (peak int64, err error) {
	o, err := b.openLoupe(ctx, d, folder)
	if err != nil {
		return 0, err
	}
	defer func() { err = errors.Join(err, o.end()) }()
	err = errors.Join(o.pressAll('g', keyHome), o.screen.pressWith(keyControl, 'a'), o.pressAll('n'), o.settle(),
		o.pressAll(' '), o.settle(), o.pressAll(keyRight, keyRight), o.settle())
	if err != nil {
		return 0, err
	}
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", o.cmd.Process.Pid))
	if err != nil {
		return 0, err
	}
	_, after, _ := bytes.Cut(status, []byte("VmHWM:"))
	if _, err := fmt.Sscan(string(after), &peak); err != nil {
		return 0, fmt.Errorf("the system tells nothing of the program's memory: %w", err)
	}
	return peak << 10, nil
}
