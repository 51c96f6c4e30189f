// Package versus holds two scorers, or two versions of one, against each other and
// against what a person decided.
//
// Flows in: what both say of the photos of a shoot, and the decisions. Flows out: the
// photos whose place moved most, and which of both agrees better with the person.
// Does not belong here: how scores are read (app/scorers) and shown.
package versus
