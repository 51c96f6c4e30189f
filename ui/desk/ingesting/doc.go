// Package ingesting is the form for importing from a card: it looks at the card while
// the person chooses, copies it while they cull, and says when a card is connected.
//
// Flows in: the cards that are connected, and choices in the form. Flows out: an ingest
// job (app/jobs), its progress and its report, and the folder that is opened.
// Does not belong here: what an ingest does (library/ingest), drawing the form
// (ui/sheets), opening folders (ui/desk/folders).
package ingesting
