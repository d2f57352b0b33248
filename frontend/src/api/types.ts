import type { Preset } from '../table/date-presets';
import type { app, desktop, importer, ledger } from '../wailsjs/go/models';

// The words of the Go side, as the window uses them. Closed lists are unions
// of the generated enums' values, so a code that Go gains shows up here.
export type Status = `${ledger.Status}`;
export type Confidence = `${ledger.Confidence}`;
export type Basis = `${ledger.Basis}`;
export type ViewKind = `${ledger.ViewKind}`;
export type ErrorCode = `${ledger.Code}`;
export type FilterOp = `${desktop.FilterOp}`;
export type JobState = `${desktop.JobState}`;
export type JobKind = `${desktop.JobKind}`;

export type Row = desktop.Row;
export type ColumnId = Exclude<keyof Row, 'candidate_keys'>;
// What rows can be summarized and filtered by: also what the directory says of their accounts.
export type AboutId = 'manager' | 'company' | 'country' | 'office';
export type FilterId = ColumnId | AboutId;
export type Snapshot = desktop.Snapshot;
export type Reading = desktop.Reading;
export type Warning = desktop.Warning;
export type View = desktop.View;
export type Counts = desktop.Counts;
export type ValuePage = desktop.ValuePage;
export type Job = desktop.Job;
export type JobStage = desktop.JobStage;
export type Comparison = desktop.Comparison;
export type CompareRequest = desktop.CompareRequest;
export type Difference = desktop.Difference;
export type DifferenceKind = `${ledger.DifferenceKind}`;
export type DifferenceReason = `${ledger.DifferenceReason}`;
export type LedgerInfo = desktop.LedgerInfo;
export type Settings = desktop.Settings;
export type Privacy = desktop.Privacy;
export type Picture = desktop.Picture;
export type Connection = desktop.Connection;
export type SourceChoices = desktop.SourceChoices;
export type Access = desktop.Access;
export type AccessFinding = Omit<desktop.AccessFinding, 'set' | 'state'> & { set: AccessSet; state: AccessState };
export type AccessSet = `${ledger.AccessSet}`;
export type AccessState = `${app.AccessState}`;
export type CostCenterList = desktop.CostCenterList;
export type RequestPage = desktop.RequestPage;
export type Written = desktop.Written;
export type SignInAsk = desktop.SignInAsk;

export interface Filter {
  column: FilterId;
  op: FilterOp;
  values: string[];
  preset?: Preset; // how its date follows from the day that is looked at
}

export type Tenant = desktop.Tenant;
export type TenantFigures = desktop.TenantFigures;
export type RunState = `${ledger.RunState}`;
export type TenantNeed = desktop.TenantNeed;
export type JobTenant = desktop.JobTenant;
export type HeldSync = desktop.HeldSync;
export type HeldEnd = Omit<desktop.HeldEnd, 'of'> & { of: `${ledger.EndingKind}` };
export type Overview = desktop.Overview;
export type LeadingNumber = desktop.Number;
export type Need = desktop.Need;
export type NeedCode = `${app.NeedCode}`;
export type Schedule = desktop.Schedule;
export type ScheduleSource = desktop.ScheduleSource;
export type LicenseUse = desktop.LicenseUse;
export type Prices = desktop.Prices;
export type LicensePrices = desktop.LicensePrices;
export type Price = desktop.Price;
export type PriceRequest = desktop.PriceRequest;
export type PriceFaults = desktop.PriceFaults;
export type PriceImport = desktop.PriceImport;
export type PriceProblem = Omit<importer.PriceProblem, 'reason'> & { reason: `${importer.PriceReason}` };
export type Seats = desktop.Seats;
export type Seat = desktop.Seat;
export type FreeUp = desktop.FreeUp;
export type FreeSum = desktop.FreeGroup;
export type FreeGain = desktop.FreeGain;
export type FreeLine = desktop.FreeLine;
export type FreeChoices = desktop.FreeChoices;
export type FreeRules = ledger.FreeRules;
export type FreeGroup = `${ledger.FreeGroup}`;
export type FreeOff = `${ledger.FreeOff}`;
export type LeftOut = `${ledger.LeftOut}`;
export type SeatKind = `${desktop.SeatKind}`;
export type Since = desktop.Since;
export type SinceKind = `${desktop.SinceKind}`;
export type Changed = desktop.Changed;
export type TrendPoint = desktop.TrendPoint;

export interface ViewRequest {
  kind: ViewKind;
  at: string;
  filters: Filter[];
  search: string;
  sortBy: ColumnId | '';
  sortDown: boolean;
  changed?: Changed; // only what changed since another reading
  showFree?: boolean; // of trials: free and developer plans too
}

// SavedView is a way of looking that somebody gave a name.
export interface SavedView extends Omit<ViewRequest, 'at'> {
  name: string;
  lookedAt?: string; // of the reading that it makes sense for only
  columns: ColumnId[]; // empty for the usual ones
}

export type Group = desktop.Group;
export type SummaryOrder = `${app.SummaryOrder}`;

export interface SummaryRequest {
  view: string;
  column: FilterId;
  search: string;
  since: string; // reading to tell the change since; '' for none
  by: SummaryOrder;
  down: boolean;
}

export interface ExportRequest {
  view: ViewRequest;
  format: 'xlsx' | 'csv' | 'parquet';
  layout: 'shown' | 'full' | 'list' | 'report' | 'month' | 'cost';
  month: string; // of the layout month, as 2026-03; empty is the last one that is over
  columns: ColumnId[]; // of the layout shown, in the order of the table
  comma: 'local' | ',' | ';' | '\t'; // local is what Excel on this computer expects
  mark: boolean; // a CSV file begins with the byte order mark
  dates: 'iso' | 'local' | 'report'; // of a CSV file
  guard: boolean; // of a CSV file, against formulas
  lineFeeds: boolean; // end the lines of a CSV file
  splitBy: '' | 'department' | 'manager' | 'cost_center' | 'company' | 'country' | 'office' | 'license' | 'status';
  redact: boolean; // pseudonyms instead of names
  language: 'en' | 'nl';
  ask: boolean;
}

export type Sentence = desktop.Sentence;
export type EvidenceCode = `${ledger.EvidenceCode}`;
export type Person = desktop.Person;
export type PersonHold = desktop.PersonHold;
export type PersonService = desktop.PersonService;
export type PersonEvent = desktop.PersonEvent;
export type EventCode = `${ledger.EventCode}`;
export type Watching = desktop.Watching;
export type Recent = desktop.Recent;
export type Backup = desktop.Backup;
export type Upkeep = desktop.Upkeep;
export type Found = desktop.Found;
export type ImportRequest = desktop.ImportRequest;
export type FileAnswers = desktop.FileAnswers;
export type FilePreview = app.FilePreview;
export type FileRefusal = app.FileRefusal;
export type RejectedRow = app.RejectedRow;
export type LayoutInfo = importer.LayoutInfo;

export type Changes = desktop.Changes;
export type Change = desktop.Change;
export type ChangeKind = `${desktop.ChangeKind}`;
export type Run = desktop.Run;
export type RunDetail = desktop.RunDetail;
