package main

import "fmt"

// code gives the key that types a symbol of X by itself.
func (s *screen) code(symbol uint32) (byte, error) {
	for i, k := range s.keys {
		if k == symbol && i%s.perKey == 0 {
			return s.first + byte(i/s.perKey), nil
		}
	}
	return 0, fmt.Errorf("no key types symbol %#x", symbol)
}

// fakeWith presses a key while another is held.
func (s *screen) fakeWith(held, symbol uint32) error {
	a, err := s.code(held)
	if err != nil {
		return err
	}
	b, err := s.code(symbol)
	if err != nil {
		return err
	}
	return s.fake([2]byte{xKeyDown, a}, [2]byte{xKeyDown, b}, [2]byte{xKeyUp, b}, [2]byte{xKeyUp, a})
}
