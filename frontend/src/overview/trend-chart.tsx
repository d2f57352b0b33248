import { makeStyles, mergeClasses } from '@fluentui/react-components';
import { type KeyboardEvent, type PointerEvent, useEffect, useId, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TrendPoint } from '../api/types';
import { useWidth } from '../day/use-width';
import { useFormat } from '../i18n/format';
import { ToldLink } from './told-link';
import { closest, leadsOf, pathOf, placesOf, rangeOf, runsOf, type Series, sizeOf } from './trend-shape';
import { sizeText } from './trend-words';

const tall = 112; // of one picture
const inset = 6; // room for the marks at both ends

const useStyles = makeStyles({
  chart: { position: 'relative', touchAction: 'pan-y', userSelect: 'none', cursor: 'pointer' },
  head: {
    display: 'flex',
    justifyContent: 'space-between',
    gap: '12px',
    fontSize: '13px',
    lineHeight: '20px',
    color: 'var(--ll-quiet)',
    fontVariantNumeric: 'tabular-nums',
  },
  picture: { display: 'block', width: '100%', height: `${tall}px`, marginBottom: '8px', overflow: 'visible' },
  ground: { stroke: 'var(--ll-line)' },
  line: {
    fill: 'none',
    strokeWidth: '1.75px',
    strokeLinejoin: 'round',
    strokeLinecap: 'round',
    stroke: 'var(--ll-now)',
  },
  second: { stroke: 'var(--ll-tick-hover)' },
  near: { stroke: 'var(--ll-tick)', strokeDasharray: '2 3' },
  here: { stroke: 'var(--ll-tick)' },
  dot: { fill: 'var(--ll-sheet)', stroke: 'var(--ll-now)', strokeWidth: '2px' },
  ends: { display: 'flex', justifyContent: 'space-between', fontSize: '12px', color: 'var(--ll-quiet)' },
  point: {
    position: 'absolute',
    top: 0,
    bottom: '16px',
    width: '24px',
    padding: 0,
    border: 'none',
    borderRadius: '4px',
    background: 'none',
    cursor: 'pointer',
    pointerEvents: 'none',
  },
});

interface Picture {
  series: Series;
  points: TrendPoint[];
  x: (index: number) => number;
  near: number | undefined;
  here: number;
}

// Line is one of the two pictures. They share the days and not the heights, so
// that each shows how it moves.
function Line(props: Picture) {
  const { t } = useTranslation();
  const format = useFormat();
  const styles = useStyles();
  const { series, points, x, near, here } = props;
  const range = useMemo(() => rangeOf(points, series), [points, series]);
  const runs = useMemo(() => runsOf(points, series), [points, series]);
  if (!range) return null;
  const y = (index: number) => {
    const value = sizeOf(points[index], series) ?? range.low;
    return tall - ((value - range.low) / (range.high - range.low)) * tall;
  };
  const shown = near ?? here;
  const point = points[shown];
  const value = sizeOf(point, series);
  return (
    <>
      <div className={styles.head}>
        <span>{series === 'rows' ? t('overview.trend.rows') : t('overview.trend.licensed')}</span>
        {value === undefined || !point ? (
          <span>{t('overview.trend.notKnown')}</span>
        ) : (
          <ToldLink
            text={format.number(value)}
            label={sizeText(point, series, t, format)}
            leads={leadsOf(point, series)}
          />
        )}
      </div>
      <svg className={styles.picture} aria-hidden="true">
        <line x1={0} x2="100%" y1={tall - 0.5} y2={tall - 0.5} className={styles.ground} />
        {here >= 0 ? <line x1={x(here)} x2={x(here)} y1={0} y2={tall} className={styles.here} /> : null}
        {near !== undefined ? <line x1={x(near)} x2={x(near)} y1={0} y2={tall} className={styles.near} /> : null}
        {runs.map((run) => (
          <path
            key={run[0]}
            d={pathOf(run, x, y)}
            className={mergeClasses(styles.line, series === 'licensed' && styles.second)}
          />
        ))}
        {value === undefined ? null : <circle cx={x(shown)} cy={y(shown)} r={3.5} className={styles.dot} />}
      </svg>
    </>
  );
}

// TrendChart shows all readings as lines. One of its points can be reached by
// keyboard, and moves with the arrow keys; each has its numbers as its name.
export function TrendChart(props: {
  points: TrendPoint[];
  here: number; // the reading that is looked at; -1 for none
  nameOf: (index: number) => string;
  onTravel: (index: number) => void;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const styles = useStyles();
  const { points, here, nameOf, onTravel } = props;
  const { ref, width } = useWidth();
  const [near, setNear] = useState<number>();
  const [focused, setFocused] = useState<number>();
  const button = useRef<HTMLButtonElement>(null);
  const how = useId();
  const places = useMemo(() => placesOf(points), [points]);
  const x = (index: number) => inset + (places[index] ?? 0) * (width - 2 * inset);
  const last = points.length - 1;
  const current = Math.min(focused ?? (here < 0 ? last : here), last);

  // A key makes another point the one that can be reached: it takes the focus.
  useEffect(() => {
    if (focused !== undefined && button.current?.dataset.index === String(focused)) button.current.focus();
  }, [focused]);

  const over = (event: PointerEvent<HTMLDivElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    return closest(places, (event.clientX - box.left - inset) / Math.max(1, box.width - 2 * inset));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const to = {
      ArrowLeft: current - 1,
      ArrowRight: current + 1,
      PageUp: current - 7,
      PageDown: current + 7,
      Home: 0,
      End: last,
    }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    setFocused(Math.max(0, Math.min(last, to)));
  };
  const marked = near ?? focused;
  return (
    <div
      ref={ref}
      className={styles.chart}
      onPointerMove={(event) => {
        // A number that is pointed at stays what it was.
        if (!(event.target as Element).closest('button:not([data-index])')) setNear(over(event));
      }}
      onPointerLeave={() => setNear(undefined)}
      onPointerUp={(event) => {
        // A number leads elsewhere.
        if (event.button === 0 && !(event.target as Element).closest('button')) onTravel(over(event));
      }}
    >
      <span id={how} hidden>
        {t('overview.trend.how')}
      </span>
      <Line series="rows" points={points} x={x} near={marked} here={here} />
      <Line series="licensed" points={points} x={x} near={marked} here={here} />
      <div className={styles.ends} aria-hidden="true">
        <span>{format.shortDay(points[0]?.at ?? '')}</span>
        {marked === undefined ? null : <span>{format.when(points[marked]?.at ?? '')}</span>}
        <span>{format.shortDay(points[last]?.at ?? '')}</span>
      </div>
      <button
        key={current}
        ref={button}
        type="button"
        data-index={current}
        className={styles.point}
        style={{ left: x(current) - 12 }}
        aria-label={nameOf(current)}
        aria-describedby={how}
        onFocus={() => setFocused(current)}
        onBlur={(event) => (event.relatedTarget ? setFocused(undefined) : undefined)}
        onKeyDown={onKeyDown}
        onClick={() => onTravel(current)}
      />
    </div>
  );
}
