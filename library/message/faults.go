package message

// Why a decoder gives no picture of a file. Decoders, some of which are processes of
// their own, say so in English; Recognise finds the code of what they said.
const (
	FileEmpty        = "fault.empty"
	FaultSize        = "fault.header_size"     // width, height: text
	FaultName        = "fault.another_format"  // format: text
	FaultStart       = "fault.no_start"        // the picture's
	FaultDescription = "fault.not_described"   // what should describe the picture
	FaultNoPicture   = "fault.no_picture"      // the file has none
	FaultWords       = "fault.decoder_says"    // words: text
	FaultOther       = "fault.damaged"         // words: text
	TooManyPixels    = "fault.too_many_pixels" // width, height, most (in millions): text
	TooMuchMemory    = "fault.too_much_memory" // width, height, megabytes: text
	TooLargeOther    = "fault.too_large"       // words: text
	FileTooLarge     = "fault.file_too_large"  // size, most (both in MB): text
	FormatUnread     = "fault.format_unread"   // format: text
	FormatUnknown    = "fault.format_unknown"
	RAWNoPreview     = "fault.raw_no_preview"
	JPEGBits         = "fault.jpeg_bits"        // bits: text
	FormatLacking    = "fault.format_lacking"   // format: text; why: text or message
	RAWLacking       = "fault.raw_lacking"      // why: text or message
	DecoderLacking   = "fault.decoder_lacking"  // program: text
	LibraryLacking   = "fault.library_lacking"  // program, library, package: text
	PluginLacking    = "fault.plugin_lacking"   // library, codec, package: text
	DecoderVersion   = "fault.decoder_version"  // program: text
	DecoderNoStart   = "fault.decoder_no_start" // program, error: text
)

// faultSentences are in an order in which the first that fits is the one that says
// most.
func faultSentences() []entry {
	return []entry{
		{FileEmpty, "the file is empty"},
		{FaultSize, "the file is damaged: its header says {{.width}} x {{.height}} pixels"},
		{FaultName, "the file is damaged: its name says {{.format}}, but it is something else"},
		{FaultStart, "the file is damaged: it ends before its picture begins"},
		{FaultDescription, "the file is damaged: it ends before its picture is described"},
		{FaultNoPicture, "the file is damaged: it decodes to no picture"},
		{FaultWords, "the file is damaged: its decoder says: {{.words}}"},
		{FaultOther, "the file is damaged: {{.words}}"},
		{TooManyPixels, "the picture is too large: {{.width}} x {{.height}} pixels, at most {{.most}} million are read"},
		{TooMuchMemory, "the picture is too large: {{.width}} x {{.height}} pixels need more than {{.megabytes}} MB to decode"},
		{TooLargeOther, "the picture is too large: {{.words}}"},
		{FileTooLarge, "the file is too large: {{.size}} MB, at most {{.most}} MB are decoded"},
		{FormatUnread, "{{.format}} pictures cannot be read by this version yet; export this photo as JPEG to see it here"},
		{FormatUnknown, "this is not a picture in a known format"},
		{RAWNoPreview, "this RAW file holds no preview that can be read; develop it to a JPEG to see it here"},
		{JPEGBits, "this is a JPEG of {{.bits}} bits per channel, and only those of 8 can be read"},
		{FormatLacking, "{{.format}} pictures cannot be read: {{.why}}. Until that is fixed, export this photo as JPEG to see it here"},
		{RAWLacking, "RAW files without a preview that is large enough cannot be developed: {{.why}}. Until that is fixed, export this photo as JPEG to see it here"},
		{DecoderLacking, "the program {{.program}} is not installed; put it beside this program, or build it with 'make build'"},
		{LibraryLacking, "the {{.program}} here was built without {{.library}}; on Debian and Ubuntu install {{.package}} and build it again with 'make build'"},
		{PluginLacking, "{{.library}} here has no {{.codec}} decoder; on Debian and Ubuntu install {{.package}}"},
		{DecoderVersion, "{{.program}} is of another version than this program: install both together"},
		{DecoderNoStart, "{{.program}} cannot be started ({{.error}})"},
	}
}
