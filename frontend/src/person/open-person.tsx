import { createContext, type ReactNode, useContext, useState } from 'react';
import type { Row } from '../api/types';
import { PersonDialog } from './person-dialog';

// PersonAsked is who to show: what they are found by (an object id or an
// address), and the row that was looked at, if one was.
export interface PersonAsked {
  key: string;
  row?: Row;
}

const OpenPersonContext = createContext<(asked: PersonAsked) => void>(() => undefined);

// PersonProvider shows the person who was asked for last, over any page.
export function PersonProvider({ children }: { children: ReactNode }) {
  const [asked, setAsked] = useState<PersonAsked>();
  return (
    <OpenPersonContext value={setAsked}>
      {children}
      <PersonDialog row={asked?.row} onClose={() => setAsked(undefined)} />
    </OpenPersonContext>
  );
}

// useOpenPerson gives the way to show somebody.
export const useOpenPerson = () => useContext(OpenPersonContext);
