// Package parquet writes tables as Apache Parquet files: one row group after
// the other to any io.Writer, so that memory does not grow with the rows.
//
// It promises plain columns that every reader of Parquet knows (UTF-8 texts,
// booleans, 64-bit integers, days, and microseconds in UTC), of which each may
// be null and none is ever an empty text; dictionaries for texts; Snappy; and
// the same bytes for the same rows, columns and notes. A column has one type in
// every file, whatever is in its rows, so that files can be read together.
//
// Which rows, and where the file goes, is for the caller to say. Only this
// package imports the library that knows the format.
package parquet
