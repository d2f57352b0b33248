// Package column keeps many texts in little memory: each distinct text once,
// in a dictionary, and a small number for every row.
//
// It promises that a dictionary orders and finds texts as people do, without
// regard to case and diacritics, that what was added never moves, so that
// readers of an older state go on undisturbed, and that a damaged encoding is
// an error and never a panic. It leaves what the columns mean, and where they
// are kept, to package store.
package column
