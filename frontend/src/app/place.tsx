import { createContext, type ReactNode, useContext, useState, useSyncExternalStore } from 'react';
import type { Changed, ColumnId, Filter, ViewKind, ViewRequest } from '../api/types';
import { type PageId, pages } from '../table/columns';

// TableChoice is what the person chose for one view; it stays while they visit
// other pages and other days.
export interface TableChoice {
  filters: Filter[];
  search: string;
  sortBy: ColumnId | '';
  sortDown: boolean;
  showFree?: boolean; // of trials: free and developer plans too
  changed?: Changed | undefined; // only what changed since another reading
}

// Page is a page of tables, or one that is none.
export type Page = PageId | 'overview' | 'cost' | 'changes' | 'history' | 'tenants' | 'settings';

// ChangesChoice is what the page of changes compares; '' leaves a day to it.
export interface ChangesChoice {
  tab: 'days' | 'file';
  before: string;
  after: string;
}

// CostTab is a tab of the page of licenses and cost.
export type CostTab = 'seats' | 'freeUp' | 'prices';

// Place is where the person is: page, view, day, and the choices per view.
export interface Place {
  page: Page;
  kinds: Record<PageId, ViewKind>;
  at: string; // latest, or the id of a reading
  askedDay: string; // a day asked for that has no reading of its own
  tables: Partial<Record<ViewKind, TableChoice>>;
  changes: ChangesChoice;
  costTab: CostTab;
  priced: string; // id of the license whose price is being set; '' for none
}

export type Move =
  | { to: 'page'; page: Page }
  | { to: 'view'; kind: ViewKind }
  | { to: 'rows'; kind: ViewKind; choice: Partial<TableChoice> } // exactly these, whatever was chosen before
  | { to: 'reading'; at: string; askedDay?: string }
  | ({ to: 'changes' } & Partial<ChangesChoice>)
  | { to: 'cost'; tab: CostTab; priced?: string }
  | { to: 'table'; kind: ViewKind; choice: Partial<TableChoice> }
  | { to: 'start' };

export const freshChoice: TableChoice = { filters: [], search: '', sortBy: '', sortDown: false };

export const startPlace: Place = {
  page: 'overview',
  kinds: { licenses: 'list', people: 'users' },
  at: 'latest',
  askedDay: '',
  tables: {},
  changes: { tab: 'days', before: '', after: '' },
  costTab: 'seats',
  priced: '',
};

export function move(place: Place, step: Move): Place {
  switch (step.to) {
    case 'page':
      return { ...place, page: step.page };
    case 'view':
      return { ...place, kinds: { ...place.kinds, [tablePageOf(place)]: step.kind } };
    case 'rows': {
      const page = pageOf(step.kind);
      return {
        ...place,
        page,
        kinds: { ...place.kinds, [page]: step.kind },
        tables: { ...place.tables, [step.kind]: { ...freshChoice, ...step.choice } },
      };
    }
    case 'reading':
      return { ...place, at: step.at, askedDay: step.askedDay ?? '' };
    case 'changes': {
      const { to: _, ...choice } = step;
      // Whoever names days means the comparison of days.
      const tab = choice.tab ?? (choice.before === undefined ? place.changes.tab : 'days');
      return { ...place, page: 'changes', changes: { ...place.changes, ...choice, tab } };
    }
    case 'cost':
      return { ...place, page: 'cost', costTab: step.tab, priced: step.priced ?? '' };
    case 'table': {
      const before = place.tables[step.kind] ?? freshChoice;
      return { ...place, tables: { ...place.tables, [step.kind]: { ...before, ...step.choice } } };
    }
    case 'start':
      return startPlace;
  }
}

// tablePageOf gives the page whose table is meant; from a page without one that
// is the list, so that an export always has something to write.
export const tablePageOf = (place: Place): PageId => (place.page === 'people' ? 'people' : 'licenses');
const pageOf = (kind: ViewKind): PageId =>
  (pages.people as readonly ViewKind[]).includes(kind) ? 'people' : 'licenses';
export const kindOf = (place: Place): ViewKind => place.kinds[tablePageOf(place)] ?? pages[tablePageOf(place)][0];
export const choiceOf = (place: Place): TableChoice => place.tables[kindOf(place)] ?? freshChoice;
export const requestOf = (place: Place): ViewRequest => ({ kind: kindOf(place), at: place.at, ...choiceOf(place) });

// PlaceStore keeps where the person is. Parts of the window watch only what they
// go by, so that a letter typed to search draws the table again and nothing else.
interface PlaceStore {
  read: () => Place;
  go: (step: Move) => void;
  watch: (told: () => void) => () => void;
}

function makeStore(): PlaceStore {
  let place = startPlace;
  const watchers = new Set<() => void>();
  return {
    read: () => place,
    go: (step) => {
      place = move(place, step);
      for (const told of watchers) told();
    },
    watch: (told) => {
      watchers.add(told);
      return () => watchers.delete(told);
    },
  };
}

const PlaceContext = createContext(makeStore());

export function PlaceProvider({ children }: { children: ReactNode }) {
  const [store] = useState(makeStore);
  return <PlaceContext value={store}>{children}</PlaceContext>;
}

// usePlace gives where the person is and the way elsewhere.
export function usePlace() {
  const { read, go, watch } = useContext(PlaceContext);
  return { place: useSyncExternalStore(watch, read), go };
}

// usePlacePart gives a part of where the person is, to what goes by no more. It
// must be the same value as long as nothing about it changes.
export function usePlacePart<T>(part: (place: Place) => T): T {
  const { read, watch } = useContext(PlaceContext);
  return useSyncExternalStore(watch, () => part(read()));
}

// useGo gives the way elsewhere, and where the person is at the time of asking,
// to what looks the same everywhere.
export function useGo() {
  const { go, read } = useContext(PlaceContext);
  return { go, read };
}
