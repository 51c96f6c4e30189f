package command

import (
	"fmt"
	"slices"
)

// Table is all commands of the window and the keys that give them now.
type Table struct {
	bindings []*Binding
	byID     map[ID]*Binding
	keys     map[ID][]Key
	byKey    map[Key]*Binding
}

// NewTable puts bindings together, in their order, under their default keys. That
// two have the same ID or key is a mistake of the program and an error.
func NewTable(bindings ...Binding) (*Table, error) {
	t := &Table{byID: map[ID]*Binding{}, keys: map[ID][]Key{}}
	for i := range bindings {
		b := &bindings[i]
		if t.byID[b.ID] != nil || b.ID == "" || b.Title == "" {
			return nil, fmt.Errorf("the command %q stands twice, or has no title", b.ID)
		}
		t.bindings, t.byID[b.ID], t.keys[b.ID] = append(t.bindings, b), b, b.Keys
	}
	var clashes []clash
	if t.byKey, clashes = t.index(t.keys); len(clashes) > 0 {
		c := clashes[0]
		return nil, fmt.Errorf("%s is bound to %q and %q", c.key, c.first, c.second)
	}
	return t, nil
}

// All gives the commands in their order.
func (t *Table) All() []*Binding { return t.bindings }

// Get gives a command, nil where there is none of this name.
func (t *Table) Get(id ID) *Binding { return t.byID[id] }

// Of gives the command of a key, nil where the key means nothing.
func (t *Table) Of(k Key) *Binding { return t.byKey[k] }

// Keys gives the keys of a command; none where it has none.
func (t *Table) Keys(id ID) []Key { return t.keys[id] }

// Hint is how a command's first key is written, "" where it has none.
func (t *Table) Hint(id ID) string {
	if keys := t.keys[id]; len(keys) > 0 {
		return keys[0].String()
	}
	return ""
}

// Row is a line of the keys sheet.
type Row struct {
	Section Section
	Keys    string // "6 – 9", "Ctrl+Z", "" where no key is bound
	Text    string
}

// Rows gives the lines of the keys sheet, by section. Commands that share a line
// are told by their first keys, one by all of its keys.
func (t *Table) Rows() []Row {
	var rows []Row
	for _, s := range Sections() {
		var group []*Binding
		for _, b := range t.bindings {
			if b.Section != s || b.Unlisted {
				continue
			}
			if len(group) > 0 && group[0].row() != b.row() {
				rows, group = append(rows, t.rowOf(group)), nil
			}
			group = append(group, b)
		}
		if len(group) > 0 {
			rows = append(rows, t.rowOf(group))
		}
	}
	return rows
}

// rowOf gives the line of commands with the same text.
func (t *Table) rowOf(group []*Binding) Row {
	row := Row{Section: group[0].Section, Text: group[0].row()}
	if len(group) == 1 {
		// The second Enter goes without saying.
		keys := slices.DeleteFunc(slices.Clone(t.keys[group[0].ID]), func(k Key) bool { return k.Name == "KP_Enter" })
		row.Keys = keysText(keys)
		return row
	}
	var keys []Key
	for _, b := range group {
		if own := t.keys[b.ID]; len(own) > 0 {
			keys = append(keys, own[0])
		}
	}
	row.Keys = keysText(keys)
	return row
}

// clash is a key that two commands want.
type clash struct {
	key           Key
	first, second ID
}

// index finds the command of each key, and the keys that more than one command
// wants, in the order of the commands.
func (t *Table) index(keys map[ID][]Key) (map[Key]*Binding, []clash) {
	byKey := map[Key]*Binding{}
	var clashes []clash
	for _, b := range t.bindings {
		for _, k := range keys[b.ID] {
			if other := byKey[k]; other != nil && other != b {
				clashes = append(clashes, clash{k, other.ID, b.ID})
				continue
			}
			byKey[k] = b
		}
	}
	return byKey, clashes
}
