// Package auth gets tokens from Microsoft's sign-in service through MSAL; it is
// the only package that imports MSAL.
//
// It promises a token per audience, cached until it nears its end, and errors
// that say who has to do what, with Microsoft's error number and without
// anything else of its message: those name people, apps and tenants. It leaves
// to package rest when a token is asked for and where it goes.
//
// Every way to sign in is a type with a method Token that fits
// rest.TokenSource.
package auth
