// Package keys keeps the keys of servers where the system keeps passwords, and nowhere
// else.
//
// Flows in: addresses, keys that a person entered. Flows out: keys for requests.
// Does not belong here: what is asked with them (scoring/remote).
package keys
