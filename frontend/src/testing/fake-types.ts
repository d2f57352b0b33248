import type { desktop } from '../wailsjs/go/models';

// Go is the whole bound API, as generated.
export type Go = typeof import('../wailsjs/go/desktop/Window');
export type AppError = desktop.AppError;
export type CompareRequest = desktop.CompareRequest;
export type ExportRequest = desktop.ExportRequest;
export type FileAnswers = desktop.FileAnswers;
export type Filter = desktop.Filter;
export type HeldSync = desktop.HeldSync;
export type Job = desktop.Job;
export type JobResult = desktop.JobResult;
export type LeadNumber = desktop.Number;
export type Overview = desktop.Overview;
export type LicensePrices = desktop.LicensePrices;
export type PriceImport = desktop.PriceImport;
export type Seat = desktop.Seat;
export type Seats = desktop.Seats;
export type Since = desktop.Since;
export type TrendPoint = desktop.TrendPoint;
export type Row = desktop.Row;
export type SavedView = desktop.SavedView;
export type Settings = desktop.Settings;
export type Snapshot = desktop.Snapshot;
export type ViewRequest = desktop.ViewRequest;
export type Watching = desktop.Watching;
