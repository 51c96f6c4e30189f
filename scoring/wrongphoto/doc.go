// Package wrongphoto tells whether what a model writes about photos is about those
// photos. Critiques of many models fit a stranger's photo just as well (arXiv
// 2606.29689): so each text is held against its own photo and against another of the
// same shoot, and what counts is how often its own makes it likelier.
//
// Flows in: explanations and, for each photo, how likely given texts are. Flows out:
// which texts to hold against which photos, and shares with 95 % intervals.
// Does not belong here: running a model, reading photos or explanations.
package wrongphoto
