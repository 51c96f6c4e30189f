package message

// What a person should know before an export starts. Names and folders are made safe to
// show; sizes are text.
const (
	ExportHardLink    = "export.hard_link"
	ExportLinkAway    = "export.link_away"
	ExportReflinkAway = "export.reflink_away"
	ExportUndatedOne  = "export.undated_one" // file: text
	ExportUndated     = "export.undated"     // count: count, file: text
	ExportLeftOut     = "export.left_out"    // to, folder: text
	ExportShowsUp     = "export.shows_up"    // to, folder: text
	ExportNoRoom      = "export.no_room"     // folder, needed, free: text
	ExportPartGone    = "export.part_gone"   // file: text
	ExportUnlisted    = "export.unlisted"    // folder, error: text
)

func exportSentences() []entry {
	return []entry{
		{ExportHardLink, "A hard link is a second name for the original file: editing the exported photo changes the original too."},
		{ExportLinkAway, "The destination is on another volume, where hard links to these photos cannot be made. Copy them instead."},
		{ExportReflinkAway, "The destination is on another volume, so the copies take up space of their own."},
		{ExportUndatedOne, "{{.file}} does not say when it was taken, so the date of its file names it."},
		{ExportUndated, "{{.count}} photos, such as {{.file}}, do not say when they were taken, so the dates of their files name them."},
		{ExportLeftOut, "The destination {{.to}} holds exported copies and is left out when {{.folder}} is read: open it to see the photos that are moved there."},
		{ExportShowsUp, "The destination {{.to}} is inside {{.folder}}, a folder that photos come from, and is not empty: the copies will show up there as new photos."},
		{ExportNoRoom, "There is not enough space in {{.folder}}: {{.needed}} are needed and {{.free}} are free."},
		{ExportPartGone, "{{.file}} is gone; its photo is exported without it."},
		{ExportUnlisted, "Sidecars that are new in {{.folder}} may stay behind, because the folder could not be read: {{.error}}"},
	}
}
