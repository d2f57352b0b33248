package ledger

// ActivityPage is a part of what a source says of one day. Cursor says where to
// go on after it; it and the page's uses are kept in one commit.
type ActivityPage struct {
	Uses   []Use  // in any order, also repeated
	Told   int64  // entries that the page had, whether they were uses or not
	Cursor string // opaque to all but the source; "" on the last page
	At     Instant
}

// ActivityRead tells what a run read of a source of activity.
type ActivityRead struct {
	Source string `json:"source"`
	Days   int    `json:"days"`
	From   string `json:"from"` // first day, 2006-01-02, in UTC
	To     string `json:"to"`   // last day
	Uses   int    `json:"uses"` // people seen, by day and product
}

var activitySources = []SourceInfo{
	{SourceAuditLaunches, nil, "activity", "AuditLogsQuery.Read.All", false},
	{SourceSignIns, nil, "activity", "AuditLog.Read.All", false},
}

// AnySourceByName finds a source, of listings or of activity.
func AnySourceByName(name string) (info SourceInfo, ok bool) {
	for _, s := range activitySources {
		if s.Name == name {
			return s, true
		}
	}
	return SourceByName(name)
}
