// Package standing says where a photo stands among the others by its overall score:
// its rank in its burst, and its percentile in the shoot and in the library.
//
// Flows in: the session's scores, the overall values of the catalogue. Flows out:
// words for cells and inspector, and the command that switches the cells.
// Does not belong here: how places are counted (scoring/calibration), drawing.
package standing
