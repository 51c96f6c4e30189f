// Package scorers is what a person does with scorers: choose whose numbers are
// shown, start and stop the model, pause, and see how far each of them is.
//
// Flows in: commands, results, and what becomes of the model. Flows out: the
// session's scores, requests to app/scorers, and words for toolbar and status line.
// Does not belong here: how a score is made (scoring), what is installed (ui/desk/installing).
package scorers
