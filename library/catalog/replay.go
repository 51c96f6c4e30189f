package catalog

import "keeplight.app/keeplight/library"

// side is one of the two states between which a step leads.
type side string

const (
	undoneSide side = "before"
	doneSide   side = "after"
)

// replaying gives the statements that bring a step's photos to one side of it,
// each with the step's number as its only parameter; ok is false for a kind that
// a newer version has. Doing, undoing and redoing a step of any kind is this.
func replaying(kind library.StepKind, to side) (statements []string, ok bool) {
	value := string(to) + "_value"
	const photo = ` FROM step_photo s WHERE s.step_id = ? AND photo.id = s.photo_id`
	switch kind {
	case library.MarksStep:
		s := string(to)
		return []string{`UPDATE photo SET flag = ch.` + s + `_flag, rating = ch.` + s + `_rating, label = ch.` + s + `_label
			FROM change ch WHERE ch.step_id = ? AND photo.id = ch.photo_id`}, true
	case library.RotationStep:
		return []string{`UPDATE photo SET rotation = json_extract(s.` + value + `, '$')` + photo}, true
	case library.GroupingStep:
		return []string{
			`DELETE FROM group_correction WHERE photo_id IN (SELECT photo_id FROM step_photo WHERE step_id = ?)`,
			`INSERT INTO group_correction (photo_id, kind, other_id)
				SELECT photo_id, json_extract(` + value + `, '$.kind'), json_extract(` + value + `, '$.other')
				FROM step_photo WHERE step_id = ? AND json_type(` + value + `) = 'object'`,
		}, true
	case library.ImportStep:
		return nil, true // the files stay where they are
	case library.TrashStep:
		return []string{`UPDATE photo SET missing = json_extract(s.` + value + `, '$.missing')` + photo}, true
	}
	return nil, false
}

// movesFiles is true for steps whose photos' files are elsewhere before and
// after them.
func movesFiles(kind library.StepKind) bool { return kind == library.TrashStep }
