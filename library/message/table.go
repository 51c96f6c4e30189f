package message

// newerTemplate is for a message that a newer version stored.
const newerTemplate = "A newer version of Keeplight wrote this ({{.code}})."

// entry is a code with its English template.
type entry struct{ code, template string }

// Template gives the English template of a code, with arguments as {{.name}}. It
// is also the key under which translations are found.
func Template(code string) (text string, ok bool) {
	for _, table := range tables() {
		for i := range table {
			if table[i].code == code {
				return table[i].template, true
			}
		}
	}
	return "", false
}

// Codes gives every code that Template knows.
func Codes() []string {
	var all []string
	for _, table := range tables() {
		for i := range table {
			all = append(all, table[i].code)
		}
	}
	return all
}

// Templates gives every template that a message may be worded with: the keys that
// a language translates.
func Templates() []string {
	all := []string{newerTemplate}
	for _, table := range tables() {
		for i := range table {
			all = append(all, table[i].template)
		}
	}
	return all
}

func tables() [][]entry {
	return [][]entry{
		claritySentences(), misfireSentences(), lightSentences(), subjectSentences(),
		problemSentences(), decodingSentences(), damageSentences(), stepSentences(),
		sourceSentences(), stackSentences(), ingestSentences(), faultSentences(), exportSentences(), diskSentences(),
	}
}
