import { Link, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import type { LeadingNumber } from '../api/types';
import { Counted } from './counted';
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
  // A number may be one digit, and is pressed all the same.
  number: { minWidth: '24px', textAlign: 'right' },
});

// ToldLink is a sentence that leads to the rows or people that it counts. A number
// alone has a sentence as its label.
export function ToldLink(props: { text: string; leads: LeadingNumber; label?: string }) {
  const styles = useStyles();
  const lead = useLead();
  return (
    <Link
      className={mergeClasses(styles.link, props.label !== undefined && styles.number)}
      aria-label={props.label}
      onClick={() => lead(props.leads)}
    >
      <Counted text={props.text} />
    </Link>
  );
}
