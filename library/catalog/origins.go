package catalog

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"keeplight.app/keeplight/library"
)

// FieldOrigin says who gave a field of a decision the value that it has. Known is false
// where no step that the journal still holds changed it.
type FieldOrigin struct {
	Origin library.Origin
	Known  bool
}

// DecisionOrigins gives for each field of a photo's decision who gave it its value.
func (c *Catalog) DecisionOrigins(ctx context.Context, id library.ID) (map[DecisionField]FieldOrigin, error) {
	all := map[DecisionField]FieldOrigin{}
	for _, f := range []DecisionField{FlagField, RatingField, LabelField} {
		var o FieldOrigin
		err := c.r.QueryRowContext(ctx, `SELECT s.origin FROM change ch JOIN step s ON s.id = ch.step_id
			WHERE ch.photo_id = ? AND s.undone = 0 AND ch.before_`+string(f)+` <> ch.after_`+string(f)+`
			ORDER BY s.id DESC LIMIT 1`, int64(id)).Scan(&o.Origin)
		switch {
		case errors.Is(err, sql.ErrNoRows):
		case err != nil:
			return nil, fmt.Errorf("reading who decided: %w", explain(err))
		default:
			o.Known = true
		}
		all[f] = o
	}
	return all, nil
}
