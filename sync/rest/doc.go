// Package rest is the one HTTP client: every call to Microsoft goes through it.
//
// It promises that a token goes only to configured hosts, never to another one
// by a link or a redirect and never to a blob store; that nothing is ever
// changed at Microsoft (GET, and a short list of POSTs that read or start the
// report); that every retry and every wait happens here, bounded, told and
// cancellable; and that every failure leaves as one ledger.Error without
// tokens, signed addresses or names of people.
//
// It leaves the shapes of answers to the source packages and getting tokens to
// package auth.
package rest
