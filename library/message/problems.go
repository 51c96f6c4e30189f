package message

// Why a photo cannot be shown or scored, and what makes a model's answer
// uncertain. A problem begins in lower case, as it may follow a colon.
const (
	LinkBroken     = "problem.link_broken"
	LinkLoop       = "problem.link_loop"
	LinkRefused    = "problem.link_refused"
	LinkUnusable   = "problem.link" // error: text
	FileGone       = "problem.file_gone"
	FileForbidden  = "problem.permission_denied"
	FileOffline    = "problem.file_unreadable" // reason: text
	FileCut        = "problem.file_cut"
	FileWritten    = "problem.file_still_written"
	KindUnreadable = "problem.kind_unreadable" // format: text; why: text
	CameraUnknown  = "problem.camera_unknown"  // camera: text; decoder: text
	CameraUnnamed  = "problem.camera_unnamed"  // decoder: text
	ReadingBroke   = "problem.reading_broke"   // error: text
	NoPreview      = "problem.no_preview_to_measure"
	NoPreviewShown = "problem.no_preview_to_look_at"
	ScorerBroke    = "problem.scorer_broke" // error: text
	NoAnswer       = "problem.no_answer"    // reason: message

	AnswerNoNumber  = "answer.not_a_number"
	AnswerNoDigit   = "answer.no_digit" // share: percent
	AnswerNoWord    = "answer.no_word"  // share: percent
	AnswerNoEnd     = "answer.no_end"   // share: percent
	AnswerCare      = "answer.care"     // share: percent
	AnswerNothing   = "answer.nothing_to_derive_from"
	AnswerNoOverall = "answer.no_overall" // reason: message
)

func problemSentences() []entry {
	return []entry{
		{LinkBroken, "the link leads to a file that is not there: connect its drive, or put the file back"},
		{LinkLoop, "the link leads to itself: create it again"},
		{LinkRefused, "permission denied for the file that the link leads to: change the permissions of its folder"},
		{LinkUnusable, "the link cannot be followed: {{.error}}"},
		{FileGone, "the file isn't there any more. Is its card or drive connected?"},
		{FileForbidden, "permission denied: change the permissions of the file or its folder"},
		{FileOffline, "the file cannot be read ({{.reason}}). Is its card or drive connected?"},
		{FileCut, "the file ends before the picture does: copy it again from the card"},
		{FileWritten, "the file is still being written: try again when the copy has ended"},
		{KindUnreadable, "this kind of {{.format}} cannot be read: {{.why}}. Export the photo as JPEG to see it here"},
		{CameraUnknown, "{{.decoder}} does not know the RAW files of this camera yet ({{.camera}}), and this one holds no preview. " +
			"Export the photo as JPEG, or as a DNG with a large preview, to see it here"},
		{CameraUnnamed, "{{.decoder}} does not know this kind of RAW file, which does not name its camera, and it holds no preview. " +
			"Export the photo as JPEG, or as a DNG with a large preview, to see it here"},
		{ReadingBroke, "reading the file broke down ({{.error}}): please report it with the file"},
		{NoPreview, "the photo has no preview to measure: it may still be loading or its file may be damaged"},
		{NoPreviewShown, "the photo has no preview to show the model: it may still be loading or its file may be damaged"},
		{ScorerBroke, "the scorer broke down on this photo ({{.error}}): the others go on; please report it with the photo, " +
			"and remove the photo from the folder if it happens again"},
		{NoAnswer, "the model answered no question about this photo with a score: it may be a model that thinks aloud, " +
			"one that was not trained to follow instructions, or one whose file lacks its prompt template. " +
			"Choose an instruct model with vision, such as Qwen3-VL Instruct ({{.reason}})"},

		{AnswerNoNumber, "The model's answer was not a number: its arithmetic broke down on this picture."},
		{AnswerNoDigit, "The model did not answer with a digit: {{.share}} of its answer was something else."},
		{AnswerNoWord, "The model did not answer with one of the words it was offered: {{.share}} of its answer was something else."},
		{AnswerNoEnd, "The model did not end with a number as RealQA's models do: {{.share}} of its answer was something else."},
		{AnswerCare, "Low confidence: {{.share}} of the model's answer was something that it was not asked for."},
		{AnswerNothing, "No attribute could be read, so there is nothing to derive it from."},
		{AnswerNoOverall, "There is no overall score. {{.reason}}"},
	}
}
