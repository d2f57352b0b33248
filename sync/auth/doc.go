// Package auth gets tokens from Microsoft's sign-in service through MSAL; it is
// the only package that imports MSAL and the keychain of the system.
//
// It promises a token per audience, cached until it nears its end, and errors
// that say who has to do what and where, with Microsoft's error number and
// without anything else of its message: those name people, apps and tenants.
// Tokens of people are kept encrypted, under a key in the system's keychain, or
// in memory where there is none; they never leave this package but to the
// service that they were made for. It leaves to package rest when a token is
// asked for and where it goes.
//
// A Certificate signs in by itself. A Person does so by SignIn, which needs
// somebody at a Browser or with a DeviceCode; asking for a Token afterwards never
// does, so that a sync opens no window. Both have a method Token that fits
// rest.TokenSource.
package auth
