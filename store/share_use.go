package store

import (
	"context"
	"strings"

	"licenseledger/store/ledger"
)

// dropUse takes out who used what: the activity, and the license downloads of
// the Power Platform admin center with all that was ever in them.
func (s *stripper) dropUse(ctx context.Context) error {
	var names []string
	for _, info := range ledger.Sources() {
		if info.Kinds[0] == ledger.KindLicenseUse {
			names = append(names, "'"+info.Name+"'")
		}
	}
	of := `(SELECT source_id FROM source WHERE name IN (` + strings.Join(names, ", ") + `))`
	return s.exec(ctx, `DELETE FROM activity`, `DELETE FROM activity_slice`, `DELETE FROM activity_user`,
		`DELETE FROM license_use_span`, `DELETE FROM license_use`, `DELETE FROM thinned WHERE source_id IN `+of,
		`DELETE FROM listing WHERE source_id IN `+of,
		`DELETE FROM snapshot WHERE snapshot_id NOT IN (SELECT snapshot_id FROM listing)`,
		`UPDATE snapshot SET at = newest FROM (SELECT snapshot_id AS id, max(read_to) AS newest FROM listing GROUP BY 1)
			WHERE id = snapshot_id AND at <> newest`)
}
