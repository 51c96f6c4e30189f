package message

import (
	"strings"

	"keeplight.app/keeplight/library"
)

// What is wrong with a file that can still be shown. Every code begins with
// damageCodes, as the catalogue tells these from problems by it.
const (
	damageCodes = "damage."

	DamageNoEnd   = "damage.no_end"
	DamageCut     = "damage.cut_off" // missing: percent
	DamageCoarse  = "damage.coarse"
	DamageSpoiled = "damage.spoiled"
	DamageDecoder = "damage.decoder" // words: text

	NotScored   = "problem.damage_not_scored"   // damage: message
	NotSearched = "problem.damage_not_searched" // damage: message
)

func damageSentences() []entry {
	return []entry{
		{DamageNoEnd, "the file lacks the marker at its end, but the whole picture is there"},
		{DamageCut, "the file ends early: the lower {{.missing}} of the picture is missing. Copy it again from the card"},
		{DamageCoarse, "the file ends early: the picture lacks fine detail or colour. Copy it again from the card"},
		{DamageSpoiled, "the file is damaged: parts of the picture are wrong. Copy it again from the card"},
		{DamageDecoder, "{{.words}}. Copy it again from the card"},

		{NotScored, "{{.damage}}. It is not scored, because what is missing would count against it"},
		{NotSearched, "{{.damage}}. Nobody looks for faces in it, because they may be in what is missing"},
	}
}

// IsDamage is true for a note on a file that can be shown all the same, and false
// for a problem.
func IsDamage(m library.Message) bool { return strings.HasPrefix(m.Code(), damageCodes) }
