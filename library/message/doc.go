// Package message words what is stored as a code with arguments: the table of
// English templates, which are also the keys of other languages' translations.
// Flows in: library.Message. Flows out: text for one line or paragraph, in
// English or through a translation that the caller brings along.
// Does not belong here: translations, and texts that are never stored, which
// stand where they are shown.
package message
