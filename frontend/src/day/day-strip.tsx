import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { useIsFetching } from '@tanstack/react-query';
import { type KeyboardEvent, type PointerEvent, useEffect, useId, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Snapshot } from '../api/types';
import { useFormat } from '../i18n/format';
import { barOf, nearest, ticksOf } from './days';
import { slideTo, useHintStyles } from './slider';
import { StripTicks, stripGround, tallOf } from './strip-ticks';
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
  near: { fill: 'var(--ll-tick-hover)' },
  current: { fill: 'var(--ll-now)' },
  ground: { stroke: 'var(--ll-line)', strokeWidth: '1px' },
  hint: { top: '38px' },
});

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

// DayStrip is the readings as a slider. While it is dragged, the place follows as
// fast as rows can be read: a day that was only passed is never asked for.
export function DayStrip(props: { readings: Snapshot[]; index: number; onTravel: (index: number) => void }) {
  const { readings, index, onTravel } = props;
  const { t } = useTranslation();
  const styles = useStyles();
  const { hint } = useHintStyles();
  const say = useReadingText();
  const hatchId = useId();
  const ticks = useMemo(() => ticksOf(readings), [readings]);
  const { ref, width } = useWidth();
  const [near, setNear] = useState<number>();
  const [dragged, setDragged] = useState<number>();
  const reading = useIsFetching({ queryKey: ['views'] }) > 0;
  const travel = useRef(onTravel);
  travel.current = onTravel;
  useEffect(() => {
    if (dragged !== undefined && dragged !== index && !reading) travel.current(dragged);
  }, [dragged, index, reading]);
  const here = dragged ?? index;

  const bar = barOf(readings.length, width);
  const left = (x: number) => x * (width - bar);
  const readingAt = (event: PointerEvent) => {
    const box = event.currentTarget.getBoundingClientRect();
    return nearest(ticks, (event.clientX - box.left - bar / 2) / Math.max(1, box.width - bar));
  };
  const onPointerDown = (event: PointerEvent) => {
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture?.(event.pointerId);
    setDragged(readingAt(event));
  };
  const onPointerMove = (event: PointerEvent) => {
    const over = readingAt(event);
    setNear(over);
    if (dragged !== undefined) setDragged(over);
  };
  const stop = () => {
    if (dragged !== undefined && dragged !== index) onTravel(dragged);
    setDragged(undefined);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const to = slideTo(event, index, readings.length);
    if (to !== undefined) onTravel(to);
  };

  // over draws one reading over the others.
  const over = (at: number | undefined, className: string, wide: number) => {
    const tick = at === undefined ? undefined : ticks[at];
    if (!tick) return null;
    const x = left(tick.x) - (wide - bar) / 2;
    return (
      <rect x={x} y={stripGround - tallOf(tick)} width={wide} height={tallOf(tick)} rx={1.5} className={className} />
    );
  };
  // While it is dragged, the day stands beside it and in the banner.
  const hinted = near === undefined || dragged !== undefined ? undefined : readings[near];
  const current = readings[here];
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
      aria-valuenow={here + 1}
      aria-valuetext={current ? say(current, here === 0) : ''}
      onKeyDown={onKeyDown}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={stop}
      onPointerCancel={stop}
      onPointerLeave={() => setNear(undefined)}
    >
      <svg className={styles.picture} aria-hidden="true">
        <line x1={0} x2={width} y1={stripGround + 0.5} y2={stripGround + 0.5} className={styles.ground} />
        <StripTicks readings={readings} ticks={ticks} width={width} bar={bar} hatchId={hatchId} />
        {over(near, styles.near, bar)}
        {over(here, styles.current, Math.max(3, bar))}
      </svg>
      {hinted ? (
        <div
          className={mergeClasses(hint, styles.hint)}
          style={hintAt > width / 2 ? { right: Math.max(0, width - hintAt - 8) } : { left: Math.max(0, hintAt - 4) }}
        >
          {say(hinted, near === 0)}
        </div>
      ) : null}
    </div>
  );
}
