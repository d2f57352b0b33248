import { createContext, type ReactNode, useCallback, useContext, useMemo, useRef, useState } from 'react';
import type { Row } from '../api/types';
import { useNamesHidden } from '../settings/use-settings';
import { PersonDrawer } from './person-drawer';

// PersonAsked is who to show: what they are found by (an object id or an
// address; '' when nobody can be named for the row), and the row that was
// looked at, if one was.
export interface PersonAsked {
  key: string;
  row?: Row;
  // The one before (-1) or after (1) in the table that the row is in.
  beside?: (by: -1 | 1) => Promise<PersonAsked | undefined>;
  // Where focus goes when the person is closed; to where it was without it.
  back?: () => void;
}

const OpenPersonContext = createContext<(asked: PersonAsked) => void>(() => undefined);

// PersonProvider shows the person who was asked for last, over any page. A
// person who was asked for from another one leads back to that one.
export function PersonProvider({ children }: { children: ReactNode }) {
  const [trail, setTrail] = useState<PersonAsked[]>([]);
  // Whoever is shown is named by what was read before names were hidden, or by
  // what was while they were.
  const hidden = useNamesHidden();
  const [were, setWere] = useState(hidden);
  if (were !== hidden) {
    setWere(hidden);
    setTrail([]);
  }
  const before = useRef<HTMLElement>(null);
  const open = useCallback((asked: PersonAsked) => {
    if (document.activeElement instanceof HTMLElement && !document.activeElement.closest('[role=dialog]'))
      before.current = document.activeElement;
    setTrail((now) => [...now, asked]);
  }, []);
  const asked = trail.at(-1);
  const closed = useRef<() => void>(() => undefined);
  if (asked) closed.current = trail[0]?.back ?? (() => before.current?.focus());
  const drawer = useMemo(
    () => (
      <PersonDrawer
        asked={asked}
        {...(trail.length > 1 ? { onBack: () => setTrail((now) => now.slice(0, -1)) } : {})}
        onReplace={(next) => setTrail((now) => [...now.slice(0, -1), next])}
        onClose={() => setTrail([])}
        onClosed={() => closed.current()}
      />
    ),
    [asked, trail.length],
  );
  return (
    <OpenPersonContext value={open}>
      {children}
      {drawer}
    </OpenPersonContext>
  );
}

// useOpenPerson gives the way to show somebody.
export const useOpenPerson = () => useContext(OpenPersonContext);
