// What the pictures of docs/guide show, by the names of scenes: `go run ./build
// pictures -guide` writes them. A test compares this list with docs/images/guide
// and with the pages.
export const guide = [
  'welcome',
  'connect',
  'connect-register',
  'overview',
  'licenses-used',
  'filter-popover',
  'filtered',
  'columns',
  'summary',
  'person-left',
  'people-unknown',
  'person-unknown',
  'changes-of-a-month',
  'compare',
  'cost-seats',
  'cost-free-up',
  'cost-prices',
  'history',
  'import',
  'export-menu',
  'names-hidden',
  'palette-found',
  'settings',
  'tenants',
];
