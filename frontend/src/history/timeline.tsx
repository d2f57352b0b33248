import { makeStyles, tokens } from '@fluentui/react-components';
import { type KeyboardEvent, type PointerEvent, useId, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useWidth } from '../day/use-width';
import { useFormat } from '../i18n/format';
import type { Entry } from './entries';
import { Picture, pictureHeight } from './picture';
import { binsOf, columnsIn, type Span } from './timeline-bins';
import { sayEntry } from './words';

const useStyles = makeStyles({
  frame: {
    position: 'relative',
    height: `${pictureHeight}px`,
    cursor: 'pointer',
    borderRadius: tokens.borderRadiusMedium,
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '4px' },
  },
  hint: {
    position: 'absolute',
    top: '-4px',
    zIndex: 5,
    pointerEvents: 'none',
    whiteSpace: 'nowrap',
    padding: '3px 8px',
    fontSize: '12px',
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorNeutralBackgroundInverted,
    color: tokens.colorNeutralForegroundInverted,
    boxShadow: tokens.shadow8,
  },
});

// Timeline is the history as one picture: the size of the list, the changes,
// and what each reading came from. It is a slider through syncs and imports.
export function Timeline(props: {
  entries: Entry[];
  span: Span;
  chosen: number;
  onChoose: (index: number) => void;
  onOpen: () => void;
}) {
  const { entries, span, chosen, onChoose, onOpen } = props;
  const { t } = useTranslation();
  const format = useFormat();
  const styles = useStyles();
  const titleId = useId();
  const { ref, width } = useWidth();
  const [near, setNear] = useState<number>();
  const columns = useMemo(() => columnsIn(span, width), [span, width]);
  const bins = useMemo(() => binsOf(entries, span, columns.days), [entries, span, columns.days]);
  const say = (index: number) => {
    const entry = entries[index];
    return entry ? sayEntry(entry, t, format) : '';
  };

  const entryAt = (event: PointerEvent) => {
    const box = event.currentTarget.getBoundingClientRect();
    const column = ((event.clientX - box.left) / Math.max(1, box.width)) * columns.count - 0.5;
    let best = bins[0];
    for (const bin of bins) if (best && Math.abs(bin.index - column) < Math.abs(best.index - column)) best = bin;
    return best?.last;
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.altKey || event.ctrlKey) return;
    if (event.key === 'Enter') return onOpen();
    const to = {
      ArrowLeft: chosen - 1,
      ArrowRight: chosen + 1,
      PageUp: chosen - 7,
      PageDown: chosen + 7,
      Home: 0,
      End: entries.length - 1,
    }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    onChoose(Math.max(0, Math.min(entries.length - 1, to)));
  };
  const hintAt = near === undefined ? 0 : (bins.find((bin) => bin.last === near)?.index ?? 0) / columns.count;
  return (
    <div
      ref={ref}
      role="slider"
      tabIndex={0}
      className={styles.frame}
      aria-label={t('history.timeline')}
      aria-describedby={titleId}
      aria-valuemin={1}
      aria-valuemax={entries.length}
      aria-valuenow={chosen + 1}
      aria-valuetext={say(chosen)}
      onKeyDown={onKeyDown}
      onPointerDown={(event) => {
        const index = event.button === 0 ? entryAt(event) : undefined;
        if (index !== undefined) onChoose(index);
      }}
      onPointerMove={(event) => setNear(entryAt(event))}
      onPointerLeave={() => setNear(undefined)}
      onDoubleClick={onOpen}
    >
      <Picture bins={bins} span={span} columns={columns} width={width} chosen={chosen} near={near} />
      <span id={titleId} className="ll-live">
        {t('history.drawn')}
      </span>
      {near === undefined ? null : (
        <div
          className={styles.hint}
          style={hintAt > 0.5 ? { right: `${(1 - hintAt) * 100}%` } : { left: `${hintAt * 100}%` }}
        >
          {say(near)}
        </div>
      )}
    </div>
  );
}
