//go:build !nogui && linux

package main

import (
	"encoding/binary"
	"fmt"
	"io"
	"net"
	"strings"
	"time"
)

// The requests, and the event, of the X protocol that askToClose needs.
const (
	xInternAtom    = 16
	xSendEvent     = 25
	xClientMessage = 33
)

// askToClose asks a window to close as a window manager does when its close
// button is clicked. Of the tools that the stories have none can.
func askToClose(display string, window uint32) error {
	conn, err := net.Dial("unix", "/tmp/.X11-unix/X"+strings.TrimPrefix(display, ":"))
	if err != nil {
		return err
	}
	defer conn.Close()
	if err := conn.SetDeadline(time.Now().Add(patience)); err != nil {
		return err
	}
	if err := xHello(conn); err != nil {
		return err
	}
	protocols, err := xAtom(conn, "WM_PROTOCOLS")
	if err != nil {
		return err
	}
	closing, err := xAtom(conn, "WM_DELETE_WINDOW")
	if err != nil {
		return err
	}
	var request []byte
	request = append(request, xSendEvent, 0)
	request = binary.LittleEndian.AppendUint16(request, 11) // length in units of 4 bytes
	request = binary.LittleEndian.AppendUint32(request, window)
	request = binary.LittleEndian.AppendUint32(request, 0) // to whoever made the window
	request = append(request, xClientMessage, 32, 0, 0)
	request = binary.LittleEndian.AppendUint32(request, window)
	request = binary.LittleEndian.AppendUint32(request, protocols)
	request = binary.LittleEndian.AppendUint32(request, closing)
	request = append(request, make([]byte, 16)...)
	if _, err := conn.Write(request); err != nil {
		return err
	}
	_, err = xAtom(conn, "WM_PROTOCOLS") // what is answered after it says that it was taken
	return err
}

// xHello begins to talk to the display.
func xHello(conn io.ReadWriter) error {
	hello := []byte{'l', 0, 11, 0, 0, 0, 0, 0, 0, 0, 0, 0} // little-endian, version 11, no password
	if _, err := conn.Write(hello); err != nil {
		return err
	}
	var head [8]byte
	if _, err := io.ReadFull(conn, head[:]); err != nil {
		return err
	}
	rest := make([]byte, 4*int(binary.LittleEndian.Uint16(head[6:])))
	if _, err := io.ReadFull(conn, rest); err != nil {
		return err
	}
	if head[0] != 1 {
		return fmt.Errorf("the display turns us away: %q", rest)
	}
	return nil
}

// xAtom asks the display for the number of a name.
func xAtom(conn io.ReadWriter, name string) (uint32, error) {
	padded := (len(name) + 3) / 4 * 4
	var request []byte
	request = append(request, xInternAtom, 0)
	request = binary.LittleEndian.AppendUint16(request, uint16(2+padded/4))
	request = binary.LittleEndian.AppendUint16(request, uint16(len(name)))
	request = append(request, 0, 0)
	request = append(request, name...)
	request = append(request, make([]byte, padded-len(name))...)
	if _, err := conn.Write(request); err != nil {
		return 0, err
	}
	var reply [32]byte
	if _, err := io.ReadFull(conn, reply[:]); err != nil {
		return 0, err
	}
	if reply[0] != 1 {
		return 0, fmt.Errorf("the display answers %v", reply)
	}
	return binary.LittleEndian.Uint32(reply[8:]), nil
}
