import { makeStyles } from '@fluentui/react-components';
import { memo } from 'react';
import type { Snapshot } from '../api/types';
import { columnsOf, type Tick } from './days';

const useStyles = makeStyles({
  tick: { fill: 'var(--ll-tick)' },
  hatch: { stroke: 'var(--ll-tick-hover)', strokeWidth: '1.2px' },
});

export const stripHeight = 34;
export const stripGround = 36;
export const tallOf = (tick: Tick) => Math.max(3, Math.round(tick.height * stripHeight));

// StripTicks draws all readings once; what is looked at and pointed at is drawn
// over it, so that travelling moves two rectangles and not a thousand.
export const StripTicks = memo(function StripTicks(props: {
  readings: Snapshot[];
  ticks: Tick[];
  width: number;
  bar: number;
  hatchId: string;
}) {
  const { readings, ticks, width, bar, hatchId } = props;
  const styles = useStyles();
  return (
    <>
      <defs>
        <pattern id={hatchId} width="4" height="4" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <line x1="0" y1="0" x2="0" y2="4" className={styles.hatch} />
        </pattern>
      </defs>
      {columnsOf(ticks, readings, width, bar).map(({ x, tick, partial }) => (
        <rect
          key={x}
          x={x}
          y={stripGround - tallOf(tick)}
          width={partial ? Math.max(4, bar) : bar}
          height={tallOf(tick)}
          rx={Math.min(1.5, bar / 2)}
          className={styles.tick}
          style={partial ? { fill: `url(#${hatchId})` } : undefined}
        />
      ))}
    </>
  );
});
