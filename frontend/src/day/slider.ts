import { makeStyles, tokens } from '@fluentui/react-components';
import type { KeyboardEvent } from 'react';

// What the strip of days and the picture of the history have in common: both are
// sliders through readings.

// slideTo gives where a key leads from the one at, among so many; undefined for a key
// that leads nowhere. A page is a week.
export function slideTo(event: KeyboardEvent, at: number, count: number): number | undefined {
  if (event.altKey || event.ctrlKey) return undefined;
  const to = {
    ArrowLeft: at - 1,
    ArrowRight: at + 1,
    PageUp: at - 7,
    PageDown: at + 7,
    Home: 0,
    End: count - 1,
  }[event.key];
  if (to === undefined) return undefined;
  event.preventDefault();
  return Math.max(0, Math.min(count - 1, to));
}

// useHintStyles is the look of what is told of the reading under the pointer.
export const useHintStyles = makeStyles({
  hint: {
    position: 'absolute',
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
