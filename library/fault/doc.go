// Package fault has the program end, or a system call fail, at an exact moment, so
// that tests show that nothing is lost then.
//
// A program built with the tag "fault" asks its environment; every other one is
// built without any of it, and Point is nothing that costs time there.
// KEEPLIGHT_FAULT is "point:n:what", for the n-th time, counted from 1 since it says
// so, that the point is reached: "export.unlink:2:kill". The point "*" counts all of them
// together. What happens is kill, which ends the process as kill -9 does, or
// enospc, erofs, eio, eacces, enodev, which Point gives as the system's error; an
// n of 0 is every time. KEEPLIGHT_FAULT_TRACE names a file that each point's name
// is added to, a line each, when it is reached.
//
// # Points
//
// Each is reached just before the system call that it is called after, "done" after
// the last one:
//
//   - export.stage, export.sync, export.publish, export.syncfolder, export.unlink,
//     export.done, and export.relink, export.withdraw and export.discard where a
//     photo is taken back, and export.aside where it has changed since it arrived;
//   - move.note, move.forget: the note of a move to another volume;
//   - checksum.sync, checksum.rename, checksum.syncfolder: the list of an export's
//     checksums;
//   - sidecar.stage, sidecar.sync, sidecar.rename, sidecar.link, sidecar.unlink,
//     sidecar.remove, sidecar.syncfolder, sidecar.done: a sidecar is written or
//     removed; sidecar.backup: what another program wrote is kept first;
//   - sweep.unlink: what a killed export left;
//   - trash.info, trash.sync, trash.rename, trash.syncfolder, trash.done, and
//     trash.back, trash.forget where files come back;
//   - catalog.commit, catalog.committed: a decision and all else that is written;
//   - catalog.sync, catalog.rename, catalog.syncfolder, catalog.remove: a backup, a
//     restore or a new catalogue gets its name; catalog.aside: the old one leaves it;
//   - catalog.vacuum, catalog.copy: a backup is written, or read;
//   - thumbs.remove: unusable thumbnails are thrown away.
//
// Flows in: the name of a point. Flows out: nil, or the error that the call is to
// fail with.
// Does not belong here: what is tested (the tests of each package, and the rounds of
// `make torture` in cmd/keeplight).
package fault
