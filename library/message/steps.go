package message

// What steps of the undo journal did. Name is a file's, made safe to show.
const (
	MarkOne   = "step.one"    // what: message, name: text
	MarkMany  = "step.many"   // what: message, count: count
	MarksMany = "step.joined" // first, second: message

	Several = "marks.several"

	FlagPick   = "marks.pick"
	FlagReject = "marks.reject"
	FlagNone   = "marks.no_flag"

	Stars0 = "marks.no_stars"
	Stars1 = "marks.1_star"
	StarsN = "marks.stars" // stars: count

	LabelNone   = "marks.no_label"
	LabelRed    = "marks.red"
	LabelYellow = "marks.yellow"
	LabelGreen  = "marks.green"
	LabelBlue   = "marks.blue"
	LabelPurple = "marks.purple"

	// The same after another mark, within a sentence.
	AndStars0      = "marks.and_no_stars"
	AndLabelNone   = "marks.and_no_label"
	AndLabelRed    = "marks.and_red"
	AndLabelYellow = "marks.and_yellow"
	AndLabelGreen  = "marks.and_green"
	AndLabelBlue   = "marks.and_blue"
	AndLabelPurple = "marks.and_purple"

	Rotated = "step.rotated"
	Grouped = "step.grouped"
	Ingest  = "step.imported"
	Trashed = "step.trashed"

	// What sidecars of other programs said. Folder is a path, made safe to show.
	SidecarOne     = "step.sidecar"           // name: text
	SidecarMany    = "step.sidecars"          // count: count, folder: text
	ScoreStarsOne  = "step.stars_from_score"  // name: text
	ScoreStarsMany = "step.stars_from_scores" // count: count
)

func stepSentences() []entry {
	return []entry{
		{MarkOne, "{{.what}} for {{.name}}"},
		{MarkMany, "{{.what}} for {{.count}} photos"},
		{MarksMany, "{{.first}}, {{.second}}"},
		{Several, "Several decisions"},

		{FlagPick, "Pick"},
		{FlagReject, "Reject"},
		{FlagNone, "No flag"},
		{Stars0, "No stars"},
		{Stars1, "1 star"},
		{StarsN, "{{.stars}} stars"},
		{LabelNone, "No label"},
		{LabelRed, "Red label"},
		{LabelYellow, "Yellow label"},
		{LabelGreen, "Green label"},
		{LabelBlue, "Blue label"},
		{LabelPurple, "Purple label"},
		{AndStars0, "no stars"},
		{AndLabelNone, "no label"},
		{AndLabelRed, "red label"},
		{AndLabelYellow, "yellow label"},
		{AndLabelGreen, "green label"},
		{AndLabelBlue, "blue label"},
		{AndLabelPurple, "purple label"},

		{Rotated, "Rotation"},
		{Grouped, "Grouping"},
		{Ingest, "Import"},
		{Trashed, "Move to the trash"},

		{SidecarOne, "Read from the sidecar of {{.name}}"},
		{SidecarMany, "Read from sidecars of {{.count}} photos in {{.folder}}"},
		{ScoreStarsOne, "Stars by score for {{.name}}"},
		{ScoreStarsMany, "Stars by score for {{.count}} photos"},
	}
}
