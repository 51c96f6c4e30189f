package catalog

import (
	"path/filepath"

	"github.com/adrg/xdg"
)

// DefaultDir is where the catalogue is kept when nobody says otherwise:
// "keeplight" in the user's data folder (XDG_DATA_HOME or what the system uses
// instead). It makes no folder.
func DefaultDir() string { return filepath.Join(xdg.DataHome, "keeplight") }
