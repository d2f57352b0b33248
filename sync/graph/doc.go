// Package graph reads the tenant's directory from Microsoft Graph: one source a
// file, each with its address, its fields and its permission at the top.
//
// It promises to deliver what Graph said, under Graph's own keys, with nothing
// concluded from it, and to send page links back as they came. It leaves
// tokens, waits and errors to package rest, and to the engine when a listing
// counts.
package graph
