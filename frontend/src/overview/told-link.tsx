import { Link, makeStyles, tokens } from '@fluentui/react-components';
import type { LeadingNumber } from '../api/types';
import { useLead } from './use-lead';

const useStyles = makeStyles({
  // Sentences stay sentences: one accent for all of them would be a page of it.
  link: {
    display: 'inline-block',
    lineHeight: '24px',
    minHeight: '24px',
    fontSize: 'inherit',
    textAlign: 'left',
    color: tokens.colorNeutralForeground1,
    textDecorationLine: 'underline',
    textDecorationColor: 'var(--ll-tick)',
    textDecorationThickness: '1px',
    textUnderlineOffset: '4px',
    ':hover': { color: tokens.colorBrandForegroundLink, textDecorationColor: 'currentcolor' },
  },
  number: { fontWeight: tokens.fontWeightSemibold, fontVariantNumeric: 'tabular-nums' },
});

// parted gives a sentence as what stands before its first number, the number, and the rest.
function parted(text: string): [string, string, string] {
  const number = /\d[\d.,\u00a0\u202f]*(?<=\d)/.exec(text);
  if (!number) return [text, '', ''];
  const end = number.index + number[0].length;
  return [text.slice(0, number.index), number[0], text.slice(end)];
}

// ToldLink is a sentence that leads to the rows or people that it counts. A number
// alone has a sentence as its label.
export function ToldLink(props: { text: string; leads: LeadingNumber; label?: string }) {
  const styles = useStyles();
  const lead = useLead();
  const [before, number, after] = parted(props.text);
  return (
    <Link className={styles.link} aria-label={props.label} onClick={() => lead(props.leads)}>
      {before}
      <span className={styles.number}>{number}</span>
      {after}
    </Link>
  );
}
