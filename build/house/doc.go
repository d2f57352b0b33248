// Package house holds the project's rules about its own files, as tests: what every
// package and file must say, and what none may hold.
//
// Each rule is a function over a set of files that returns sentences, one per place where
// the rule is broken. One test runs it over the project; another shows it a small example
// that breaks it, so that a rule which finds nothing is known to be able to. Rules about
// what a package may import are kept by depguard (build/lint), not here.
package house
