package catalog

import (
	"context"
	"database/sql"
	"errors"

	"keeplight.app/keeplight/library"
)

// FacesSetting is the setting that says whether faces are looked for. While it is
// {"off": true} nothing is stored of any.
const FacesSetting = "faces"

// areFacesOff is true while nothing of faces is kept.
func areFacesOff(ctx context.Context, tx *sql.Tx) (bool, error) {
	var s struct{ Off bool }
	_, err := readSetting(ctx, tx, FacesSetting, &s)
	if errors.Is(err, ErrDamagedRow) {
		return true, nil
	}
	return s.Off, err
}

// ofFace is true for the provenance of a text about a face: its JSON has the setting.
const ofFace = `instr(CAST(body AS TEXT), '"` + library.CloseUpSetting + `":') > 0`

// deleteFaceTexts deletes what models wrote about single faces, and the provenances that
// say where those are. Both tables are emptied at once and written anew without them,
// for the reason that deleteFindings gives.
func deleteFaceTexts(ctx context.Context, tx *sql.Tx) error {
	var some bool
	if err := tx.QueryRowContext(ctx, `SELECT EXISTS (SELECT 1 FROM provenance WHERE `+ofFace+`)`).Scan(&some); err != nil || !some {
		return err
	}
	for _, statement := range []string{
		`CREATE TEMP TABLE kept_provenance AS SELECT * FROM provenance WHERE NOT (` + ofFace + `)`,
		`CREATE TEMP TABLE kept_explanation AS SELECT * FROM explanation WHERE provenance_id IN (SELECT id FROM kept_provenance)`,
		`DELETE FROM explanation`,
		`DELETE FROM provenance`,
		`INSERT INTO provenance SELECT * FROM kept_provenance`,
		`INSERT INTO explanation SELECT * FROM kept_explanation`,
		`DROP TABLE kept_explanation`,
		`DROP TABLE kept_provenance`,
	} {
		if err := run(ctx, tx, statement); err != nil {
			return err
		}
	}
	return nil
}

// withoutFaceTexts takes what deleteFaceTexts would delete out of the numbers of rows of a
// catalogue's tables. One of an older version has no texts.
func withoutFaceTexts(ctx context.Context, db querier, rows map[string]int64) error {
	if _, ok := rows["explanation"]; !ok {
		return nil
	}
	var provenances, texts int64
	err := db.QueryRowContext(ctx, `SELECT (SELECT COUNT(*) FROM provenance WHERE `+ofFace+`),
		(SELECT COUNT(*) FROM explanation WHERE provenance_id IN (SELECT id FROM provenance WHERE `+ofFace+`))`).Scan(&provenances, &texts)
	rows["provenance"] -= provenances
	rows["explanation"] -= texts
	return err
}
