// Package filtering shows only the photos that a person wants to see: the filter
// panel, the search, filters that were saved.
//
// Flows in: choices in the panel, commands. Flows out: the session's filter, and
// what the panel shows.
// Does not belong here: what a filter means (library/query), drawing (ui/filters).
package filtering
