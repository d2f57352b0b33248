import { useEffect } from 'react';
import { backend } from '../api/backend';
import { kindOf, type Place, tablePageOf, useGo } from '../app/place';
import { pages } from '../table/columns';
import { whenAtRest } from './at-rest';
import { takePicture } from './take';

// How long nothing must have been drawn, in ms: by then a page is whole.
const calm = 1000;

// isStart tells whether the next start begins with this place. The overview
// counts by the day of today, and other pages keep their own choices.
function isStart(place: Place): boolean {
  if (place.page !== 'licenses' && place.page !== 'people') return false;
  const kind = kindOf(place);
  const table = place.tables[kind];
  const chosen = table && (table.search !== '' || table.filters.length > 0 || table.changed !== undefined);
  return place.at === 'latest' && place.askedDay === '' && kind === pages[tablePageOf(place)][0] && !chosen;
}

// isPlain tells whether a page shows its first rows and nothing lies over it.
function isPlain(root: Element): boolean {
  const over = document.querySelector('[role=dialog], [role=alertdialog], [role=menu], [role=listbox]');
  const scrolled = [...root.querySelectorAll('.ag-body-viewport, .ag-center-cols-viewport')];
  return (
    !over && root.querySelector('.ag-row') !== null && scrolled.every((one) => one.scrollTop + one.scrollLeft === 0)
  );
}

// useKeptPicture keeps a picture of the page for the next start, whenever it is
// at rest as that start will show it.
export function useKeptPicture() {
  const { read } = useGo();
  useEffect(() => {
    const root = document.getElementById('root');
    if (!root) return;
    let kept = document.getElementById('picture')?.dataset.stamp ?? '';
    const keep = async () => {
      if (!isStart(read()) || !isPlain(root)) return;
      const stamp = await backend.pictureStamp();
      if (stamp === '' || stamp === kept || !isStart(read()) || !isPlain(root)) return;
      await backend.keepPicture(takePicture(stamp, root));
      kept = stamp;
    };
    // Without a picture the next start is slower, and that is all.
    return whenAtRest(root, calm, () => void keep().catch(() => undefined));
  }, [read]);
}
