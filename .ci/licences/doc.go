// Program licences collects the licence texts of all that is built into the programs
// or linked with them, into assets/licences. Run it when a module or a library comes,
// goes or changes: make licences. With names of Debian's packages, it says instead
// which of them have no text, for .ci/package.
//
// Flows in: the module cache, the copyright files of Debian's packages. Flows out:
// one file a part. Does not belong here: the table of libraries (assets).
package main
