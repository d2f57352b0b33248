import {
  type ColDef,
  createGrid,
  type GridApi,
  type GridOptions,
  type IHeaderComp,
  type IHeaderParams,
} from 'ag-grid-community';
import {
  type ComponentType,
  type ReactNode,
  type RefObject,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import { createPortal } from 'react-dom';

// HeaderProps is what a header of a drawn grid is told.
export type HeaderProps = Pick<IHeaderParams, 'column' | 'eGridHeader'>;

interface Header {
  key: number;
  place: HTMLElement;
  params: IHeaderParams;
  Body: ComponentType<HeaderProps>;
}

let headersMade = 0;

// headersOf gives classes whose instances are places for React to draw a header
// in; told hears of every place that comes and goes.
function headersOf(told: (change: (all: Header[]) => Header[]) => void) {
  return (Body: ComponentType<HeaderProps>) =>
    class implements IHeaderComp {
      private readonly key = ++headersMade;
      private readonly place = document.createElement('div');

      init(params: IHeaderParams) {
        this.place.style.display = 'contents';
        told((all) => [...all, { key: this.key, place: this.place, params, Body }]);
      }

      getGui() {
        return this.place;
      }

      refresh(params: IHeaderParams) {
        told((all) => all.map((one) => (one.key === this.key ? { ...one, params } : one)));
        return true;
      }

      destroy() {
        told((all) => all.filter(({ key }) => key !== this.key));
      }
    };
}

// HeaderMaker makes of a React component what a column takes as its header.
export type HeaderMaker = ReturnType<typeof headersOf>;

// useDrawnGrid sets up a grid whose rows and cells are drawn without React, and
// whose headers are React's, as they have menus. options are taken once: what
// they do later they do by references; api is the grid while there is one. It
// gives where the grid goes, and the headers to be drawn beside it.
export function useDrawnGrid<T>(
  api: RefObject<GridApi<T> | null>,
  options: GridOptions<T>,
  columns: (header: HeaderMaker) => ColDef<T>[], // another one is other columns
  usual: (header: HeaderMaker) => ColDef<T>, // what all columns have
) {
  const host = useRef<HTMLDivElement>(null);
  const [headers, tell] = useState<Header[]>([]);
  const [header] = useState(() => {
    const make = headersOf(tell);
    const made = new Map<ComponentType<HeaderProps>, ReturnType<HeaderMaker>>();
    // The same class for the same component: another one would be drawn anew.
    return (Body: ComponentType<HeaderProps>) => {
      const before = made.get(Body);
      if (before) return before;
      const Header = make(Body);
      made.set(Body, Header);
      return Header;
    };
  });
  const first = useRef(() => ({ ...options, columnDefs: columns(header), defaultColDef: usual(header) }));

  useLayoutEffect(() => {
    if (!host.current) return;
    const grid = createGrid<T>(host.current, first.current());
    api.current = grid;
    return () => {
      api.current = null;
      grid.destroy();
    };
  }, [api]);

  const given = useRef(columns);
  useEffect(() => {
    if (given.current === columns) return;
    given.current = columns;
    api.current?.setGridOption('columnDefs', columns(header));
  }, [api, columns, header]);

  const drawn: ReactNode[] = headers.map(({ key, place, params, Body }) =>
    createPortal(<Body column={params.column} eGridHeader={params.eGridHeader} />, place, String(key)),
  );
  return { host, headers: drawn };
}
