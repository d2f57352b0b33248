import { makeStyles } from '@fluentui/react-components';

// useBarStyles is the look of a bar at the foot of the window: what goes on, or ended.
export const useBarStyles = makeStyles({
  bar: {
    display: 'flex',
    alignItems: 'center',
    gap: '14px',
    minHeight: '38px',
    padding: '0 12px 0 20px',
    fontSize: '13px',
    backgroundColor: 'var(--ll-canvas)',
    borderTop: '1px solid var(--ll-line)',
    fontVariantNumeric: 'tabular-nums',
  },
  quiet: { color: 'var(--ll-quiet)' },
  end: { marginLeft: 'auto', display: 'flex', alignItems: 'center', gap: '4px' },
});
