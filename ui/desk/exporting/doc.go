// Package exporting is the export form: it plans while the person chooses, and
// then does what was planned.
//
// Flows in: the selected photos or the picks, and choices in the form. Flows out:
// an export job (app/jobs), its progress and its report.
// Does not belong here: what an export does (library/export), drawing the form
// (ui/sheets).
package exporting
