package scorers

import (
	offers "keeplight.app/keeplight/assets/models"
	"keeplight.app/keeplight/scoring/models"
)

// ModelStore gives the models and engines that are installed in a catalogue's folder, with
// those that this program offers. The error is that of a table of offers that is broken.
func ModelStore(catalogDir string) (*models.Store, error) {
	table, err := models.ReadTable(offers.Offers)
	if err != nil {
		return nil, err
	}
	return models.NewStore(catalogDir, table, models.Options{}), nil
}
