import { Checkbox, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { LockClosedRegular } from '@fluentui/react-icons/svg/lock-closed';
import { ReOrderDotsVerticalRegular } from '@fluentui/react-icons/svg/re-order-dots-vertical';
import { type KeyboardEvent, type PointerEvent, useLayoutEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ColumnId } from '../api/types';
import { moved } from './order';

const rowHeight = 32;

const useStyles = makeStyles({
  list: { listStyleType: 'none', margin: 0, padding: 0 },
  row: {
    display: 'flex',
    alignItems: 'center',
    height: `${rowHeight}px`,
    paddingLeft: '2px',
    borderRadius: tokens.borderRadiusMedium,
    ':hover': { backgroundColor: 'var(--ll-row-hover)' },
  },
  carried: { backgroundColor: 'var(--ll-row-hover)', boxShadow: tokens.shadow4 },
  handle: {
    display: 'grid',
    placeItems: 'center',
    width: '24px',
    height: '24px',
    flexShrink: 0,
    fontSize: '16px',
    color: 'var(--ll-quiet)',
    cursor: 'grab',
    touchAction: 'none',
  },
  still: { cursor: 'default', fontSize: '14px' },
  name: { flexGrow: 1, minWidth: 0 },
  empty: { color: 'var(--ll-quiet)', fontSize: '12px', paddingRight: '8px' },
});

// ColumnList lists columns with a box each. With onMove they are put in another
// order: by dragging, or by Alt and an arrow; the fixed one stays in front.
export function ColumnList(props: {
  label: string;
  columns: ColumnId[];
  shown: boolean;
  fixed?: ColumnId;
  says: (id: ColumnId) => boolean;
  onToggle: (id: ColumnId, on: boolean) => void;
  onMove?: ((columns: ColumnId[]) => void) | undefined;
}) {
  const { t } = useTranslation();
  const styles = useStyles();
  const list = useRef<HTMLUListElement>(null);
  const [dragged, setDragged] = useState<{ id: ColumnId; order: ColumnId[] }>();
  const [told, setTold] = useState('');
  const follow = useRef<ColumnId>(undefined); // keeps its focus when its row moves
  const order = dragged?.order ?? props.columns;
  const first = props.fixed && order[0] === props.fixed ? 1 : 0;

  useLayoutEffect(() => {
    if (!follow.current) return;
    list.current?.querySelector<HTMLElement>(`[data-column="${follow.current}"] input`)?.focus();
    follow.current = undefined;
  });

  const onKey = (event: KeyboardEvent, id: ColumnId) => {
    const step = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : 0;
    if (!event.altKey || step === 0 || !props.onMove || id === props.fixed) return;
    event.preventDefault();
    const from = order.indexOf(id);
    const to = Math.max(first, Math.min(from + step, order.length - 1));
    if (to === from) return;
    follow.current = id;
    setTold(t('chooser.moved', { column: t(`columns.${id}`), place: to + 1, places: order.length }));
    props.onMove(moved(order, from, to));
  };
  const onGrab = (event: PointerEvent, id: ColumnId) => {
    if (!props.onMove || event.button !== 0) return;
    event.preventDefault();
    event.currentTarget.setPointerCapture(event.pointerId);
    setDragged({ id, order: props.columns });
  };
  const onDrag = (event: PointerEvent) => {
    if (!dragged || !list.current) return;
    const at = Math.floor((event.clientY - list.current.getBoundingClientRect().top) / rowHeight);
    const to = Math.max(first, Math.min(at, order.length - 1));
    const from = order.indexOf(dragged.id);
    if (to !== from) setDragged({ id: dragged.id, order: moved(order, from, to) });
  };
  const onDrop = () => {
    if (!dragged) return;
    props.onMove?.(dragged.order);
    setDragged(undefined);
  };

  return (
    <>
      <ul ref={list} className={styles.list} aria-label={props.label}>
        {order.map((id) => {
          const name = t(`columns.${id}`);
          const fixed = id === props.fixed;
          const moves = props.onMove && !fixed;
          return (
            <li
              key={id}
              data-column={id}
              className={mergeClasses(styles.row, dragged?.id === id && styles.carried)}
              onKeyDown={(event) => onKey(event, id)}
            >
              {props.shown ? (
                <span
                  className={mergeClasses(styles.handle, !moves && styles.still)}
                  title={fixed ? t('chooser.fixed') : undefined}
                  aria-hidden="true"
                  {...(moves
                    ? {
                        onPointerDown: (event: PointerEvent) => onGrab(event, id),
                        onPointerMove: onDrag,
                        onPointerUp: onDrop,
                        onPointerCancel: () => setDragged(undefined),
                      }
                    : {})}
                >
                  {fixed ? <LockClosedRegular /> : moves ? <ReOrderDotsVerticalRegular /> : null}
                </span>
              ) : null}
              <Checkbox
                className={styles.name}
                checked={props.shown}
                disabled={fixed}
                label={name}
                {...(fixed ? { 'aria-description': t('chooser.fixed') } : {})}
                {...(moves ? { 'aria-keyshortcuts': 'Alt+ArrowUp Alt+ArrowDown' } : {})}
                onChange={(_, data) => props.onToggle(id, data.checked === true)}
              />
              {props.says(id) ? null : <span className={styles.empty}>{t('chooser.empty')}</span>}
            </li>
          );
        })}
      </ul>
      <span className="ll-live" aria-live="polite">
        {told}
      </span>
    </>
  );
}
