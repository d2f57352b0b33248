import { useQuery } from '@tanstack/react-query';
import { snapshotsQuery } from '../api/queries';
import type { Snapshot } from '../api/types';
import { useGo, usePlacePart } from '../app/place';
import { indexOf, lookUp, placeOf } from './days';

const none: Snapshot[] = [];

// useDay says which reading is looked at, and travels to others.
export function useDay() {
  const at = usePlacePart((place) => place.at);
  const { go } = useGo();
  const askedDay = usePlacePart((place) => place.askedDay);
  const { data } = useQuery(snapshotsQuery());
  const readings = data ?? none;
  const index = indexOf(readings, at);
  const travel = (to: number) => go({ to: 'reading', at: placeOf(readings, to) });
  return {
    loaded: data !== undefined,
    readings,
    index,
    reading: readings[index],
    askedDay,
    inPast: index >= 0 && index < readings.length - 1,
    travel,
    previous: () => travel((index < 0 ? readings.length : index) - 1),
    next: () => travel(index + 1),
    latest: () => go({ to: 'reading', at: 'latest' }),
    toDay: (day: string) => {
      const found = lookUp(readings, day);
      if (found.index < 0) go({ to: 'reading', at: placeOf(readings, 0), askedDay: day });
      else go({ to: 'reading', at: placeOf(readings, found.index), askedDay: found.exact ? '' : day });
    },
  };
}
