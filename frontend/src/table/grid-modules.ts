import {
  CellStyleModule,
  ColumnApiModule,
  InfiniteRowModelModule,
  ModuleRegistry,
  RenderApiModule,
  RowApiModule,
  RowSelectionModule,
  RowStyleModule,
  ScrollApiModule,
} from 'ag-grid-community';

// Only what the table uses goes into the program.
export function registerGridModules() {
  ModuleRegistry.registerModules([
    InfiniteRowModelModule,
    ScrollApiModule,
    RenderApiModule,
    RowApiModule,
    RowSelectionModule,
    ColumnApiModule,
    CellStyleModule,
    RowStyleModule,
  ]);
}
