import { Checkbox, makeStyles } from '@fluentui/react-components';
import type { CustomCellRendererProps, CustomHeaderProps } from 'ag-grid-react';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { Row } from '../api/types';
import { isPicked } from './selection';
import { useTablePicking } from './use-selection';

// The column of boxes that select rows.
export const pickColumn = 'pick';

const useStyles = makeStyles({
  box: { '& .fui-Checkbox__indicator': { margin: '4px' } },
});

// The boxes stand outside the order of Tab: Space on any cell of a row selects
// it, Ctrl+A selects all.
export function PickCell({ node, data, eGridCell }: CustomCellRendererProps<Row>) {
  const { t } = useTranslation();
  const styles = useStyles();
  const { spans, toggle, extend } = useTablePicking();
  const row = node.rowIndex ?? 0;
  const picked = isPicked(spans, row);
  useEffect(() => {
    eGridCell.closest('[role=row]')?.setAttribute('aria-selected', String(picked));
  });
  if (!data) return null;
  return (
    <Checkbox
      className={styles.box}
      tabIndex={-1}
      checked={picked}
      aria-label={t('select.row', { row: row + 1 })}
      onChange={(event) => {
        const click = event.nativeEvent as MouseEvent;
        if (click.shiftKey) extend(row);
        else toggle(row);
      }}
    />
  );
}

export function PickHeader(_: CustomHeaderProps) {
  const { t } = useTranslation();
  const styles = useStyles();
  const { all, count, pickAll, clear } = useTablePicking();
  return (
    <Checkbox
      className={styles.box}
      tabIndex={-1}
      checked={all ? true : count > 0 ? 'mixed' : false}
      aria-label={all ? t('select.none') : t('select.all')}
      onChange={() => (all ? clear() : pickAll())}
    />
  );
}
