package systemdialog

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"time"

	"github.com/godbus/dbus/v5"

	"keeplight.app/keeplight/library/answer"
)

// revealTime is how long a file manager may take to open.
const revealTime = 10 * time.Second

// Reveal shows a file or folder in the desktop's file manager: marked in its folder by
// one that can (freedesktop.org's FileManager1), else its folder by whatever the desktop
// has for folders.
func Reveal(ctx context.Context, path string) error {
	limited, cancel := context.WithTimeout(ctx, revealTime)
	defer cancel()
	if err := mark(limited, path); err == nil {
		return nil
	}
	folder := path
	info, err := answer.Get(ctx, &answer.Folders{}, path, revealTime, func() (os.FileInfo, error) { return os.Stat(path) })
	if errors.Is(err, answer.ErrNone) {
		return fmt.Errorf("showing %s: %w", path, err)
	}
	if err != nil || !info.IsDir() {
		folder = filepath.Dir(path)
	}
	opener, err := exec.LookPath("xdg-open")
	if err != nil {
		return fmt.Errorf("showing %s: no file manager was found", folder)
	}
	cmd := exec.CommandContext(ctx, opener, folder)
	cmd.WaitDelay = killTime
	if err := cmd.Run(); err != nil && ctx.Err() == nil { // until then it may be the file manager itself
		return fmt.Errorf("showing %s: %w", folder, err)
	}
	return nil
}

// mark asks a file manager to open the folder of a path and mark it there.
func mark(ctx context.Context, path string) error {
	if os.Getenv(busAddress) == "" {
		return errors.New("there is no session bus")
	}
	conn, err := dbus.ConnectSessionBus(dbus.WithContext(ctx))
	if err != nil {
		return fmt.Errorf("connecting to the session bus: %w", err)
	}
	defer conn.Close()
	uri := (&url.URL{Scheme: "file", Path: path}).String()
	manager := conn.Object("org.freedesktop.FileManager1", "/org/freedesktop/FileManager1")
	if err := manager.CallWithContext(ctx, "org.freedesktop.FileManager1.ShowItems", 0, []string{uri}, "").Err; err != nil {
		return fmt.Errorf("asking the file manager: %w", err)
	}
	return nil
}
