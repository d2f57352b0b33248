import { useCallback } from 'react';
import { useNote } from '../api/notes';
import type { ExportRequest } from '../api/types';

// What a person chose once holds for every later export.
export type ExportOptions = Pick<
  ExportRequest,
  'layout' | 'comma' | 'mark' | 'dates' | 'guard' | 'lineFeeds' | 'splitBy' | 'redact'
>;

const usual: ExportOptions = {
  layout: 'shown',
  comma: 'local',
  mark: true,
  dates: 'iso',
  guard: false,
  lineFeeds: false,
  splitBy: '',
  redact: false,
};

export type ChangeExport = (some: Partial<ExportOptions>) => void;

// useExportOptions gives the choices and the way to change some. What an older
// version remembered lacks the later ones.
export function useExportOptions(): [ExportOptions, ChangeExport] {
  const [kept, keep] = useNote<Partial<ExportOptions>>('export', usual);
  const options = { ...usual, ...kept };
  const change = useCallback<ChangeExport>((some) => keep({ ...usual, ...kept, ...some }), [keep, kept]);
  return [options, change];
}
