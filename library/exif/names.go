package exif

import (
	"strings"
	"unicode"
)

// maxName bounds in bytes the names that are kept.
const maxName = 100

// cleanText cuts a text at its first NUL, drops what cannot be shown, and joins
// what is left with single spaces.
func cleanText(s string) string {
	s, _, _ = strings.Cut(s, "\x00")
	s = strings.Map(func(r rune) rune {
		switch {
		case r == unicode.ReplacementChar, unicode.Is(unicode.Cf, r):
			return -1
		case unicode.IsControl(r), unicode.IsSpace(r):
			return ' '
		}
		return r
	}, s)
	s = strings.Join(strings.Fields(s), " ")
	if len(s) > maxName {
		s = strings.TrimSpace(strings.ToValidUTF8(s[:maxName], ""))
	}
	return s
}

// brands gives, for the words with which makers begin their own name or a
// model's, the name by which photographers know them.
func brands() [][2]string {
	return [][2]string{
		{"agfa", "Agfa"},
		{"asahi", "Pentax"},
		{"apple", "Apple"},
		{"canon", "Canon"},
		{"casio", "Casio"},
		{"dji", "DJI"},
		{"eastman kodak", "Kodak"},
		{"epson", "Epson"},
		{"seiko epson", "Epson"},
		{"fujifilm", "Fujifilm"},
		{"fuji photo", "Fujifilm"},
		{"google", "Google"},
		{"gopro", "GoPro"},
		{"hasselblad", "Hasselblad"},
		{"hewlett-packard", "HP"},
		{"hewlett packard", "HP"},
		{"hp", "HP"},
		{"huawei", "Huawei"},
		{"kodak", "Kodak"},
		{"konica minolta", "Konica Minolta"}, // before the shorter one
		{"konica", "Konica"},
		{"leica", "Leica"},
		{"lg electronics", "LG"},
		{"minolta", "Minolta"},
		{"motorola", "Motorola"},
		{"nikon", "Nikon"},
		{"nokia", "Nokia"},
		{"olympus", "Olympus"},
		{"om digital solutions", "OM System"},
		{"panasonic", "Panasonic"},
		{"pentax", "Pentax"},
		{"phase one", "Phase One"},
		{"ricoh", "Ricoh"},
		{"samsung", "Samsung"},
		{"sanyo", "Sanyo"},
		{"sigma", "Sigma"},
		{"sony", "Sony"},
		{"toshiba", "Toshiba"},
		{"xiaomi", "Xiaomi"},
	}
}

// brandOf gives the brand that a text begins with and what follows it.
func brandOf(s string) (brand, rest string) {
	for _, b := range brands() {
		if rest, ok := cutWords(s, b[0]); ok {
			return b[1], rest
		}
	}
	return "", s
}

// cutWords removes whole words from the start of a text; case does not matter.
func cutWords(s, words string) (rest string, ok bool) {
	if words == "" || len(s) < len(words) || !strings.EqualFold(s[:len(words)], words) {
		return s, false
	}
	rest = s[len(words):]
	if rest != "" && rest[0] != ' ' {
		return s, false
	}
	return strings.TrimSpace(rest), true
}

// cameraName joins the names of maker and model so that the brand stands in
// front once: "NIKON CORPORATION" and "NIKON D750" become "Nikon D750".
func cameraName(maker, model string) string {
	maker, model = cleanText(maker), cleanText(model)
	rest, repeated := cutWords(model, maker)
	brand, _ := brandOf(maker)
	if brand == "" {
		brand = maker
	}
	if own, after := brandOf(model); own != "" {
		// A model's own brand is the better known: Ricoh builds "PENTAX K-1".
		brand, rest, repeated = own, after, true
	}
	if !repeated {
		rest = model
	}
	return strings.TrimSpace(brand + " " + rest)
}

// lensName cleans a lens's name; what cameras write where they know no lens is
// no name.
func lensName(s string) string {
	s = cleanText(s)
	if !strings.ContainsFunc(s, unicode.IsLetter) && !strings.ContainsFunc(s, func(r rune) bool { return r >= '1' && r <= '9' }) {
		return ""
	}
	switch strings.ToLower(s) {
	case "none", "unknown", "n/a", "no lens", "0.0 mm f/0.0", "0mm f/0", "0 mm f/0":
		return ""
	}
	return s
}
