// Package servers is which OpenAI-compatible servers a person entered, what their tests
// found, and how one of them is started as a scorer.
//
// Flows in: addresses, keys, a person's agreement. Flows out: scorers, and what was
// found. Keys are in the system's keyring and in no setting.
// Does not belong here: how a server is asked (scoring/remote).
package servers
