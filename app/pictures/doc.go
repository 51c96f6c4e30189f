// Package pictures gives the pixels of photos: thumbnails at the lowest cost,
// previews for scorers, and full pictures for zooming in.
//
// Flows in: photos, a folder for the list of files in quarantine, a store of
// thumbnails. Flows out: pixels, with what is held in memory and decoded at once
// bounded in bytes.
// Does not belong here: how bytes become pixels (library/picture), what a scorer
// makes of them (scoring), how they are drawn (ui).
package pictures
