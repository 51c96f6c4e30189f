package message

// Why a card, or a file on it, is not copied. Folder is made safe to show; error is what
// the system said.
const (
	IngestNoDestination = "ingest.no_destination"
	IngestNoCard        = "ingest.no_card"   // folder: text
	IngestOntoCard      = "ingest.onto_card" // folder: text
	IngestNested        = "ingest.nested"    // folder: text
	IngestNoFolder      = "ingest.no_folder" // folder: text

	IngestFull     = "ingest.full"
	IngestReadOnly = "ingest.read_only"
	IngestMismatch = "ingest.mismatch"
	IngestChanged  = "ingest.changed"
	IngestGone     = "ingest.gone"
	IngestDenied   = "ingest.denied" // error: text
	IngestNoName   = "ingest.no_name"
	IngestStopped  = "ingest.stopped"
	IngestFailed   = "ingest.failed" // error: text
)

func ingestSentences() []entry {
	return []entry{
		{IngestNoDestination, "Choose the folder that the photos go to."},
		{IngestNoCard, "{{.folder}} cannot be read. Is the card connected?"},
		{IngestOntoCard, "{{.folder}} is on the card, or around it. The card is never written to: choose another folder."},
		{IngestNested, "{{.folder}} is for a backup: choose a folder that is not the first one, nor in it, nor around it."},
		{IngestNoFolder, "{{.folder}} is no folder."},

		{IngestFull, "The disk is full: free some space or choose another folder."},
		{IngestReadOnly, "The folder is read-only: choose another one."},
		{IngestMismatch, "The copy was not the same when it was read back, and was removed: check the disk, its cable and the memory."},
		{IngestChanged, "The file changed while it was read: run it again."},
		{IngestGone, "The file cannot be read any more: was the card or drive removed?"},
		{IngestDenied, "Permission denied ({{.error}})."},
		{IngestNoName, "Too many files of that name are in the folder."},
		{IngestStopped, "Stopped before it was finished; nothing of it was left in the folder."},
		{IngestFailed, "It could not be copied ({{.error}})."},
	}
}
