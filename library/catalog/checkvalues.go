package catalog

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"

	"keeplight.app/keeplight/library"
)

// checkedColumn is a column of JSON that Check decodes.
type checkedColumn struct {
	name  string // of many, such as "settings"
	query string // gives the value, and a text that says how it is read
	valid func(b []byte, kind string) bool
}

func checkedColumns() []checkedColumn {
	return []checkedColumn{
		{"scores", `SELECT body, '' FROM score`, func(b []byte, _ string) bool { _, err := decodeScore(b); return err == nil }},
		{"origins of scores", `SELECT body, '' FROM provenance`, func(b []byte, _ string) bool { _, err := decodeProvenance(b); return err == nil }},
		{"settings", `SELECT value, '' FROM setting`, func(b []byte, _ string) bool { return validJSON(b) }},
		{"keywords", `SELECT keywords, '' FROM photo WHERE keywords <> ''`, func(b []byte, _ string) bool { return validKeywords(b) }},
		{"contents of sidecars", `SELECT written, '' FROM sidecar WHERE written <> ''`, func(b []byte, _ string) bool {
			return json.Unmarshal(b, new(SidecarContent)) == nil
		}},
		{"what sidecars said", `SELECT said, '' FROM sidecar WHERE said <> ''`, func(b []byte, _ string) bool {
			return json.Unmarshal(b, new(SidecarSaid)) == nil
		}},
		{"findings", `SELECT body, '' FROM finding`, func(b []byte, _ string) bool { return json.Unmarshal(b, new(map[string]float64)) == nil }},
		{"tastes", `SELECT weights, '' FROM taste WHERE weights <> '' UNION ALL SELECT gate, '' FROM taste WHERE gate <> ''`, func(b []byte, _ string) bool { return validJSON(b) }},
		{"steps to undo", `SELECT p.before_value, s.kind FROM step_photo p JOIN step s ON s.id = p.step_id
			UNION ALL SELECT p.after_value, s.kind FROM step_photo p JOIN step s ON s.id = p.step_id`, validStepValue},
	}
}

// checkValues decodes every stored JSON value.
func (c *Catalog) checkValues(ctx context.Context) error {
	var damaged []string
	for _, v := range checkedColumns() {
		bad := 0
		err := query(ctx, c.r, func(s scanner) error {
			var b []byte
			var kind string
			if err := s.Scan(&b, &kind); err != nil {
				return err
			}
			if !v.valid(b, kind) {
				bad++
			}
			return nil
		}, v.query)
		if err != nil {
			return fmt.Errorf("checking stored values: %w", err)
		}
		if bad > 0 {
			damaged = append(damaged, fmt.Sprintf("%s: %d", v.name, bad))
		}
	}
	if len(damaged) > 0 {
		return fmt.Errorf("%w (%s); photos whose scores are damaged can be scored again, the others' count as not stored",
			ErrDamagedRow, strings.Join(damaged, ", "))
	}
	return nil
}

// validStepValue is true for what a step of this kind may hold of one photo. What
// a newer version's kinds hold is only known to be JSON.
func validStepValue(b []byte, kind string) bool {
	switch library.StepKind(strings.TrimPrefix(kind, passedOver)) {
	case library.RotationStep:
		var turns *library.Rotation
		return json.Unmarshal(b, &turns) == nil && turns != nil && *turns <= library.MaxRotation
	case library.GroupingStep:
		var k *Correction
		// No photo has the number -1, so only a correction's own form counts.
		return json.Unmarshal(b, &k) == nil && (k == nil || *k != (Correction{}) && k.check(-1) == nil)
	case library.ImportStep, library.TrashStep:
		var state fileState
		return json.Unmarshal(b, &state) == nil && len(state.Path) > 0 && (state.Missing == 0 || state.Missing == 1)
	}
	return validJSON(b)
}
