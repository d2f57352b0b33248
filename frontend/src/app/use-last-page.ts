import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useNote } from '../api/notes';
import { pages } from './pages';
import { type Page, useGo, usePlacePart } from './place';

// useLastPage goes, when a history file is opened, to the page that it was left
// on, and remembers where the person is. It tells when a page can be drawn:
// until then the place is that of the file before.
export function useLastPage(): boolean {
  const page = usePlacePart((place) => place.page);
  const { go } = useGo();
  const [kept, keep] = useNote<Page | ''>('ledger/page', '');
  const [ready, setReady] = useState(false);
  const first = useRef(kept);
  useLayoutEffect(() => {
    go({ to: 'start' });
    // A page of another version is not gone to, and none that is of no one history file.
    const last = pages.find(({ page }) => page === first.current && page !== 'tenants');
    if (last) go({ to: 'page', page: last.page });
    setReady(true);
  }, [go]);
  useEffect(() => {
    if (ready && page !== kept && page !== 'tenants') keep(page);
  }, [ready, page, kept, keep]);
  return ready;
}
