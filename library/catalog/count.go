package catalog

import (
	"context"
	"fmt"
)

// Counts says how many photos there are of each kind.
type Counts struct {
	Total, Missing           int
	Picks, Rejects, NoChoice int // NoChoice is neither picked nor rejected
}

// Count counts the photos below the folders, as Photos would list them.
func (c *Catalog) Count(ctx context.Context, folders []string) (Counts, error) {
	const text = `SELECT count(*), total(missing), total(flag = 1), total(flag = -1), total(flag = 0) FROM photo`
	var n Counts
	add := func(where string, args ...any) error {
		var total, missing, picks, rejects, none float64
		err := c.r.QueryRowContext(ctx, text+where, args...).Scan(&total, &missing, &picks, &rejects, &none)
		if err != nil {
			return fmt.Errorf("counting photos: %w", explain(err))
		}
		n.Total += int(total)
		n.Missing += int(missing)
		n.Picks += int(picks)
		n.Rejects += int(rejects)
		n.NoChoice += int(none)
		return nil
	}
	if folders == nil {
		err := add("")
		return n, err
	}
	for _, prefix := range prefixes(folders) {
		if err := add(" WHERE path >= ? AND path < ?", []byte(prefix), after(prefix)); err != nil {
			return n, err
		}
	}
	return n, nil
}
