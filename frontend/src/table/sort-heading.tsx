import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { ArrowSortDownRegular } from '@fluentui/react-icons/svg/arrow-sort-down';
import { ArrowSortUpRegular } from '@fluentui/react-icons/svg/arrow-sort-up';

const useStyles = makeStyles({
  heading: {
    fontSize: '12px',
    lineHeight: '16px',
    whiteSpace: 'normal',
    fontWeight: tokens.fontWeightSemibold,
    color: 'var(--ll-quiet)',
  },
  sort: {
    display: 'inline-flex',
    alignItems: 'center',
    gap: '4px',
    minHeight: '24px',
    padding: '0 2px',
    margin: '0 -2px',
    border: 'none',
    background: 'none',
    fontFamily: 'inherit',
    textAlign: 'inherit',
    cursor: 'pointer',
  },
  sorted: { color: tokens.colorBrandForeground1 },
});

// SortHeading is the text of a column's heading, and sorts by it where onSort is
// there; down is undefined while another column is sorted by.
export function SortHeading(props: { text: string; about?: string; down?: boolean; onSort?: () => void }) {
  const styles = useStyles();
  const { text, about, down, onSort } = props;
  if (!onSort) {
    return (
      <span className={styles.heading} title={about}>
        {text}
      </span>
    );
  }
  return (
    <button
      type="button"
      className={mergeClasses(styles.heading, styles.sort, down !== undefined && styles.sorted)}
      title={about}
      onClick={onSort}
    >
      {down === true ? <ArrowSortDownRegular aria-hidden="true" /> : null}
      {down === false ? <ArrowSortUpRegular aria-hidden="true" /> : null}
      {text}
    </button>
  );
}
