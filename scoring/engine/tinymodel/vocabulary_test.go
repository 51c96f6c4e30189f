package tinymodel

import "testing"

func TestBytesAreSpelledAsInGPT2(t *testing.T) {
	for text, want := range map[string]string{" t": "Ġt", "\n\n": "ĊĊ", "0": "0", "é": "Ã©", "\x00": "Ā", "\x7f": "ġ", "\xad": "Ń"} {
		if got := spell(text); got != want {
			t.Errorf("%q is spelled %q, want %q", text, got, want)
		}
	}
	seen := map[rune]byte{}
	for b := range 256 {
		r := spelling(byte(b))
		if other, twice := seen[r]; twice {
			t.Errorf("bytes %#x and %#x are both spelled %q", other, b, r)
		}
		seen[r] = byte(b)
	}
}

func TestEveryByteIsAToken(t *testing.T) {
	v := newVocabulary(false).fill(vocabularySize)
	for b := range 256 {
		if id, err := v.token(string([]byte{byte(b)})); err != nil || id != b {
			t.Errorf("byte %#x is token %d, %v", b, id, err)
		}
	}
}

func TestNoTokenIsThereTwice(t *testing.T) {
	for _, noDigits := range []bool{false, true} {
		v := newVocabulary(noDigits).fill(vocabularySize)
		if len(v.ids) != len(v.tokens) || len(v.tokens) != vocabularySize || len(v.kinds) != len(v.tokens) {
			t.Errorf("without digits %v: %d tokens have %d names and %d kinds", noDigits, len(v.tokens), len(v.ids), len(v.kinds))
		}
	}
}

func TestWithoutDigitsNoDigitIsAToken(t *testing.T) {
	with, without := newVocabulary(false).fill(vocabularySize), newVocabulary(true).fill(vocabularySize)
	for _, d := range []string{"0", "1", "2", "3", "4", "5", "6", "7", "8", "9"} {
		if _, err := with.token(d); err != nil {
			t.Error(err)
		}
		if id, err := without.token(d); err == nil {
			t.Errorf("%s is token %d", d, id)
		}
	}
	for _, w := range WordBeginnings() {
		if _, err := without.token(w); err != nil {
			t.Error(err)
		}
	}
}
