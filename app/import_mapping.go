package app

import (
	"context"
	"slices"

	"licenseledger/sync/importer"
)

const (
	mappingSetting = "import_mappings"
	maxMappings    = 100 // kept; the oldest go first
)

// mappings are those of files that were imported into this ledger.
func (l *Ledger) mappings(ctx context.Context) ([]importer.Mapping, error) {
	var kept []importer.Mapping
	_, err := l.store.Setting(ctx, mappingSetting, &kept)
	return kept, err
}

// remember keeps the mappings that files were imported with, for later files
// with the same header.
func (l *Ledger) remember(ctx context.Context, lists []*list) error {
	var fresh []importer.Mapping
	for _, list := range lists {
		if list.RecognizedBy == importer.ByMapping && list.answers.Extent != ExtentPart {
			m := *list.Mapping
			m.Header = list.HeaderKey()
			fresh = append(fresh, m)
		}
	}
	if len(fresh) == 0 {
		return nil
	}
	kept, err := l.mappings(ctx)
	if err != nil {
		return err
	}
	for _, m := range fresh {
		kept = slices.DeleteFunc(kept, func(old importer.Mapping) bool { return old.Header == m.Header })
		kept = append(kept, m)
	}
	kept = kept[max(0, len(kept)-maxMappings):]
	return l.store.PutSetting(ctx, mappingSetting, kept)
}
