// Package canarytest looks for planted words, secrets and people, in everything that a
// program leaves on a computer, in every form in which it might have written them. It
// says where people may stand, for the console and for the window; secrets may nowhere.
// What is planted, and which roads are walked, is left to the tests of both. It is for
// tests.
package canarytest
