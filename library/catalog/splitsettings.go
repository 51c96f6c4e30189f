package catalog

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
)

// splitSettings gives each part of the setting "window" of version 3, which held
// everything, to its owner. It is frozen: what a later version changes of these
// settings belongs into a migration of its own. A setting that is damaged stays
// as it is, for Check to tell of.
func splitSettings(ctx context.Context, tx *sql.Tx) error {
	var all map[string]json.RawMessage
	found, err := readSetting(ctx, tx, "window", &all)
	if errors.Is(err, ErrDamagedRow) || (err == nil && (!found || all == nil)) {
		return nil
	}
	if err != nil {
		return err
	}
	if err := takeModel(ctx, tx, all["model"]); err != nil {
		return err
	}
	if all["scorer"], err = nameScorer(all["scorer"]); err != nil {
		return err
	}
	for owner, keys := range settingOwners() {
		part := map[string]json.RawMessage{}
		for key, old := range keys {
			if value, ok := all[old]; ok && value != nil {
				part[key] = value
			}
		}
		if err := writeSetting(ctx, tx, owner, part); err != nil {
			return err
		}
	}
	return nil
}

// settingOwners gives, by owner, the keys of its settings and what each was
// called in "window".
func settingOwners() map[string]map[string]string {
	return map[string]map[string]string{
		"window": {"width": "width", "height": "height", "tile_side": "tile_side", "inspector": "inspector"},
		"shoot": {
			"folders": "folders", "recent": "recent", "cursor": "cursor", "loupe": "loupe",
			"order": "order", "auto_advance": "auto_advance", "introduced": "introduced",
		},
		"filters": {"filter": "filter", "saved": "saved"},
		"export":  {"to": "export_to", "template": "export_template"},
		"scorers": {"shown": "scorer", "model_on": "model_on", "raw_scores": "raw_scores"},
		"explain": {"form": "explain_form", "in_view": "explain_in_view"},
	}
}

// takeModel makes the model that "window" names the chosen one, where none was
// chosen or what was cannot be read.
func takeModel(ctx context.Context, tx *sql.Tx, model json.RawMessage) error {
	var chosen, offered map[string]any
	found, err := readSetting(ctx, tx, "model", &chosen)
	if err != nil && !errors.Is(err, ErrDamagedRow) {
		return err
	}
	if found && err == nil {
		return nil
	}
	if json.Unmarshal(model, &offered) != nil || offered == nil {
		return nil
	}
	return writeSetting(ctx, tx, "model", model)
}

// nameScorer turns the number of the scorer that is shown into its name, and
// anything else into nothing.
func nameScorer(number json.RawMessage) (json.RawMessage, error) {
	var n int
	if json.Unmarshal(number, &n) != nil {
		return nil, nil
	}
	names := []string{"builtin", "model"}
	if n < 0 || n >= len(names) {
		return nil, nil
	}
	b, err := json.Marshal(names[n])
	if err != nil {
		return nil, fmt.Errorf("naming the scorer: %w", err)
	}
	return b, nil
}
