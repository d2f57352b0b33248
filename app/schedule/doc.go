// Package schedule has a ledger synced at fixed times by the scheduler of the
// system: systemd for the user on Linux, the Task Scheduler on Windows, launchd
// on macOS. Nothing of License Ledger has to run for it, no password is kept, and
// what it starts has the rights of whoever asked for it.
//
// A Task is what is started and when. Each system has a file of its own, with the
// text that it is told (pure, tested everywhere) and the few calls that hand it
// over. What is scheduled is read from that text again: there is no second list
// that could disagree. What the runs came to is in a log of their own; see Log.
//
// How a sync is done, and what becomes of it, is left to package app.
package schedule
