import * as Go from '../wailsjs/go/desktop/Window';
import type { desktop } from '../wailsjs/go/models';
import { toAppError } from './errors';
import { hiding, hidingCells, hidingGroups, hidingPerson, hidingSamples, hidingValues, revealing } from './names';
import { spoken } from './spoken';
import type {
  ChangeKind,
  Connection,
  ExportRequest,
  ImportRequest,
  Picture,
  RequestPage,
  SavedView,
  Settings,
  SourceChoices,
  SummaryRequest,
  ViewRequest,
} from './types';

// Every call of the program passes through here, so that a rejection is always
// an AppError, and that no name reaches the window while names are hidden.
function calling<A extends unknown[], R>(method: (...args: A) => Promise<R>, hide: (answer: R, args: A) => R = hiding) {
  return async (...args: A): Promise<R> => {
    try {
      return hide(await method(...revealing(args)), args);
    } catch (thrown) {
      throw toAppError(thrown);
    }
  };
}

// The generated types say enums where the window says unions of their values.
const goView = (request: ViewRequest) =>
  ({ ...request, search: spoken(request.search) }) as unknown as desktop.ViewRequest;

export const backend = {
  state: calling(() => Go.State()),
  saveSettings: calling((settings: Settings) => Go.SaveSettings(settings)),
  notes: calling(() => Go.Notes()),
  putNote: calling(Go.PutNote),
  pictureStamp: calling(() => Go.PictureStamp()),
  keepPicture: calling((picture: Picture) => Go.KeepPicture(picture)),
  snapshots: calling(() => Go.Snapshots()),
  openView: calling((request: ViewRequest) => Go.OpenView(goView(request))),
  viewRows: calling(Go.ViewRows),
  expectSearch: calling(Go.ExpectSearch),
  viewValues: calling(Go.ViewValues, (page, [, column]) => hidingValues(page, column)),
  overview: calling(Go.Overview),
  changedSince: calling(Go.ChangedSince),
  trend: calling(() => Go.Trend()),
  seats: calling(Go.Seats),
  viewCells: calling(Go.ViewCells, (rows, [, , columns]) => hidingCells(rows, columns)),
  viewSummary: calling(
    (request: SummaryRequest) => Go.ViewSummary(request as desktop.SummaryRequest),
    (summary, [request]) => hidingGroups(summary, request.column),
  ),
  costCenters: calling(Go.CostCenters),
  pickCostCenters: calling(Go.PickCostCenters),
  importCostCenters: calling(Go.ImportCostCenters),
  clearCostCenters: calling(Go.ClearCostCenters),
  savedViews: calling(() => Go.SavedViews()),
  saveView: calling((view: SavedView) => Go.SaveView(view as unknown as desktop.SavedView)),
  renameView: calling(Go.RenameView),
  removeView: calling(Go.RemoveView),
  startSync: calling(Go.StartSync),
  previewImport: calling((request: ImportRequest) => Go.PreviewImport(request)),
  startImport: calling((request: ImportRequest) => Go.StartImport(request)),
  cancelPreview: calling(Go.CancelPreview),
  person: calling(Go.Person, hidingPerson),
  startForget: calling(Go.StartForget),
  pickWatchedFolder: calling(Go.PickWatchedFolder),
  watchFolder: calling(Go.WatchFolder),
  stopWatching: calling(Go.StopWatching),
  importLayouts: calling(Go.ImportLayouts),
  importSamples: calling(Go.ImportSamples, hidingSamples),
  startSample: calling(Go.StartSample),
  stopFilling: calling(Go.StopFilling),
  goOnFilling: calling(Go.GoOnFilling),
  startCompare: calling(Go.StartCompare),
  comparison: calling(Go.Comparison),
  comparisonRows: calling(Go.ComparisonRows),
  runs: calling(Go.Runs),
  runDetail: calling(Go.RunDetail),
  held: calling(() => Go.Held()),
  startApplyHeld: calling(Go.StartApplyHeld),
  discardHeld: calling(Go.DiscardHeld),
  labelReading: calling(Go.LabelReading),
  pinReadings: calling(Go.PinReadings),
  closeMonth: calling(Go.CloseMonth),
  reopenMonth: calling(Go.ReopenMonth),
  deleteReading: calling(Go.DeleteReading),
  bringBackReading: calling(Go.BringBackReading),
  finishDeleting: calling(Go.FinishDeleting),
  openChanges: calling(Go.OpenChanges),
  cancelChanges: calling(Go.CancelChanges),
  changeRows: calling((id: string, kind: ChangeKind | '', from: number, count: number) =>
    Go.ChangeRows(id, kind as desktop.ChangeKind, from, count),
  ),
  startExport: calling((request: ExportRequest) => Go.StartExport({ ...request, view: goView(request.view) })),
  cancelJob: calling(Go.CancelJob),
  pickImportFiles: calling(Go.PickImportFiles),
  pickLedger: calling(Go.PickLedger),
  openLedger: calling(Go.OpenLedger),
  closeLedger: calling(Go.CloseLedger),
  removeSample: calling(Go.RemoveSample),
  openExport: calling(Go.OpenExport),
  showExport: calling(Go.ShowExport),
  recents: calling(Go.Recents),
  removeRecent: calling(Go.RemoveRecent),
  returnRecent: calling(Go.ReturnRecent),
  saveTenant: calling(Go.SaveTenant),
  find: calling((text: string, at: string) => Go.Find(spoken(text), at)),
  backups: calling(Go.Backups),
  pickBackup: calling(Go.PickBackup),
  startBackup: calling(Go.StartBackup),
  startRestore: calling(Go.StartRestore),
  startShare: calling(Go.StartShare),
  startThin: calling(Go.StartThin),
  startCompact: calling(Go.StartCompact),
  startCheck: calling(Go.StartCheck),
  diagnostics: calling(Go.Diagnostics),
  showLedger: calling(Go.ShowLedger),
  privacy: calling(() => Go.Privacy()),
  leaversDue: calling(Go.LeaversDue),
  startActivityLevel: calling(Go.StartActivityLevel),
  startLeaverNames: calling(Go.StartLeaverNames),
  dataFolder: calling(() => Go.DataFolder()),
  pickDataFolder: calling(Go.PickDataFolder),
  usualDataFolder: calling(Go.UsualDataFolder),
  showDataFolder: calling(Go.ShowDataFolder),
  access: calling(() => Go.Access()),
  pickCertificate: calling(Go.PickCertificate),
  pickConnection: calling(() => Go.PickConnection()),
  startConnect: calling((connection: Connection) => Go.StartConnect(connection)),
  startSignIn: calling(Go.StartSignIn),
  startAccessCheck: calling(Go.StartAccessCheck),
  finishConnecting: calling(Go.FinishConnecting),
  abandonConnecting: calling(Go.AbandonConnecting),
  signOut: calling(Go.SignOut),
  saveSourceChoices: calling((chosen: SourceChoices) => Go.SaveSourceChoices(chosen)),
  pickSignInApps: calling(Go.PickSignInApps),
  openPage: calling(Go.OpenPage),
  writeRequest: calling((request: RequestPage) => Go.WriteRequest(request)),
};
