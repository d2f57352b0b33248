import { makeStyles } from '@fluentui/react-components';

// useTabStyles is what the tabs of Licenses and cost that travel with the day have
// in common.
export const useTabStyles = makeStyles({
  older: { opacity: 0.6, transitionProperty: 'opacity', transitionDuration: '120ms' },
  footer: {
    display: 'flex',
    flexWrap: 'wrap',
    justifyContent: 'space-between',
    gap: '0 16px',
    padding: '3px 20px',
    minHeight: '20px',
    fontSize: '12px',
    lineHeight: '20px',
    color: 'var(--ll-quiet)',
    borderTop: '1px solid var(--ll-line)',
  },
});
