import { makeStyles, mergeClasses } from '@fluentui/react-components';
import { memo, useId } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../i18n/format';
import { type Bin, dayNumber, labelsIn, type Span } from './timeline-bins';

const useStyles = makeStyles({
  svg: { display: 'block', width: '100%', overflow: 'visible' },
  area: { fill: 'var(--ll-now)', opacity: 0.1 },
  line: { fill: 'none', stroke: 'var(--ll-now)', strokeWidth: '1.5px', opacity: 0.75 },
  bar: { fill: 'var(--ll-tick)' },
  near: { fill: 'var(--ll-tick-hover)' },
  chosen: { fill: 'var(--ll-now)' },
  hatch: { stroke: 'var(--ll-tick-hover)', strokeWidth: '1.4px' },
  ground: { stroke: 'var(--ll-line)', strokeWidth: '1px' },
  mark: { fill: 'var(--ll-tick-hover)' },
  failed: { fill: 'none', stroke: 'var(--ll-unknown)', strokeWidth: '1.6px' },
  words: { fill: 'var(--ll-quiet)', fontSize: '11px' },
  pointer: { stroke: 'var(--ll-now)', strokeWidth: '1px', opacity: 0.5 },
});

export const pictureHeight = 140;
const sizeGround = 56;
const changesGround = 106;
const changesHeight = 42;
const marksAt = 115;
const wordsAt = 136;

// Picture draws the columns of a timeline, from above: how long the list was,
// how much changed, and a mark for what was read: a dot for a sync, a diamond for
// an import, a cross for one that gave no reading.
export const Picture = memo(function Picture(props: {
  bins: Bin[];
  span: Span;
  columns: { count: number; days: number };
  width: number;
  chosen: number;
  near: number | undefined;
}) {
  const { bins, span, columns, width, chosen, near } = props;
  const { t } = useTranslation();
  const format = useFormat();
  const styles = useStyles();
  const hatchId = useId();
  const each = width / columns.count;
  const wide = Math.max(2, Math.min(14, each * 0.68));
  const middle = (index: number) => (index + 0.5) * each;
  const most = Math.max(1, ...bins.map((bin) => bin.changes));
  const longest = Math.max(1, ...bins.map((bin) => bin.rows));
  const sized = bins.filter((bin) => bin.rows > 0);
  const top = (bin: Bin) => sizeGround - (bin.rows / longest) * 40;
  const points = sized.map((bin) => `${middle(bin.index).toFixed(1)},${top(bin).toFixed(1)}`).join(' ');
  const first = sized[0];
  const last = sized.at(-1);
  const marksFit = each >= 5;
  const labels = labelsIn(span, Math.floor(width / 84));
  const begin = dayNumber(span.from);
  const isChosen = (bin: Bin) => bin.first <= chosen && chosen <= bin.last;
  return (
    <svg className={styles.svg} height={pictureHeight} aria-hidden="true">
      <defs>
        <pattern id={hatchId} width="4" height="4" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <line x1="0" y1="0" x2="0" y2="4" className={styles.hatch} />
        </pattern>
      </defs>
      {first && last ? (
        <>
          <text x={0} y={8} className={styles.words}>
            {t('history.longest', { count: longest })}
          </text>
          <polygon
            className={styles.area}
            points={`${middle(first.index)},${sizeGround} ${points} ${middle(last.index)},${sizeGround}`}
          />
          <polyline className={styles.line} points={points} />
        </>
      ) : null}
      <line x1={0} x2={width} y1={changesGround + 0.5} y2={changesGround + 0.5} className={styles.ground} />
      {bins.map((bin) => {
        const x = middle(bin.index);
        // The root keeps one big day from flattening all others.
        const tall = bin.changes < 0 ? 4 : Math.max(2, changesHeight * Math.sqrt(bin.changes / most));
        const here = isChosen(bin);
        const isNear = near !== undefined && bin.first <= near && near <= bin.last;
        return (
          <g key={bin.index}>
            {here ? <line x1={x} x2={x} y1={14} y2={changesGround - tall} className={styles.pointer} /> : null}
            <rect
              x={x - wide / 2}
              y={changesGround - tall}
              width={wide}
              height={tall}
              rx={Math.min(1.5, wide / 2)}
              className={mergeClasses(styles.bar, isNear && styles.near, here && styles.chosen)}
              style={bin.partial && !here ? { fill: `url(#${hatchId})` } : undefined}
            />
            {marksFit && bin.synced ? <circle cx={x} cy={marksAt} r={1.8} className={styles.mark} /> : null}
            {marksFit && bin.imported ? (
              <rect
                x={x - 2.6}
                y={marksAt - 2.6 + (bin.synced ? 7 : 0)}
                width={5.2}
                height={5.2}
                className={styles.mark}
                transform={`rotate(45 ${x} ${marksAt + (bin.synced ? 7 : 0)})`}
              />
            ) : null}
            {bin.failed ? (
              <path
                d={`M${x - 3} ${marksAt - 3}l6 6m0 -6l-6 6`}
                className={styles.failed}
                transform={bin.synced || bin.imported ? 'translate(0 7)' : undefined}
              />
            ) : null}
          </g>
        );
      })}
      {labels.days.map((day) => {
        const x = ((dayNumber(day) - begin) / columns.days) * each;
        return x > width - 50 ? null : (
          <text key={day} x={x} y={wordsAt} className={styles.words}>
            {labels.months ? format.monthOf(day) : format.shortDay(day)}
          </text>
        );
      })}
    </svg>
  );
});
