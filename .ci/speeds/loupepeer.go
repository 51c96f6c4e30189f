package main

import (
	"context"
	"errors"
	"fmt"
	"hash/maphash"
	"image"
	"os"
	"os/exec"
	"path/filepath"
	"time"
)

// infoPart is where geeqie writes over a photo that fills the screen.
var infoPart = image.Rect(0, 950, 260, 1000)

// geeqieSettings have it read each photo when it is turned to, as a photo that was not
// read is.
const geeqieSettings = "<gq>\n<global\nimage.enable_read_ahead = \"false\"\n>\n</global>\n</gq>\n"

// geeqie turns to one photo after the other in geeqie, on the whole screen, and says
// what came of it: "" where that was measured.
func geeqie(ctx context.Context, d *display, folder, home string, taken samples) string {
	program, err := exec.LookPath("geeqie")
	if err != nil {
		return "geeqie is not installed (apt-get install geeqie), so its time is not here to compare with"
	}
	if err := turnGeeqie(ctx, d, program, folder, home, taken); err != nil {
		return fmt.Sprintf("geeqie could not be measured: %v", err)
	}
	return ""
}

func turnGeeqie(ctx context.Context, d *display, program, folder, home string, taken samples) (err error) {
	settings := filepath.Join(home, ".config", "geeqie")
	if err := errors.Join(os.MkdirAll(settings, 0o755), os.WriteFile(filepath.Join(settings, "geeqierc.xml"), []byte(geeqieSettings), 0o600)); err != nil {
		return err
	}
	s, err := connect(d.socket)
	if err != nil {
		return err
	}
	defer s.conn.Close()
	o := &opened{screen: s, seed: maphash.MakeSeed(), cmd: exec.CommandContext(ctx, program, "-f", filepath.Join(folder, "DSC_0000.jpg"))}
	o.cmd.Env = append(os.Environ(), "HOME="+home, "XDG_CONFIG_HOME=", "XDG_CACHE_HOME=", "XDG_DATA_HOME=", "DISPLAY="+d.name, "WAYLAND_DISPLAY=")
	if err := o.cmd.Start(); err != nil {
		return err
	}
	defer func() {
		_ = o.cmd.Process.Kill() // it has nothing to keep
		_ = o.cmd.Wait()         // says only how it ended
	}()
	err = o.wait("geeqie's window", seldom, func() (bool, error) {
		w, err := o.screen.window()
		return w != 0, err
	})
	if err != nil {
		return err
	}
	// It has a second window, which takes keys and does nothing with them.
	if err := errors.Join(o.settle(), o.screen.focus(underPointer)); err != nil {
		return err
	}
	for range loupePhotos / jump {
		first, _, err := o.changes(infoPart, func() error { return o.screen.press('i') })
		if err != nil {
			return err
		}
		taken.note(otherEmpty, first)
		_, last, err := o.changes(photoPart, func() error { return o.screen.press(' ') })
		if err != nil {
			return err
		}
		taken.note(otherFit, last)
		time.Sleep(rest)
	}
	return nil
}
