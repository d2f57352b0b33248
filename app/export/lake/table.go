package lake

import (
	"context"
	"io"

	"licenseledger/app/export"
	"licenseledger/app/export/parquet"
	"licenseledger/store/ledger"
)

// Table is one table of the lake, whose rows are R.
type Table[R any] struct {
	Name    string
	About   string
	Columns []parquet.Column[R]
}

// Part is what one table has of one day. Parts with the same seal have the same
// rows; Write is called only where the lake has another one, or none.
type Part struct {
	Table string
	Day   string // 2026-03-31
	Seal  string
	Write func(ctx context.Context, w io.Writer) (rows int64, err error)
}

// Part makes the part of a day. What rows gives is written in its order; rows
// end with an empty page.
func (t Table[R]) Part(day, seal string, notes []parquet.Note, rows func(ctx context.Context, write func([]R) error) error) Part {
	return Part{Table: t.Name, Day: day, Seal: seal, Write: func(ctx context.Context, w io.Writer) (n int64, err error) {
		file := parquet.NewWriter(w, t.Columns, notes)
		err = rows(ctx, func(page []R) error {
			if ctx.Err() != nil {
				return export.Canceled(ctx)
			}
			n += int64(len(page))
			return file.Write(page)
		})
		if err == nil {
			err = file.Close()
		}
		return n, err
	}}
}

type seat = ledger.SeatRow

// Change is a change that a day has over the reading before it.
type Change struct {
	ledger.Change
	Before ledger.Text // day of the reading before
}

// The tables of the lake. Columns are only ever added, at their end, and
// SchemaVersion counts.
var (
	List = Table[ledger.Row]{"list", "The list of user licenses, one row per person, service and license. Where Microsoft's list was read it is people who have a license and used it at least once; basis tells.",
		parquet.RowColumns()}
	Licenses = Table[ledger.Row]{"licenses", "Who holds which license in the directory, used or not, one row per person, service and license. Empty where no directory was read.",
		parquet.RowColumns()}
	People = Table[ledger.Row]{"people", "Accounts of the directory, licensed or not, and those that had left by the day; one row per account. Empty where no directory was read.",
		parquet.RowColumnsOf("user_id", "user_name", "email_address", "status", "status_since", "last_known_name", "last_known_email", "department", "cost_center", "restorable_until", "source", "as_of")}
	Seats = Table[seat]{"seats", "What the tenant had of each license, one row per license.", []parquet.Column[seat]{
		parquet.TextColumn("license_id", "Id of the license (SKU).", func(r *seat) ledger.Text { return r.LicenseID }),
		parquet.TextColumn("license", "License, in Microsoft's words.", func(r *seat) ledger.Text { return r.License }),
		parquet.TextColumn("sku_part_number", "Part number of the license.", func(r *seat) ledger.Text { return r.SkuPartNumber }),
		parquet.TextColumn("status", "Enabled, Warning, Suspended, Deleted or LockedOut.", func(r *seat) ledger.Text { return r.Status }),
		parquet.IntegerColumn("bought", "Units bought.", func(r *seat) *int64 { return &r.Bought }),
		parquet.IntegerColumn("assigned", "Units assigned, as Microsoft counts.", func(r *seat) *int64 { return &r.Assigned }),
		parquet.IntegerColumn("free", "Bought less assigned; below 0 where more is held than was bought.", func(r *seat) *int64 { return &r.Free }),
		parquet.IntegerColumn("suspended", "Units of a subscription that ended.", func(r *seat) *int64 { return &r.Suspended }),
		parquet.IntegerColumn("warning", "Units of a subscription that ended, in its grace.", func(r *seat) *int64 { return &r.Warning }),
		parquet.IntegerColumn("locked_out", "Units locked out.", func(r *seat) *int64 { return &r.LockedOut }),
		parquet.IntegerColumn("holders", "Accounts that hold the license; null where no directory was read.", func(r *seat) *int64 { return counted(r.Holders) }),
		parquet.IntegerColumn("blocked_holders", "Those of them whose sign-in is blocked.", func(r *seat) *int64 { return counted(r.BlockedHolders) }),
		parquet.IntegerColumn("in_use", "People of the list with the license; null where the list cannot tell.", func(r *seat) *int64 { return counted(r.InUse) }),
		parquet.IntegerColumn("in_use_unknown", "Those of them whom the list shows as Unknown only.", func(r *seat) *int64 { return counted(r.InUseUnknown) }),
		parquet.BooleanColumn("is_trial", "Whether it is a trial; null where nothing tells.", func(r *seat) *bool { return r.Trial }),
		parquet.TimestampColumn("renews_at", "When the first of its subscriptions renews or ends.", func(r *seat) ledger.Text { return r.RenewsAt }),
		parquet.TextColumn("source", "Source that the row is from.", func(r *seat) ledger.Text { return ledger.Text(r.Source) }),
		parquet.TimestampColumn("as_of", "Instant of the reading that the row is from.", func(r *seat) ledger.Text { return r.AsOf }),
		parquet.AmountColumn("price", "What one unit cost on the day, for the period that per names; null where nobody set a price.", func(r *seat) *int64 { return cents(r.Price) }),
		parquet.TextColumn("currency", "Currency of price and costs, ISO 4217. Amounts of different ones are not to be added.", func(r *seat) ledger.Text { return r.Currency }),
		parquet.TextColumn("per", "month or year: what price is for.", func(r *seat) ledger.Text { return r.Per }),
		parquet.AmountColumn("cost_month", "What the units bought cost a month, rounded to 1/100; null where the price is not known.", func(r *seat) *int64 { return cents(r.CostMonth) }),
		parquet.AmountColumn("cost_year", "What they cost in twelve months, which is exact also where price is for a year: sums of it, divided by 12, are right to 1/100.", costYear),
		parquet.TextColumn("cost_basis", "price, unknown (no price is known), or free (a trial, or free for good: costs nothing).", func(r *seat) ledger.Text { return ledger.Text(r.CostBasis) }),
		parquet.IntegerColumn("unpriced", "Units bought whose price is not known, and which are in no cost.", func(r *seat) *int64 { return &r.Unpriced }),
	}}
	Activity = Table[ledger.UseRow]{"activity", "Who was seen using a product, one row per person, product, source and UTC day; or month where only months are kept, in the partition of its first day.", []parquet.Column[ledger.UseRow]{
		parquet.TextColumn("user_id", "Object id of the account in Microsoft Entra ID.", func(r *ledger.UseRow) ledger.Text { return r.UserID }),
		parquet.TextColumn("product", "power_apps, power_automate or other.", func(r *ledger.UseRow) ledger.Text { return r.Product }),
		parquet.TextColumn("source", "Source that saw it.", func(r *ledger.UseRow) ledger.Text { return r.Source }),
		parquet.TextColumn("used", "Day or month of the use: 2026-03-14 or 2026-03.", func(r *ledger.UseRow) ledger.Text { return r.Used }),
		parquet.DateColumn("used_from", "First day on which that can have been.", func(r *ledger.UseRow) ledger.Text { from, _ := parquet.DaysOf(r.Used); return from }),
		parquet.DateColumn("used_to", "Last day on which that can have been.", func(r *ledger.UseRow) ledger.Text { _, to := parquet.DaysOf(r.Used); return to }),
	}}
	Changes = Table[Change]{"changes", "What changed on a day since the reading before it, one row per change. not_read is none: it names a source (in service) that was not read on both days, about which nothing is told.", []parquet.Column[Change]{
		parquet.DateColumn("before_day", "Day of the reading before.", func(r *Change) ledger.Text { return r.Before }),
		parquet.TextColumn("change", "gained, lost, swapped, departed, returned, renamed, blocked or not_read.", func(r *Change) ledger.Text { return ledger.Text(r.Change.Change) }),
		parquet.TextColumn("user_id", "Object id of the account in Microsoft Entra ID.", func(r *Change) ledger.Text { return r.UserID }),
		parquet.TextColumn("user_name", "Name.", func(r *Change) ledger.Text { return r.UserName }),
		parquet.TextColumn("email_address", "Address.", func(r *Change) ledger.Text { return r.EmailAddress }),
		parquet.TextColumn("service", "Service, of gained, lost and swapped.", func(r *Change) ledger.Text { return r.Service }),
		parquet.TextColumn("license", "License, of gained, lost and swapped.", func(r *Change) ledger.Text { return r.License }),
		parquet.TextColumn("was_service", "Service before, of swapped.", func(r *Change) ledger.Text { return r.WasService }),
		parquet.TextColumn("was_license", "License before, of swapped.", func(r *Change) ledger.Text { return r.WasLicense }),
		parquet.TextColumn("was_name", "Name before, of renamed.", func(r *Change) ledger.Text { return r.WasName }),
		parquet.TextColumn("was_email", "Address before, of renamed.", func(r *Change) ledger.Text { return r.WasEmail }),
		parquet.TimestampColumn("since_from", "Earliest instant of leaving, of departed.", func(r *Change) ledger.Text { from, _ := export.Bounds(r.Since); return from }),
		parquet.TimestampColumn("since_to", "Latest instant of leaving, of departed.", func(r *Change) ledger.Text { _, to := export.Bounds(r.Since); return to }),
	}}
)

func counted(n *int) *int64 {
	if n == nil {
		return nil
	}
	wide := int64(*n)
	return &wide
}

func cents(m *ledger.Money) *int64 {
	if m == nil {
		return nil
	}
	n := m.Cents()
	return &n
}

// costYear is twelve months of money, which is a whole number of 1/100.
func costYear(r *seat) *int64 {
	if r.CostMonth == nil {
		return nil
	}
	n := r.CostMonth.Times(12).Cents()
	return &n
}
