import { createContext, useContext } from 'react';
import type { View, ViewRequest } from '../api/types';
import { freshChoice, type TableChoice } from '../app/place';

// TableContext ties the parts of one table together: what was chosen, how to
// choose otherwise, and the opened view.
export interface TableContextValue {
  request: ViewRequest;
  choice: TableChoice;
  change: (choice: Partial<TableChoice>) => void;
  view: View | undefined;
  opening: boolean; // another view is on its way
  nextLook: string; // when rows that are not known yet are looked at again; '' when they are not
  briefly: boolean; // columns of their own tell since when somebody has left
}

export const TableContext = createContext<TableContextValue>({
  request: { kind: 'list', at: 'latest', ...freshChoice },
  choice: freshChoice,
  change: () => undefined,
  view: undefined,
  opening: false,
  nextLook: '',
  briefly: false,
});

export const useTable = () => useContext(TableContext);
