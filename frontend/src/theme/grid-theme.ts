import { themeQuartz } from 'ag-grid-community';
import { fontFamilyBase } from './theme';

// The table speaks Fluent's tokens, so it follows every look by itself.
export const gridTheme = themeQuartz.withParams({
  fontFamily: fontFamilyBase, // also of a column that is dragged, which hangs outside the page
  fontSize: 13,
  headerFontSize: 12,
  headerFontWeight: 600,
  rowHeight: 32,
  headerHeight: 34,
  cellHorizontalPadding: 12,
  backgroundColor: 'var(--ll-sheet)',
  foregroundColor: 'var(--colorNeutralForeground1)',
  headerBackgroundColor: 'var(--ll-sheet)',
  headerTextColor: 'var(--ll-quiet)',
  headerColumnResizeHandleColor: 'transparent',
  chromeBackgroundColor: 'var(--ll-sheet)',
  oddRowBackgroundColor: 'var(--ll-sheet)',
  selectedRowBackgroundColor: 'var(--colorBrandBackground2)',
  rowHoverColor: 'var(--ll-row-hover)',
  borderColor: 'var(--ll-line)',
  rowBorder: { color: 'var(--ll-line)', width: 1, style: 'solid' },
  columnBorder: false,
  headerColumnBorder: false,
  headerRowBorder: { color: 'var(--ll-line)', width: 1, style: 'solid' },
  pinnedColumnBorder: { color: 'var(--ll-line)', width: 1, style: 'solid' },
  wrapperBorder: false,
  wrapperBorderRadius: 0,
  accentColor: 'var(--colorBrandBackground)',
  focusShadow: 'none',
  rangeSelectionBorderColor: 'var(--colorStrokeFocus2)',
});
