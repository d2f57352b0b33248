import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { type KeyboardEvent, type PointerEvent, useId, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { slideTo, useHintStyles } from '../day/slider';
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
  hint: { top: '-4px' },
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
  const { hint } = useHintStyles();
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
    if (event.key === 'Enter' && !event.altKey && !event.ctrlKey) return onOpen();
    const to = slideTo(event, chosen, entries.length);
    if (to !== undefined) onChoose(to);
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
          className={mergeClasses(hint, styles.hint)}
          style={hintAt > 0.5 ? { right: `${(1 - hintAt) * 100}%` } : { left: `${hintAt * 100}%` }}
        >
          {say(near)}
        </div>
      )}
    </div>
  );
}
