// Package filters is the left panel: which folders and which photos are shown.
//
// Flows in: a plain View. Flows out: a new query.Filter, and requests about
// folders and saved filters, through callbacks.
// Does not belong here: matching, counting or sorting (library/query).
package filters
