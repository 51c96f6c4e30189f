package message

// Where the pixels that are shown come from, where that is not simply the file's
// picture.
const (
	SourcePreview   = "source.preview"        // size: pixels
	SourceThumbnail = "source.thumbnail"      // size: pixels
	SourceDeveloped = "source.developed"      // decoder: text
	SourceHalfSize  = "source.developed_half" // decoder: text
)

func sourceSentences() []entry {
	return []entry{
		{SourcePreview, "embedded preview {{.size}} px"},
		{SourceThumbnail, "embedded thumbnail {{.size}} px"},
		{SourceDeveloped, "developed by {{.decoder}}"},
		{SourceHalfSize, "developed by {{.decoder}}, half size"},
	}
}
