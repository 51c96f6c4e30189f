package models

import offers "keeplight.app/keeplight/assets/models"

// OpenStore gives the store of the models and engines in a catalogue's folder, with those
// that come as offers with this program. The error is that of a table that is broken.
func OpenStore(catalogDir string) (*Store, error) {
	table, err := ReadTable(offers.Offers)
	if err != nil {
		return nil, err
	}
	return NewStore(catalogDir, table, Options{}), nil
}
