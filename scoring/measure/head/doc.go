// Package head is the technical head: a machine of radial basis functions that
// gives the opinion score that people would give a picture's technical quality,
// and how far the picture lies from what the machine was fitted on.
//
// Flows in: features as numbers. Flows out: an opinion and its doubt; or, when
// fitting, a table. Does not belong here: what the features mean
// (scoring/measure), where the table is kept (assets/calibration).
package head
