import { makeStyles, mergeClasses, Popover, PopoverSurface, PopoverTrigger, tokens } from '@fluentui/react-components';
import { ArrowSortDownRegular } from '@fluentui/react-icons/svg/arrow-sort-down';
import { ArrowSortUpRegular } from '@fluentui/react-icons/svg/arrow-sort-up';
import { FilterFilled, FilterRegular } from '@fluentui/react-icons/svg/filter';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ColumnId } from '../api/types';
import { Clipped } from './clipped';
import { FilterPanel } from './filter-panel';
import { useTable } from './table-context';
import type { HeaderProps } from './use-drawn-grid';

const useStyles = makeStyles({
  header: {
    position: 'relative',
    display: 'flex',
    alignItems: 'center',
    width: '100%',
    height: '100%',
    gap: '4px',
    cursor: 'pointer',
    userSelect: 'none',
    ':hover .ll-filter': { opacity: 1 },
  },
  sorted: { color: tokens.colorBrandForeground1 },
  icon: { flexShrink: 0, fontSize: '14px', color: tokens.colorBrandForeground1 },
  filter: {
    position: 'absolute',
    right: 0,
    backgroundColor: 'var(--ll-sheet)',
    display: 'grid',
    placeItems: 'center',
    width: '24px',
    height: '24px',
    padding: 0,
    border: 'none',
    borderRadius: tokens.borderRadiusMedium,
    color: 'var(--ll-quiet)',
    fontSize: '15px',
    opacity: 0,
    cursor: 'pointer',
    transitionProperty: 'opacity',
    transitionDuration: '120ms',
    ':hover': { backgroundColor: tokens.colorSubtleBackgroundHover },
    ':focus-visible': { opacity: 1 },
  },
  filterOn: { opacity: 1, color: tokens.colorBrandForeground1 },
});

// ColumnHeader sorts on click and on Enter, and opens its filter by the funnel
// or by Alt+Down.
export function ColumnHeader(props: HeaderProps) {
  const { t } = useTranslation();
  const styles = useStyles();
  const { choice, change } = useTable();
  const [open, setOpen] = useState(false);
  const column = props.column.getColId() as ColumnId;
  const sorted = choice.sortBy === column;
  const filtered = choice.filters.some((filter) => filter.column === column);
  const label = t(`columns.${column}`);
  const cell = props.eGridHeader;
  // Back to the header, where the filter was opened from.
  const close = () => {
    setOpen(false);
    requestAnimationFrame(() => cell.focus());
  };

  useEffect(() => {
    cell.setAttribute('aria-sort', sorted ? (choice.sortDown ? 'descending' : 'ascending') : 'none');
    cell.setAttribute('aria-description', t('table.columnHint'));
  }, [cell, sorted, choice.sortDown, t]);

  useEffect(() => {
    const sort = () => {
      const next = !sorted
        ? { sortBy: column, sortDown: false }
        : choice.sortDown
          ? { sortBy: '' as const, sortDown: false }
          : { sortBy: column, sortDown: true };
      change(next);
    };
    const onKey = (event: KeyboardEvent) => {
      if (event.target !== cell) return;
      if (event.key === 'Enter') sort();
      else if (event.key === 'ArrowDown' && event.altKey) setOpen(true);
      else return;
      event.preventDefault();
      event.stopPropagation();
    };
    const onClick = (event: MouseEvent) => {
      const target = event.target as HTMLElement;
      if (!target.closest('button') && target.closest('[data-column-label]')) sort();
    };
    cell.addEventListener('keydown', onKey);
    cell.addEventListener('click', onClick);
    return () => {
      cell.removeEventListener('keydown', onKey);
      cell.removeEventListener('click', onClick);
    };
  }, [cell, sorted, choice.sortDown, column, change]);

  return (
    <div className={styles.header} data-column-label={column}>
      <Clipped text={label} className={sorted ? styles.sorted : undefined} />
      {sorted && !choice.sortDown ? <ArrowSortUpRegular className={styles.icon} aria-hidden="true" /> : null}
      {sorted && choice.sortDown ? <ArrowSortDownRegular className={styles.icon} aria-hidden="true" /> : null}
      <Popover
        open={open}
        onOpenChange={(_, data) => (data.open ? setOpen(true) : close())}
        trapFocus
        positioning="below-start"
      >
        <PopoverTrigger disableButtonEnhancement>
          <button
            type="button"
            tabIndex={-1}
            className={mergeClasses('ll-filter', styles.filter, (filtered || open) && styles.filterOn)}
            aria-label={filtered ? t('table.filterOn', { column: label }) : t('table.filterColumn', { column: label })}
          >
            {filtered ? <FilterFilled /> : <FilterRegular />}
          </button>
        </PopoverTrigger>
        <PopoverSurface style={{ padding: 12 }} aria-label={t('table.filterColumn', { column: label })}>
          <FilterPanel column={column} onDone={close} />
        </PopoverSurface>
      </Popover>
    </div>
  );
}
