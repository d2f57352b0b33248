package store

import (
	"context"
	"database/sql"

	"licenseledger/store/column"
	"licenseledger/store/ledger"
)

const costCenterColumn = "cost_center"

// listCostCenters puts the imported list's cost centers in the place of what the
// directory says: of each fact about an account that of the first of its
// addresses, sign-in name, mail and others, that the list has. So it is the
// directory of the day that tells whose an address is.
func (p *people) listCostCenters(ctx context.Context, q querier) error {
	list, err := readCostCenters(ctx, q)
	if err != nil || len(list) == 0 {
		return err
	}
	said := p.parts[costCenterColumn]
	dict, of := said.dict.Clone(), map[uint32]uint32{} // by address
	for _, one := range list {
		if address, ok := p.address.Find(addressKey(one.Address)); ok {
			of[address] = dict.Add([]byte(one.CostCenter))
		}
	}
	dict.Forget()
	codes := column.NewCodes(said.codes.Len(), uint32(dict.Len()))
	p.listed = make([]uint64, (p.facts.n+63)/64)
	for fact := range p.facts.n {
		code := said.codes.At(fact)
		for _, address := range p.facts.lists.at(fact) {
			if listed, ok := of[address]; ok {
				code = listed
				p.listed[fact/64] |= 1 << (fact % 64)
				break
			}
		}
		codes.Append(code)
	}
	p.parts[costCenterColumn] = codedColumn{dict: dict, codes: codes}
	return nil
}

// isListed tells whether the cost center of a fact is that of the list.
func (p *people) isListed(fact uint32) bool {
	return p.listed != nil && p.listed[fact/64]&(1<<(fact%64)) != 0
}

// CostCentersListed tells whether an imported list has cost centers.
func (l *Ledger) CostCentersListed(ctx context.Context) (listed bool, err error) {
	err = l.read.QueryRowContext(ctx, `SELECT EXISTS (SELECT 1 FROM cost_center_of)`).Scan(&listed)
	return listed, classify("read cost centers", l.path, err)
}

// rewriteCostCenters puts pseudonyms in the place of the addresses in the list of
// cost centers; those of nobody in the facts are left out.
func (p *pseudonyms) rewriteCostCenters(ctx context.Context, tx *sql.Tx) error {
	list, err := readCostCenters(ctx, tx)
	if err != nil {
		return err
	}
	if _, err := tx.ExecContext(ctx, `DELETE FROM cost_center_of`); err != nil {
		return err
	}
	for _, one := range list {
		if _, known := p.addresses[one.Address]; !known {
			continue
		}
		if _, err := tx.ExecContext(ctx, `INSERT INTO cost_center_of (address, cost_center) VALUES (?, ?)`, ledger.FoldAddress(p.address(one.Address)), one.CostCenter); err != nil {
			return err
		}
	}
	return nil
}

// dropListed takes forgotten people out of the list of cost centers and tells how
// many lines that were.
func (e *erasures) dropListed(ctx context.Context, q querier) (lines int64, err error) {
	list, err := readCostCenters(ctx, q)
	if err != nil {
		return 0, err
	}
	for _, one := range list {
		forgotten, err := e.isListed(one.Address)
		if err != nil {
			return lines, err
		}
		if forgotten {
			if _, err := q.ExecContext(ctx, `DELETE FROM cost_center_of WHERE address = ?`, one.Address); err != nil {
				return lines, err
			}
			lines++
			continue
		}
		if plain := e.plain(one.CostCenter); plain != one.CostCenter {
			if _, err := q.ExecContext(ctx, `UPDATE cost_center_of SET cost_center = ? WHERE address = ?`, plain, one.Address); err != nil {
				return lines, err
			}
			lines++
		}
	}
	return lines, nil
}

// isListed tells whether an address of a list is that of somebody who was
// forgotten, and of nobody else.
func (e *erasures) isListed(address string) (bool, error) {
	if e == nil {
		return false, nil
	}
	k, err := e.keyOfLine("", address)
	return k != nil, err
}

// plain takes forgotten people out of a cost center, as out of the directory's.
func (e *erasures) plain(costCenter string) string {
	if e == nil {
		return costCenter
	}
	return e.beside(ledger.User{CostCenter: costCenter}).CostCenter
}
