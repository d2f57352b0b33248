// Package enginetest holds every source to the contract that the engine relies
// on: pages, resuming, cancelling, refusals and an empty tenant.
//
// A source's test says how to make it and how to trouble its service, and calls
// Run. What a source's fields mean is left to the source's own tests.
package enginetest
