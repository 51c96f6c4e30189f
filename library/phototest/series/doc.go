// Package series draws shoots for tests of grouping: bursts, brackets, panoramas,
// two cameras at once and single photos, with varied pace, hand, light and clocks,
// each frame with the group that it truly belongs to.
//
// Flows in: a seed. Flows out: frames with pixels, capture facts and the truth.
// Does not belong here: grouping (library/burst), pictures whose quality matters
// (library/demo).
package series
