// Package difference says how two scores differ: by how much on each attribute, and
// whether their stated uncertainties let anybody tell which photo has more of it.
//
// Flows in: scores of two photos, or of a photo and the mean of several. Flows out:
// differences with their spreads, and why two scores are not compared.
// Does not belong here: words for people (ui/desk/views), how scores are made, what a
// stated uncertainty is worth (scoring/agreement).
package difference
