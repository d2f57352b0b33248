package desktop

import (
	"strings"

	"licenseledger/app"
	"licenseledger/app/schedule"
	"licenseledger/app/tenants"
	"licenseledger/store/ledger"
	"licenseledger/sync/importer"
)

// enumValue is how Wails wants one value of a closed list.
type enumValue[T ~string] struct {
	Value  T
	TSName string
}

func enumOf[T ~string](values ...T) []enumValue[T] {
	out := make([]enumValue[T], 0, len(values))
	for _, v := range values {
		name := strings.ToUpper(strings.NewReplacer("-", "_", " ", "_").Replace(string(v)))
		out = append(out, enumValue[T]{v, name})
	}
	return out
}

// closedLists are generated as enums, so that TypeScript knows every code.
func closedLists() []any {
	return []any{
		enumOf(ledger.Statuses()...),
		enumOf(ledger.ViewKinds()...),
		enumOf(ledger.Codes()...),
		enumOf(ledger.ConfidenceCertain, ledger.ConfidenceLikely, ledger.ConfidenceOneOfN, ledger.ConfidenceNone),
		enumOf(ledger.ProductPowerApps, ledger.ProductPowerAutomate, ledger.ProductOther),
		enumOf(ledger.OriginOffice365, ledger.OriginDynamics365, ledger.OriginOtherProduct, ledger.OriginStandalone,
			ledger.OriginUnknown),
		enumOf(ledger.TierPaid, ledger.TierSeeded, ledger.TierTrial, ledger.TierFree, ledger.TierDeveloper),
		enumOf(ledger.TrialOrigins()...),
		enumOf(ledger.BasisReport, ledger.BasisDirectory, ledger.BasisNone),
		enumOf(ledger.EvidenceCodes()...),
		enumOf(ledger.ConfidenceReasons()...),
		enumOf(ledger.AssignmentErrors()...),
		enumOf(ledger.Events()...),
		enumOf(ledger.DifferenceKinds()...),
		enumOf(ledger.DifferenceReasons()...),
		enumOf(importer.Reasons()...),
		enumOf(importer.Whys()...),
		enumOf(importer.CostCenterReasons()...),
		enumOf(changeKinds()...),
		enumOf(ledger.RunSync, ledger.RunImport),
		enumOf(ledger.RunRunning, ledger.RunComplete, ledger.RunPartial, ledger.RunFailed, ledger.RunCanceled),
		enumOf(FilterIs, FilterIsNot, FilterContains, FilterEmpty, FilterNotEmpty, FilterBefore, FilterFrom),
		enumOf(app.SummaryByValue, app.SummaryByRows, app.SummaryByPeople, app.SummaryByLicenses, app.SummaryByChange, app.SummaryByCost),
		enumOf(sinceKinds()...),
		enumOf(app.NeedCodes()...),
		enumOf(ledger.EndingKinds()...),
		enumOf(ledger.AmountNoNumber, ledger.AmountAmbiguous, ledger.AmountTooPrecise, ledger.AmountNegative, ledger.AmountTooLarge),
		enumOf(importer.PriceReasons()...),
		enumOf(SeatPaid, SeatTrial, SeatFree),
		enumOf(ledger.CostPriced, ledger.CostUnknown, ledger.CostFree),
		enumOf(ledger.FreeGroups()...),
		enumOf(ledger.LeftOuts()...),
		enumOf(ledger.FreeOffs()...),
		enumOf(app.FolderAdded, app.FolderThere, app.FolderAsks, app.FolderRefused, app.FolderNoList),
		enumOf(JobSync, JobImport, JobSample, JobExport, JobCompare, JobFill, JobForget, JobBackup, JobRestore, JobShare, JobThin, JobCompact, JobCheck, JobPrivacy, JobHeld, JobConnect, JobAccess, JobSyncAll),
		enumOf(ledger.AccessSets()...),
		enumOf(app.AccessStates()...),
		enumOf(schedule.States()...),
		enumOf(app.Alones()...),
		enumOf(app.Troubles()...),
		enumOf(tenants.States()...),
		enumOf(JobRunning, JobDone, JobPartial, JobFailed, JobCanceled),
	}
}
