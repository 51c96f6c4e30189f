package main

import (
	"encoding/binary"
	"errors"
	"fmt"
	"image"
	"io"
	"net"
)

// The requests of the X protocol that are needed here, by their numbers.
const (
	xWindowAttributes = 3
	xGeometry         = 14
	xQueryTree        = 15
	xSetFocus         = 42
	xGetFocus         = 43
	xGetImage         = 73
	xQueryExtension   = 98
	xKeyboardMapping  = 101
)

// The events that are faked, by their numbers.
const (
	xKeyDown    = 2
	xKeyUp      = 3
	xButtonDown = 4
	xButtonUp   = 5
	xMotion     = 6
)

// screen is a connection to an X server that presses keys and reads pixels.
// xdotool and import do that too, but starting them takes longer than what is
// measured.
type screen struct {
	conn   net.Conn
	root   uint32
	xtest  byte // the number of the extension that presses keys
	first  byte // keycode
	keys   []uint32
	perKey int
}

// connect says hello and learns which key is which.
func connect(socket string) (*screen, error) {
	conn, err := net.Dial("unix", socket)
	if err != nil {
		return nil, err
	}
	s := &screen{conn: conn}
	if err := errors.Join(s.hello(), s.learn()); err != nil {
		return nil, errors.Join(err, conn.Close())
	}
	return s, nil
}

func (s *screen) hello() error {
	hello := []byte{'l', 0, 11, 0, 0, 0, 0, 0, 0, 0, 0, 0} // little-endian, version 11, no password
	if _, err := s.conn.Write(hello); err != nil {
		return err
	}
	var head [8]byte
	if _, err := io.ReadFull(s.conn, head[:]); err != nil {
		return err
	}
	rest := make([]byte, 4*int(binary.LittleEndian.Uint16(head[6:])))
	if _, err := io.ReadFull(s.conn, rest); err != nil {
		return err
	}
	if head[0] != 1 || len(rest) < 32 {
		return fmt.Errorf("the display refuses: %q", rest)
	}
	vendor := (int(binary.LittleEndian.Uint16(rest[16:])) + 3) / 4 * 4
	at := 32 + vendor + 8*int(rest[21])
	if len(rest) < at+4 {
		return errors.New("the display's greeting is cut short")
	}
	s.root = binary.LittleEndian.Uint32(rest[at:])
	s.first = rest[26]
	return nil
}

func (s *screen) learn() error {
	reply, err := s.ask(xQueryExtension, 0, append([]byte{5, 0, 0, 0}, "XTEST\x00\x00\x00"...))
	if err != nil {
		return err
	}
	if reply[8] != 1 {
		return errors.New("the display has no XTEST, so no keys can be pressed")
	}
	s.xtest = reply[9]
	reply, err = s.ask(xKeyboardMapping, 0, []byte{s.first, 255 - s.first, 0, 0})
	if err != nil {
		return err
	}
	s.perKey = int(reply[1])
	for b := reply[32:]; len(b) >= 4; b = b[4:] {
		s.keys = append(s.keys, binary.LittleEndian.Uint32(b))
	}
	return nil
}

// send writes one request.
func (s *screen) send(opcode, data byte, body []byte) error {
	request := []byte{opcode, data}
	request = binary.LittleEndian.AppendUint16(request, uint16(1+len(body)/4))
	_, err := s.conn.Write(append(request, body...))
	return err
}

// ask writes a request and gives its reply. Nothing else is under way, so the
// next reply is its own.
func (s *screen) ask(opcode, data byte, body []byte) ([]byte, error) {
	if err := s.send(opcode, data, body); err != nil {
		return nil, err
	}
	for {
		reply := make([]byte, 32)
		if _, err := io.ReadFull(s.conn, reply); err != nil {
			return nil, err
		}
		switch reply[0] {
		case 0: // of this request or of one before it that has no reply
			if reply[10] == opcode {
				return nil, fmt.Errorf("the display answers request %d with error %d", opcode, reply[1])
			}
		case 1:
			rest := make([]byte, 4*int(binary.LittleEndian.Uint32(reply[4:])))
			_, err := io.ReadFull(s.conn, rest)
			return append(reply, rest...), err
		}
	}
}

func u32(v ...uint32) []byte {
	var b []byte
	for _, x := range v {
		b = binary.LittleEndian.AppendUint32(b, x)
	}
	return b
}

// press presses and releases the key with a symbol of X.
func (s *screen) press(symbol uint32) error {
	key, err := s.key(symbol)
	if err != nil {
		return err
	}
	return s.fake([2]byte{xKeyDown, key}, [2]byte{xKeyUp, key})
}

// pressWith is press while another key is down.
func (s *screen) pressWith(modifier, symbol uint32) error {
	mod, err1 := s.key(modifier)
	key, err2 := s.key(symbol)
	if err := errors.Join(err1, err2); err != nil {
		return err
	}
	return s.fake([2]byte{xKeyDown, mod}, [2]byte{xKeyDown, key}, [2]byte{xKeyUp, key}, [2]byte{xKeyUp, mod})
}

// key is the number of the key with a symbol.
func (s *screen) key(symbol uint32) (byte, error) {
	for i, k := range s.keys {
		if k == symbol && i%s.perKey == 0 {
			return s.first + byte(i/s.perKey), nil
		}
	}
	return 0, fmt.Errorf("no key types symbol %#x", symbol)
}

// click presses and releases the left button at a place.
func (s *screen) click(x, y int) error {
	body := make([]byte, 32)
	body[0] = xMotion
	binary.LittleEndian.PutUint32(body[8:], s.root)
	binary.LittleEndian.PutUint16(body[20:], uint16(x))
	binary.LittleEndian.PutUint16(body[22:], uint16(y))
	if err := s.send(s.xtest, 2, body); err != nil {
		return err
	}
	return s.fake([2]byte{xButtonDown, 1}, [2]byte{xButtonUp, 1})
}

// fake has events of the keyboard or the mouse come from nowhere.
func (s *screen) fake(events ...[2]byte) error {
	for _, e := range events {
		body := make([]byte, 32)
		body[0], body[1] = e[0], e[1]
		if err := s.send(s.xtest, 2, body); err != nil {
			return err
		}
	}
	_, err := s.ask(xGetFocus, 0, nil) // its reply says that they were taken
	return err
}

// window gives the largest window that can be seen, 0 where there is none.
func (s *screen) window() (uint32, error) {
	tree, err := s.ask(xQueryTree, 0, u32(s.root))
	if err != nil {
		return 0, err
	}
	largest, area := uint32(0), 10_000
	for b := tree[32:]; len(b) >= 4; b = b[4:] {
		id := binary.LittleEndian.Uint32(b)
		attributes, err := s.ask(xWindowAttributes, 0, u32(id))
		if err != nil || attributes[26] != 2 {
			continue // gone meanwhile, or not to be seen
		}
		g, err := s.ask(xGeometry, 0, u32(id))
		if err != nil {
			continue
		}
		if a := int(binary.LittleEndian.Uint16(g[16:])) * int(binary.LittleEndian.Uint16(g[18:])); a > area {
			largest, area = id, a
		}
	}
	return largest, nil
}

// underPointer stands for whatever window the pointer is over.
const underPointer = 1

// focus gives a window the keyboard, which nobody does without a window manager.
func (s *screen) focus(window uint32) error {
	if err := s.send(xSetFocus, 0, u32(window, 0)); err != nil {
		return err
	}
	reply, err := s.ask(xGetFocus, 0, nil)
	if err == nil && binary.LittleEndian.Uint32(reply[8:]) != window {
		err = errors.New("the window does not take the keyboard")
	}
	return err
}

// pixels reads a part of the screen, four bytes a pixel.
func (s *screen) pixels(r image.Rectangle) ([]byte, error) {
	body := u32(s.root)
	for _, v := range []int{r.Min.X, r.Min.Y, r.Dx(), r.Dy()} {
		body = binary.LittleEndian.AppendUint16(body, uint16(v))
	}
	reply, err := s.ask(xGetImage, 2, append(body, 0xff, 0xff, 0xff, 0xff))
	if err != nil {
		return nil, err
	}
	return reply[32:], nil
}
