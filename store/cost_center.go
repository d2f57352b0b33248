package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"strings"

	"licenseledger/store/ledger"
)

// SetCostCenters keeps a list of cost centers in place of the one before, whole.
// It holds for every day. Lines about people who were forgotten are left out. No
// address may come twice. Codes: invalid, read_only.
func (l *Ledger) SetCostCenters(ctx context.Context, of []ledger.CostCenterOf) (ledger.KeptCostCenters, error) {
	const op = "keep cost centers"
	var kept ledger.KeptCostCenters
	seen := make(map[string]bool, len(of))
	for _, one := range of {
		if !isCostCenterOf(one) || seen[one.Address] {
			return kept, ledger.Errorf(ledger.CodeInvalid, op, "A list of cost centers has one cost center for each address, and no address twice. Nothing was changed.")
		}
		seen[one.Address] = true
	}
	err := l.inLongWrite(ctx, op, func(tx *sql.Tx) error {
		var err error
		kept, err = l.putCostCenters(ctx, tx, of)
		return err
	})
	return kept, err
}

// isCostCenterOf tells whether a line can be kept.
func isCostCenterOf(one ledger.CostCenterOf) bool {
	return one.Address != "" && one.Address == ledger.FoldAddress(one.Address) && one.CostCenter != "" && one.CostCenter == strings.TrimSpace(one.CostCenter)
}

func (l *Ledger) putCostCenters(ctx context.Context, tx *sql.Tx, of []ledger.CostCenterOf) (kept ledger.KeptCostCenters, err error) {
	e, err := l.loadErasures(ctx, tx)
	if err != nil {
		return kept, err
	}
	result, err := tx.ExecContext(ctx, `DELETE FROM cost_center_of`)
	if err != nil {
		return kept, err
	}
	before, err := result.RowsAffected()
	if err != nil {
		return kept, err
	}
	kept.Replaced = int(before)
	insert, err := tx.PrepareContext(ctx, `INSERT INTO cost_center_of (address, cost_center) VALUES (?, ?)`)
	if err != nil {
		return kept, err
	}
	defer insert.Close()
	for _, one := range of {
		if forgotten, err := e.isListed(one.Address); err != nil {
			return kept, err
		} else if forgotten {
			kept.Forgotten++
			continue
		}
		if _, err := insert.ExecContext(ctx, one.Address, e.plain(one.CostCenter)); err != nil {
			return kept, err
		}
		kept.Kept++
	}
	return kept, bumpGeneration(ctx, tx)
}

// CostCenterList gives the list that was kept, by address.
func (l *Ledger) CostCenterList(ctx context.Context) ([]ledger.CostCenterOf, error) {
	list, err := readCostCenters(ctx, l.read)
	return list, classify("read cost centers", l.path, err)
}

func readCostCenters(ctx context.Context, q querier) (list []ledger.CostCenterOf, err error) {
	return list, each(ctx, q, `SELECT address, cost_center FROM cost_center_of ORDER BY address`, nil, func(rows *sql.Rows) error {
		var one ledger.CostCenterOf
		err := rows.Scan(&one.Address, &one.CostCenter)
		list = append(list, one)
		return err
	})
}

// addressesAtOnce is how many addresses are looked for in one query.
const addressesAtOnce = 10_000

// Whose tells of addresses whose they are.
type Whose struct {
	Strangers []int // places of those that no account of the ledger ever had
	People    int   // accounts of the newest directory that have one of the others
}

// WhoseAddresses looks for the accounts that have some addresses, which are
// folded and each there once.
func (l *Ledger) WhoseAddresses(ctx context.Context, addresses []string) (Whose, error) {
	var found Whose
	err := l.readingAt(ctx, func(q querier) error {
		directories, err := readDirectories(ctx, q)
		if err != nil {
			return err
		}
		people := map[string]bool{}
		for from := 0; from < len(addresses); from += addressesAtOnce {
			wanted, err := json.Marshal(addresses[from:min(from+addressesAtOnce, len(addresses))])
			if err != nil {
				return err
			}
			err = each(ctx, q, `SELECT w.key FROM json_each(?) w WHERE NOT EXISTS (SELECT 1 FROM user_address a WHERE a.address = w.value)`,
				[]any{string(wanted)}, func(rows *sql.Rows) error {
					var place int
					err := rows.Scan(&place)
					found.Strangers = append(found.Strangers, from+place)
					return err
				})
			if err != nil {
				return err
			}
			err = each(ctx, q, `SELECT DISTINCT f.user_id FROM json_each(?) w CROSS JOIN user_address a ON a.address = w.value CROSS JOIN user f ON f.fact_id = a.fact_id
				CROSS JOIN user_span s ON s.fact_id = f.fact_id WHERE s.source_id = ? AND s.to_pos = ?`,
				[]any{string(wanted), directories.newest(), int64(ledger.EndOfTime)}, func(rows *sql.Rows) error {
					var id string
					err := rows.Scan(&id)
					people[id] = true
					return err
				})
			if err != nil {
				return err
			}
		}
		found.People = len(people)
		return nil
	})
	return found, classify("look for addresses", l.path, err)
}

// readingAt reads one state of the ledger.
func (l *Ledger) readingAt(ctx context.Context, f func(q querier) error) error {
	tx, err := l.read.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return err
	}
	defer tx.Rollback()
	return f(tx)
}

// CostCenters tells where the cost centers of a day come from. Codes: not_found.
func (l *Ledger) CostCenters(ctx context.Context, at string) (ledger.Snapshot, ledger.CostCenters, error) {
	const op = "read cost centers"
	var found ledger.CostCenters
	snapshot, err := l.onDay(ctx, op, at, func(_ *day, dir *directory) error {
		found = dir.costCenters()
		return nil
	})
	if err != nil {
		return snapshot, found, err
	}
	list, err := l.CostCenterList(ctx)
	if err != nil {
		return snapshot, found, err
	}
	addresses := make([]string, len(list))
	for i := range list {
		addresses[i] = list[i].Address
	}
	whose, err := l.WhoseAddresses(ctx, addresses)
	found.Listed, found.Strangers = len(list), len(whose.Strangers)
	return snapshot, found, err
}

// costCenters counts the accounts of the day by their cost centers.
func (dir *directory) costCenters() ledger.CostCenters {
	var found ledger.CostCenters
	c := dir.people.parts[costCenterColumn]
	people, listed := make([]int, c.dict.Len()), make([]int, c.dict.Len())
	for _, fact := range dir.present {
		code := c.codes.At(fact)
		people[code]++
		switch {
		case dir.people.isListed(fact):
			listed[code]++
			found.FromList++
		case code != 0:
			found.FromOther++
		default:
			found.Without++
		}
	}
	if dir.isRead {
		n := len(dir.present)
		found.People = &n
	}
	ranks := c.dict.Ranks()
	order := make([]uint32, len(ranks))
	for code, rank := range ranks {
		order[rank] = uint32(code)
	}
	for _, code := range order {
		if people[code] > 0 {
			found.Values = append(found.Values, ledger.CostCenterValue{CostCenter: ledger.Text(c.dict.At(code)), People: people[code], FromList: listed[code]})
		}
	}
	return found
}
