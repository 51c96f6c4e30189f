// Package language has the window speak the system's language: it loads the
// translations, and writes numbers, dates and names as that language does.
//
// Flows in: the files of assets/translations, and values. Flows out: texts.
// Does not belong here: whole sentences, which stand where they are shown, and
// what is stored or printed, which stays English (library/plain).
package language
