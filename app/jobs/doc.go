// Package jobs runs what takes time and is done once when a person asks for it:
// plan, run with progress, report. One job of a kind runs at a time, and each can be
// cancelled.
//
// Flows in: jobs and who wants to hear of their progress. Flows out: plans to be
// agreed to, progress, reports.
// Does not belong here: scoring, which goes on for ever (app/scorers), what a job's
// steps do (library/export, scoring/models, library/demo), what is said of them
// (ui, cmd).
package jobs
