package leftout

// ownFolder is a folder that a system or another program keeps for itself. A name
// says which: beginning, whole or ending, folded to lower case.
type ownFolder struct {
	name, prefix, suffix string

	in      string // name of the folder around it, its ending where it begins with a dot; "" for any
	beside  string // ending of a name that must lie beside it, "" for none
	photos  bool   // it may hold photos that are nowhere else, so it is told
	program string // whose it is, and what is in it
}

// ownFolders are all that are left out below a folder that the person opened. One
// that is opened itself is read.
var ownFolders = []ownFolder{
	// Libraries: photos lie in them beside their previews, thumbnails and edits, under
	// names that their program made up. It exports them; who wants the originals opens
	// the library by itself.
	{suffix: ".photoslibrary", photos: true, program: "Apple Photos"},
	{suffix: ".photolibrary", photos: true, program: "iPhoto"},
	{suffix: ".migratedphotolibrary", photos: true, program: "iPhoto, after Photos took it over"},
	{suffix: ".aplibrary", photos: true, program: "Aperture"},
	{suffix: ".migratedaplibrary", photos: true, program: "Aperture, after Photos took it over"},
	{suffix: ".lrlibrary", photos: true, program: "Lightroom's copies of its cloud"},
	{suffix: ".cocatalog", photos: true, program: "Capture One catalogue"},
	{suffix: ".imovielibrary", photos: true, program: "iMovie"},
	{suffix: ".fcpbundle", photos: true, program: "Final Cut Pro"},
	{name: "photo booth library", photos: true, program: "Photo Booth"},
	{name: "trash", beside: ".cosessiondb", photos: true, program: "Capture One session: photos thrown away"},

	// What a library's program makes of the originals, in a library that was opened by
	// itself: each photo would be there two or three times.
	{name: "resources", in: ".photoslibrary", program: "derivatives and renders"},
	{name: "database", in: ".photoslibrary", program: "its database"},
	{name: "private", in: ".photoslibrary", program: "caches of the system's services"},
	{name: "internal", in: ".photoslibrary", program: "its database"},
	{name: "external", in: ".photoslibrary", program: "its database"},
	{name: "scopes", in: ".photoslibrary", program: "copies for sharing"},
	{prefix: "data", in: ".photolibrary", program: "thumbnails"},
	{name: "previews", in: ".photolibrary", program: "previews"},
	{name: "thumbnails", in: ".photolibrary", program: "thumbnails"},
	{name: "previews", in: ".aplibrary", program: "previews"},
	{name: "thumbnails", in: ".aplibrary", program: "thumbnails"},
	{name: "cache", in: ".cocatalog", program: "previews and thumbnails"},

	// Previews and settings: no photo in them is one of the person's.
	{suffix: ".lrdata", program: "Lightroom's previews"},
	{suffix: ".lrcat-data", program: "Lightroom's masks"},
	{name: "cache", in: "captureone", program: "Capture One's previews"},
	{prefix: "settings", in: "captureone", program: "Capture One's settings and masks"},
	{name: "nksc_param", program: "Nikon's settings"},
	{name: "silkypix_ds", program: "SilkyPix's settings"},
	{prefix: "exposure", in: "exposure software", program: "Exposure's settings"},
	{prefix: "exposure", in: "alien skin", program: "Exposure's settings"},
	{prefix: "mipmaps-", suffix: ".d", program: "darktable's previews"},
	{name: "thumbs", beside: "encoded-video", program: "Immich's previews"},
	{name: "encoded-video", beside: "thumbs", program: "Immich's videos"},
	{prefix: "appdata_oc", program: "Nextcloud's previews"},
	{name: "@eadir", program: "Synology's thumbnails"},
	{name: "@__thumb", program: "QNAP's thumbnails"},
	{suffix: ".app", program: "a macOS program with its icons"},
	{name: "node_modules", program: "Node.js packages with their icons"},
	{name: "__macosx", program: "resource forks of an archive"},

	// Trash, snapshots and what a file system keeps.
	{name: "$recycle.bin", program: "Windows' trash"},
	{name: "recycler", program: "Windows' trash"},
	{name: "#recycle", program: "Synology's trash"},
	{name: "@recycle", program: "QNAP's trash"},
	{name: "#snapshot", program: "Synology's snapshots"},
	{name: "@recently-snapshot", program: "QNAP's snapshots"},
	{name: "~snapshot", program: "NetApp's snapshots"},
	{name: "system volume information", program: "Windows"},
	{name: "lost+found", program: "pieces that a check of the disk found"},
}
