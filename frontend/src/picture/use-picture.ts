import { useEffect } from 'react';
import { backend } from '../api/backend';
import { kindOf, type Place, tablePageOf, useGo } from '../app/place';
import { pages } from '../table/columns';
import { whenAtRest } from './at-rest';
import { takePicture } from './take';

// How long nothing must have been drawn, in ms: by then a page is whole.
const calm = 1000;

// Pages of tables show the same at the next start. What others show goes by the
// day of today, or is chosen anew: of them the frame is kept.
const isTable = ({ page }: Place) => page === 'licenses' || page === 'people';

// isStart tells whether the next start begins with this place.
function isStart(place: Place): boolean {
  if (place.at !== 'latest' || place.askedDay !== '') return false;
  if (!isTable(place)) return true;
  const kind = kindOf(place);
  const table = place.tables[kind];
  const chosen = table && (table.search !== '' || table.filters.length > 0 || table.changed !== undefined);
  return kind === pages[tablePageOf(place)][0] && !chosen;
}

// isPlain tells whether a page is whole, nothing lies over it, and a table shows
// its first rows and columns.
function isPlain(root: Element, table: boolean): boolean {
  const over = document.querySelector('[role=dialog], [role=alertdialog], [role=menu], [role=listbox]');
  const unlike = root.querySelector('main[aria-busy=true], .ag-row[aria-selected=true]');
  if (over || unlike) return false;
  if (!table) return true;
  // Whatever the grid scrolls in, it stands where it begins.
  const moved = [...root.querySelectorAll('[role=grid], [role=grid] *')].some(
    (one) => one.scrollTop !== 0 || one.scrollLeft !== 0,
  );
  return !moved && root.querySelector('.ag-row[row-index="0"]') !== null;
}

// useKeptPicture keeps a picture of the page for the next start, whenever it is
// at rest as that start will show it.
export function useKeptPicture() {
  const { read } = useGo();
  useEffect(() => {
    const root = document.getElementById('root');
    if (!root) return;
    let kept = document.getElementById('picture')?.dataset.stamp ?? '';
    const asAtStart = () => isStart(read()) && isPlain(root, isTable(read()));
    const keep = async () => {
      if (!asAtStart()) return;
      const stamp = await backend.pictureStamp();
      if (stamp === '' || stamp === kept || !asAtStart()) return;
      await backend.keepPicture(takePicture(stamp, root, isTable(read())));
      kept = stamp;
    };
    // Without a picture the next start is slower, and that is all.
    return whenAtRest(root, calm, () => void keep().catch(() => undefined));
  }, [read]);
}
