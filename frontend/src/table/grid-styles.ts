import { makeStyles, tokens } from '@fluentui/react-components';

// The mark inside of a box, to be filled with a colour.
const drawnMark = (path: string) =>
  `url("data:image/svg+xml,${encodeURIComponent(`<svg xmlns='http://www.w3.org/2000/svg' width='14' height='14' fill='none' stroke='white' stroke-width='1.5'><path d='${path}'/></svg>`)}")`;

export const useGridStyles = makeStyles({
  grid: {
    flexGrow: 1,
    minHeight: 0,
    fontVariantNumeric: 'tabular-nums',
    '& .ag-cell': { display: 'flex', alignItems: 'center' },
    '& .ag-header-cell.ag-column-first, & .ag-cell.ag-column-first': { paddingLeft: '12px', paddingRight: 0 },
    '& .ag-row[aria-selected=true]': { backgroundColor: 'var(--colorBrandBackground2)' },
    '& .ag-cell-wrapper': { minWidth: 0 },
    '& .ag-cell-value': { minWidth: 0, overflow: 'hidden' },
    '& .ll-cell': { display: 'flex', alignItems: 'center', gap: '6px', minWidth: 0, overflow: 'hidden' },
    '& .ll-line': { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
    '& .ll-quiet': { color: 'var(--ll-quiet)' },
    '& .ll-unknown': { color: 'var(--ll-unknown)', fontWeight: tokens.fontWeightSemibold },
    '& .ag-header-cell:focus-visible, & .ag-cell-focus:focus-within': {
      outline: '2px solid var(--colorStrokeFocus2) !important',
      outlineOffset: '-2px',
      border: '1px solid transparent !important',
    },
  },
  host: { height: '100%' },
  // Boxes that select, as Fluent's are drawn, without a component each.
  boxes: {
    '& .ll-box': {
      appearance: 'none',
      width: '16px',
      height: '16px',
      margin: '0 0 0 2px',
      flexShrink: 0,
      border: '1px solid var(--colorNeutralStrokeAccessible)',
      borderRadius: tokens.borderRadiusSmall,
      backgroundColor: 'transparent',
      cursor: 'pointer',
    },
    '& .ll-box:checked, & .ll-box:indeterminate': {
      border: '1px solid var(--colorCompoundBrandBackground)',
      backgroundColor: 'var(--colorCompoundBrandBackground)',
    },
    '& .ll-box::before': {
      display: 'block',
      width: '14px',
      height: '14px',
      backgroundColor: 'var(--colorNeutralForegroundInverted)',
    },
    '& .ll-box:checked::before': { content: '""', maskImage: drawnMark('M3.5 7.5l2.5 2.5 4.5-5') },
    '& .ll-box:indeterminate::before': { content: '""', maskImage: drawnMark('M4 7h6') },
    '@media (forced-colors: active)': { '& .ll-box': { appearance: 'auto' }, '& .ll-box::before': { display: 'none' } },
  },
});
