import type { GridApi } from 'ag-grid-community';
import { type RefObject, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Row, Status } from '../api/types';
import { useFormat } from '../i18n/format';
import type { Surroundings } from './drawn';
import { pickColumn } from './pick-header';
import { useTable } from './table-context';
import { useTablePicking } from './use-selection';

// useSurroundings tells the cells of a grid what they go by, and has them drawn
// again when it changes. marks holds a sign for every status.
export function useSurroundings(api: RefObject<GridApi<Row> | null>, marks: RefObject<HTMLElement | null>) {
  const { t } = useTranslation();
  const format = useFormat();
  const { nextLook, briefly } = useTable();
  const picking = useTablePicking();
  const mark = (status: Status) => {
    const of = (name: string) => marks.current?.querySelector(`[data-status="${name}"]`)?.firstChild;
    return (of(status) ?? of('unresolved'))?.cloneNode(true);
  };
  const kept = useRef<Surroundings>(undefined);
  kept.current ??= { t, format, nextLook, briefly, picking, mark };
  const now = kept.current;

  useEffect(() => {
    if (now.t === t && now.format === format && now.nextLook === nextLook && now.briefly === briefly) return;
    Object.assign(now, { t, format, nextLook, briefly });
    api.current?.refreshCells({ force: true });
  }, [api, now, t, format, nextLook, briefly]);

  useEffect(() => {
    const differ = now.picking.spans !== picking.spans;
    now.picking = picking;
    if (differ) api.current?.refreshCells({ force: true, columns: [pickColumn] });
  }, [api, now, picking]);

  return now;
}
