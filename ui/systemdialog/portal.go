package systemdialog

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"

	"github.com/godbus/dbus/v5"
)

// The desktop's portal (XDG Desktop Portal, org.freedesktop.portal.FileChooser version 3).
const (
	portalName    = "org.freedesktop.portal.Desktop"
	portalPath    = "/org/freedesktop/portal/desktop"
	portalOpen    = "org.freedesktop.portal.FileChooser.OpenFile"
	portalRequest = "org.freedesktop.portal.Request"
	portalToken   = "keeplight_open"
)

// The answers of a portal.
const (
	portalDone      uint32 = 0
	portalCancelled uint32 = 1
)

// busAddress is where programs learn of the session's bus. Without it the library would
// start a bus of its own, on which nobody answers.
const busAddress = "DBUS_SESSION_BUS_ADDRESS"

// Portal asks through the desktop's portal. The call itself has openTime to be answered;
// after that the dialog is on the screen and the person has all the time.
func Portal(ctx context.Context, r Request) (string, error) {
	if os.Getenv(busAddress) == "" {
		return "", errors.New("there is no session bus")
	}
	// A connection of its own ends with the question, and with all that waits on it.
	conn, err := dbus.ConnectSessionBus(dbus.WithContext(ctx))
	if err != nil {
		return "", fmt.Errorf("connecting to the session bus: %w", err)
	}
	defer conn.Close()
	return askPortal(ctx, conn, r)
}

func askPortal(ctx context.Context, conn *dbus.Conn, r Request) (string, error) {
	answers := make(chan *dbus.Signal, 4)
	conn.Signal(answers)
	// The answer may come before the call returns, so it is listened for first.
	if err := conn.AddMatchSignalContext(ctx, dbus.WithMatchInterface(portalRequest), dbus.WithMatchMember("Response")); err != nil {
		return "", fmt.Errorf("listening to the portal: %w", err)
	}
	options := map[string]dbus.Variant{
		"handle_token": dbus.MakeVariant(portalToken), "modal": dbus.MakeVariant(true),
		"accept_label": dbus.MakeVariant(r.Accept), "directory": dbus.MakeVariant(!r.File),
	}
	if r.Start != "" {
		options["current_folder"] = dbus.MakeVariant(append([]byte(r.Start), 0))
	}
	opening, cancel := context.WithTimeout(ctx, openTime)
	defer cancel()
	var handle dbus.ObjectPath
	if err := conn.Object(portalName, portalPath).CallWithContext(opening, portalOpen, 0, "", r.Title, options).Store(&handle); err != nil {
		return "", fmt.Errorf("asking the portal: %w", err)
	}
	for {
		select {
		case <-ctx.Done():
			// Best effort: the dialog goes with the connection too.
			_ = conn.Object(portalName, handle).Call(portalRequest+".Close", dbus.FlagNoReplyExpected)
			return "", ctx.Err()
		case s, ok := <-answers:
			if !ok {
				return "", errors.New("the session bus ended")
			}
			if s.Path == handle {
				return readResponse(s.Body)
			}
		}
	}
}

// readResponse reads a portal's answer: how it ended, and what was chosen.
func readResponse(body []any) (string, error) {
	if len(body) < 2 {
		return "", errors.New("the portal's answer has no results")
	}
	status, ok := body[0].(uint32)
	results, known := body[1].(map[string]dbus.Variant)
	switch {
	case !ok || !known:
		return "", errors.New("the portal's answer is of another kind")
	case status == portalCancelled:
		return "", nil
	case status != portalDone:
		return "", fmt.Errorf("the portal's dialog ended with %d", status)
	}
	uris, ok := results["uris"].Value().([]string)
	if !ok || len(uris) == 0 {
		return "", errors.New("the portal names no file")
	}
	return pathOf(uris[0])
}

// pathOf reads a file's address. A plus sign in it is one, and no space.
func pathOf(uri string) (string, error) {
	escaped, ok := strings.CutPrefix(uri, "file://")
	if !ok {
		return "", fmt.Errorf("%.80q is no file of this computer", uri)
	}
	if i := strings.IndexByte(escaped, '/'); i > 0 && escaped[:i] == "localhost" {
		escaped = escaped[i:]
	}
	path, err := url.PathUnescape(escaped)
	if err != nil {
		return "", fmt.Errorf("reading the path of %.80q: %w", uri, err)
	}
	if !filepath.IsAbs(path) {
		return "", fmt.Errorf("%.80q is no absolute path", uri)
	}
	return filepath.Clean(path), nil
}
