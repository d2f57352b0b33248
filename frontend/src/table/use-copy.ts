import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { toAppError } from '../api/errors';
import type { ColumnId } from '../api/types';
import { useFormat } from '../i18n/format';
import { mostRows, putOnClipboard, rowsText } from './copy';
import { countOf, type Selection } from './selection';
import { useTable } from './table-context';

// CopyState is what the foot of the table says about the last copy.
export type CopyState =
  | { is: 'idle' }
  | { is: 'running'; done: number; total: number }
  | { is: 'copied'; rows: number } // 0 for a cell
  | { is: 'tooMany'; rows: number }
  | { is: 'failed' };

export interface Copying {
  state: CopyState;
  copyText(text: string): void;
  copyRows(spans: Selection, columns: readonly ColumnId[], headers: boolean): void;
  cancel(): void;
}

const saidFor = 6000;

export function useCopy(onStale: () => void): Copying {
  const { t } = useTranslation();
  const format = useFormat();
  const { view, nextLook, briefly } = useTable();
  const [state, setState] = useState<CopyState>({ is: 'idle' });
  const running = useRef<AbortController>(undefined);
  const id = view?.id ?? '';

  useEffect(() => () => running.current?.abort(), []);
  useEffect(() => {
    if (state.is !== 'copied') return;
    const timer = setTimeout(() => setState({ is: 'idle' }), saidFor);
    return () => clearTimeout(timer);
  }, [state]);

  const finish = useCallback(async (text: string, rows: number) => {
    setState((await putOnClipboard(text)) ? { is: 'copied', rows } : { is: 'failed' });
  }, []);
  const copyText = useCallback(
    (text: string) => {
      finish(text, 0).catch(() => setState({ is: 'failed' }));
    },
    [finish],
  );
  const copyRows = useCallback(
    (spans: Selection, columns: readonly ColumnId[], headers: boolean) => {
      const total = countOf(spans);
      running.current?.abort();
      if (total > mostRows) {
        setState({ is: 'tooMany', rows: total });
        return;
      }
      const control = new AbortController();
      running.current = control;
      // What takes no time needs no progress.
      const slow = setTimeout(
        () => setState((now) => (now.is === 'running' ? now : { is: 'running', done: 0, total })),
        300,
      );
      const tell = (done: number) =>
        setState((now) => (now.is === 'running' && !control.signal.aborted ? { is: 'running', done, total } : now));
      rowsText({ view: id, spans, columns, headers, t, format, nextLook, briefly, signal: control.signal, tell })
        .then((text) => finish(text, total))
        .catch((thrown) => {
          if (control.signal.aborted) return;
          setState({ is: 'failed' });
          if (toAppError(thrown).code === 'stale') onStale();
        })
        .finally(() => clearTimeout(slow));
    },
    [id, t, format, nextLook, briefly, finish, onStale],
  );
  const cancel = useCallback(() => {
    running.current?.abort();
    setState({ is: 'idle' });
  }, []);
  return useMemo(() => ({ state, copyText, copyRows, cancel }), [state, copyText, copyRows, cancel]);
}
