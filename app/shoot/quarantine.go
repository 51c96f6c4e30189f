package shoot

import "keeplight.app/keeplight/library/worker"

// Quarantine opens the list of files that made their decoder crash or hang, which lies
// in the catalogue's folder. Errors are those of worker.OpenQuarantine.
func Quarantine(catalogDir string) (*worker.Quarantine, error) {
	return worker.OpenQuarantine(catalogDir)
}
