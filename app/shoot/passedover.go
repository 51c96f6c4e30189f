package shoot

import (
	"context"

	"keeplight.app/keeplight/library/catalog"
	"keeplight.app/keeplight/library/scan"
)

// PassedOver is what lies in a folder and is not among its photos.
type PassedOver = scan.PassedOver

// Survey says what reading a folder would pass over, by names alone; it works without
// an open shoot. The error is that the folder cannot be read, or the catalogue's.
func Survey(ctx context.Context, cat *catalog.Catalog, folder string) (PassedOver, error) {
	destinations, err := cat.Destinations(ctx)
	if err != nil {
		return PassedOver{}, err
	}
	report, err := scan.Options{Exclude: destinations}.Survey(ctx, folder)
	return report.PassedOver, err
}
