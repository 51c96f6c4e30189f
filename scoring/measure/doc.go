// Package measure is the built-in scorer: it measures a photo in some
// milliseconds, without a model. It measures and does not judge taste: its
// overall is technical quality, expressions are not looked at, and what it cannot
// tell is absent.
//
// # Passes
//
// The quick pass shrinks the preview to 512 pixels (shrink) and counts light and
// colour on the way (light, tone, colour). One pass over luma then reads
// gradients, blocks, reblur, noise and specks (detail); on their results work
// lines, smear, saliency, region and layout. smear compares how strong gradients
// are in each direction at four scales (tensor), path reads how far a picture was
// moved, double looks for an echo in its spectrum, and grain tells noise from
// texture by what the colour channels share. skyline reads the colours for a horizon
// that is too soft or too rough for gradients. Lines thins gradients to ridges,
// follows those to segments and weighs uprights and level lines (family), which may
// converge, with the skyline to a belief in each tilt. Wavelet bands (fish), natural scene
// statistics (natural) and JPEG's rounding (compression) read the same luma or
// the preview. All pixels are whole numbers, so equal pictures give equal
// features. The memory is a workspace, which a Scorer keeps for the next photo.
//
// The tile pass (tiles) reads parts of the full picture, where the subject offers it:
// the crispest of a grid of 512 pixel tiles, and the one where the camera focused or,
// where it does not say, on the salient area; the crispest one's path shows a shake
// of a few pixels. Only clarity hears of it. A Scout finds and keeps the tiles while
// the picture is decoded, of which no more than some rows exist at once; one decode
// serves both passes, and is what costs.
//
// Extract fills in Features. The judge files map them to 0..10, an uncertainty
// and a sentence; overall and summary put those together. EvidenceOf says where
// in the picture the evidence lies, for a view that draws it.
//
// # The subject
//
// Nothing here knows what a subject is. A soft map gathers the evidence: what does
// not look like the rim (surround), what the spectrum does not explain (saliency),
// where detail is (focusmap), the middle, and the place where the camera focused. Each
// counts the more the less of the picture it points at. Every number about the subject
// is an expectation over that map (region, layout), and the view draws the same map.
// Colours are compared at normal exposure and by places of three hundredths of a side
// (normal, places, likeness, structure), so that light, blur and noise move them little.
//
// Exposure looks at what a photographer meant (key): a bright or dark frame is pardoned
// where its subject is exposed right, black shapes before a bright ground too. What is
// clipped counts by what it is: a lamp hardly, a white wall in a high key little, a sky
// less than texture, the subject and skin more (highlights).
//
// # Faces
//
// Faces are found after all photos are scored, so a score is made without them, and
// keeps a basis: what judging clarity, composition and the overall again takes.
// WithFaces judges again once faces are known. Clarity takes the tile around the
// nearer eye (Tiles, eyetile) for the subject where the camera did not say where it
// focused, and for another candidate everywhere; it moves by mostByFace at most. A face
// below sureFace lowers nothing, and lids are never asked for: who blinks is no fault
// of a photo.
//
// # The technical head
//
// A linear sum of such features cannot rank damage, because noise raises and
// blur lowers the same energies. The head (package head, table in
// assets/calibration) is a machine of Gaussians over the features that vector
// lists, traces among them: what lenses, sensors and codecs leave behind. It was
// fitted on photos damaged in 27 ways and graded against their originals, and gives
// the opinion that TID2013's observers would have. What it says of tone and colour
// is little, and on purpose: the judges see to that.
//
// # The overall
//
// The overall is a smooth minimum of clarity, exposure, saturation and level shot:
// the worst leads. The head may veto, which lowers it, and never leads. What is absent
// counts as in an ordinary photo, with its full spread, so that nothing gains by what
// is missing. What speaks of a subject is geometry and stays out. A black, white or
// blank frame is a misfire and gets 0.
//
// # Uncertainty
//
// The standard deviation of an attribute is doubt(least, most, evidence): least
// where the evidence is full, growing in proportion to what is missing of it.
// Evidence is the contrast that blur can be seen by (clarity), colourfulness
// (saturation) and how far the map of evidence rises inside the region above the rest
// (all that speak of a subject). Exposure's grows with what was pardoned, and with how
// dark or bright the picture is, which may be meant. Level shot's is that of the points
// over all tilts that are believed in.
// The head's is what was left over when it was fitted, and grows the farther the
// photo's features lie from all that it was fitted on.
//
// Flows in: scoring.Subject, of which the pixels decide and where the camera
// focused. Flows out: library.Score. Does not belong here: decoding files,
// storing scores, order of work.
package measure
