import { makeStyles, tokens } from '@fluentui/react-components';

// What the pages on the way to a connected tenant share.
export const useConnectStyles = makeStyles({
  title: {
    fontSize: '24px',
    lineHeight: '32px',
    fontWeight: tokens.fontWeightSemibold,
    letterSpacing: '-0.01em',
    margin: '0 0 14px',
    textWrap: 'balance',
    ':focus': { outline: 'none' },
  },
  lead: {
    fontSize: '14px',
    lineHeight: '21px',
    margin: '-8px 0 20px',
    color: 'var(--ll-quiet)',
    maxWidth: '72ch',
    textWrap: 'pretty',
  },
  sheet: {
    display: 'grid',
    gap: '18px',
    padding: '20px 22px',
    margin: '0 0 16px',
    borderRadius: tokens.borderRadiusLarge,
    backgroundColor: 'var(--ll-sheet)',
    boxShadow: tokens.shadow2,
  },
  heading: { margin: 0, padding: 0, fontSize: '14px', lineHeight: '20px', fontWeight: tokens.fontWeightSemibold },
  actions: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: '8px', marginTop: '4px' },
  quiet: {
    margin: 0,
    fontSize: '13px',
    lineHeight: '19px',
    color: 'var(--ll-quiet)',
    maxWidth: '72ch',
    textWrap: 'pretty',
  },
  fields: {
    display: 'grid',
    gridTemplateColumns: 'repeat(2, minmax(0, 1fr))',
    gap: '16px 20px',
    alignItems: 'start',
    '& > *': { minWidth: 0 },
    '@media (max-width: 640px)': { gridTemplateColumns: 'minmax(0, 1fr)' },
  },
  group: { border: 'none', margin: 0, padding: 0, display: 'grid', gap: '2px', minWidth: 0 },
});
