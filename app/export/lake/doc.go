// Package lake writes what ledgers have of each day as a set of Parquet files
// that Spark, Microsoft Fabric, DuckDB, Trino and Power BI read as one table of
// all days and tenants: TABLE/tenant=ID/day=2026-03-31/part-*.parquet.
//
// It promises that a manifest per tenant names a whole state of that tenant at
// every moment, also while the next one is written and wherever a process is
// killed; that what did not change is not written again; that what is no longer
// in the ledger leaves the lake; and that several tenants can be written into
// one lake side by side. docs/lake.md tells readers what they may rely on.
//
// What a day has is for the caller to say: this package reads no ledger.
package lake
