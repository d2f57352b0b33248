package export

// digestMark stands on the first sheet until all rows are written and their
// digest is known. Of the shared texts of a workbook only what contains it changes.
const digestMark = "{the SHA-256 of the same rows as CSV, known when all are written}"

// newDigest gives what the digest of a workbook sees of its rows: what WriteCSV
// would write of them with DefaultCSV. Who has both files can compare them, and
// who gets the workbook can tell later whether another export has the same rows.
func newDigest(columns []column, m Meta) *csvEncoder {
	return newCSVEncoder(columns, m, DefaultCSV(), wordsOf(m.Language))
}
