import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { type KeyboardEvent, type PointerEvent, useId, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Snapshot } from '../api/types';
import { useFormat } from '../i18n/format';
import { nearest, ticksOf } from './days';
import { useWidth } from './use-width';

const useStyles = makeStyles({
  strip: {
    position: 'relative',
    height: '40px',
    flexGrow: 1,
    minWidth: '120px',
    cursor: 'ew-resize',
    touchAction: 'none',
    borderRadius: tokens.borderRadiusMedium,
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}` },
  },
  picture: { display: 'block', width: '100%', height: '40px', overflow: 'visible' },
  tick: { fill: 'var(--ll-tick)' },
  near: { fill: 'var(--ll-tick-hover)' },
  current: { fill: 'var(--ll-now)' },
  ground: { stroke: 'var(--ll-line)', strokeWidth: '1px' },
  hatch: { stroke: 'var(--ll-tick-hover)', strokeWidth: '1.2px' },
  hint: {
    position: 'absolute',
    top: '38px',
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

const height = 34;
const ground = 36;

// useReadingText says a reading in one line, as the strip's value and hint.
export function useReadingText() {
  const { t } = useTranslation();
  const format = useFormat();
  return (reading: Snapshot, first: boolean) => {
    const day = format.day(reading.day);
    const time = format.time(reading.at);
    if (first || reading.changes < 0) return t('day.valueFirst', { day, time });
    const changes = t('count.changes', { count: reading.changes });
    return reading.partial ? t('day.valuePartial', { day, time, changes }) : t('day.value', { day, time, changes });
  };
}

export function DayStrip(props: { readings: Snapshot[]; index: number; onTravel: (index: number) => void }) {
  const { readings, index, onTravel } = props;
  const { t } = useTranslation();
  const styles = useStyles();
  const say = useReadingText();
  const hatchId = useId();
  const ticks = useMemo(() => ticksOf(readings), [readings]);
  const { ref, width } = useWidth();
  const [near, setNear] = useState<number>();
  const dragging = useRef(false);

  const bar = Math.max(1.5, Math.min(7, (width / Math.max(1, readings.length)) * 0.62));
  const left = (x: number) => x * (width - bar);
  const readingAt = (event: PointerEvent) => {
    const box = event.currentTarget.getBoundingClientRect();
    return nearest(ticks, (event.clientX - box.left - bar / 2) / Math.max(1, box.width - bar));
  };
  const onPointerDown = (event: PointerEvent) => {
    if (event.button !== 0) return;
    dragging.current = true;
    event.currentTarget.setPointerCapture?.(event.pointerId);
    onTravel(readingAt(event));
  };
  const onPointerMove = (event: PointerEvent) => {
    const over = readingAt(event);
    setNear(over);
    if (dragging.current && over !== index) onTravel(over);
  };
  const stop = () => {
    dragging.current = false;
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.altKey || event.ctrlKey) return;
    const to = {
      ArrowLeft: index - 1,
      ArrowRight: index + 1,
      PageUp: index - 7,
      PageDown: index + 7,
      Home: 0,
      End: readings.length - 1,
    }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    onTravel(to);
  };

  const hinted = near === undefined ? undefined : readings[near];
  const current = readings[index];
  const hintAt = near === undefined ? 0 : left(ticks[near]?.x ?? 0);
  return (
    <div
      ref={ref}
      role="slider"
      tabIndex={0}
      className={styles.strip}
      aria-label={t('day.strip')}
      aria-valuemin={1}
      aria-valuemax={readings.length}
      aria-valuenow={index + 1}
      aria-valuetext={current ? say(current, index === 0) : ''}
      onKeyDown={onKeyDown}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={stop}
      onPointerCancel={stop}
      onPointerLeave={() => setNear(undefined)}
    >
      <svg className={styles.picture} aria-hidden="true">
        <defs>
          <pattern id={hatchId} width="4" height="4" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
            <line x1="0" y1="0" x2="0" y2="4" className={styles.hatch} />
          </pattern>
        </defs>
        <line x1={0} x2={width} y1={ground + 0.5} y2={ground + 0.5} className={styles.ground} />
        {readings.map((reading, i) => {
          const tick = ticks[i];
          if (!tick) return null;
          const tall = Math.max(3, Math.round(tick.height * height));
          const wide = i === index ? Math.max(3, bar) : bar;
          return (
            <rect
              key={reading.id}
              x={left(tick.x) - (wide - bar) / 2}
              y={ground - tall}
              width={reading.partial ? Math.max(4, wide) : wide}
              height={tall}
              rx={Math.min(1.5, wide / 2)}
              className={mergeClasses(styles.tick, i === near && styles.near, i === index && styles.current)}
              style={reading.partial && i !== index ? { fill: `url(#${hatchId})` } : undefined}
            />
          );
        })}
      </svg>
      {hinted ? (
        <div
          className={styles.hint}
          style={hintAt > width / 2 ? { right: Math.max(0, width - hintAt - 8) } : { left: Math.max(0, hintAt - 4) }}
        >
          {say(hinted, near === 0)}
        </div>
      ) : null}
    </div>
  );
}
