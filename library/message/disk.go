package message

// What a disk or drive says, wherever that was asked.
const (
	DiskFull        = "disk.full"
	DiskReadOnly    = "disk.read_only"
	DiskFailing     = "disk.failing"
	DiskSilent      = "disk.silent"
	DiskNameTooLong = "disk.name_too_long"
	DiskGone        = "disk.gone"
)

func diskSentences() []entry {
	return []entry{
		{DiskFull, "The disk is full: free some space and try again."},
		{DiskReadOnly, "The disk is write-protected: remove the protection, or choose another folder."},
		{DiskFailing, "The disk cannot be read or written: check its connection and its cable, and try again."},
		{DiskSilent, "The drive does not answer: check that it or its network is connected."},
		{DiskNameTooLong, "The name would be too long for this disk: give the photo a shorter one."},
		{DiskGone, "The file is not there: was it moved, or is its drive not connected?"},
	}
}
