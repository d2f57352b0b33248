// Package engine runs a sync: it reads every source page by page into staging,
// publishes each source that was read to its end, and tells what it is doing.
//
// It promises that a source counts whole or not at all, that a page and its
// cursor are kept in one commit, and that stopping at any instruction costs at
// most the page being read: the next run goes on from there. It leaves HTTP to
// package rest, Microsoft's shapes to the source packages, and keeping to the
// Sink that its caller hands over.
package engine
