// Package store keeps sidecars on the disk: it reads them with what tells one version
// from another, and replaces, makes and removes them so that no other program's change
// is ever lost.
//
// Flows in: a path, the version that was read, new bytes. Flows out: the version that
// is there now, and a backup of what another program wrote.
// Does not belong here: what the bytes mean (library/sidecar), whether to write at all
// (app/sidecars).
package store
