// Package versus draws two scorers side by side: how each agrees with the person's picks,
// and the photos whose place moved most.
//
// Flows in: words, figures and thumbnails. Flows out: callbacks.
// Does not belong here: the comparison itself (scoring/versus), who is compared
// (ui/desk/versus).
package versus
