import { makeStyles, tokens } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { TrendPoint } from '../api/types';
import { useFormat } from '../i18n/format';
import { leadsOf, type Series, sizeOf } from './trend-shape';
import { useLead } from './use-lead';

const useStyles = makeStyles({
  frame: { maxHeight: '284px', overflowY: 'auto' },
  table: {
    width: '100%',
    borderCollapse: 'collapse',
    fontSize: '13px',
    fontVariantNumeric: 'tabular-nums',
    '& thead th': {
      position: 'sticky',
      top: 0,
      zIndex: 1,
      padding: '2px 8px 4px 0',
      textAlign: 'right',
      fontWeight: tokens.fontWeightRegular,
      color: 'var(--ll-quiet)',
      backgroundColor: 'var(--ll-sheet)',
    },
    '& th:first-child, & td:first-child': { textAlign: 'left' },
    '& tbody th': { fontWeight: tokens.fontWeightRegular },
    '& td': { padding: '0 8px 0 0', height: '26px', textAlign: 'right' },
  },
  size: {
    padding: 0,
    minWidth: '24px',
    minHeight: '24px',
    border: 'none',
    background: 'none',
    font: 'inherit',
    color: 'inherit',
    cursor: 'pointer',
    textDecorationLine: 'underline',
    textDecorationColor: 'var(--ll-tick)',
    textUnderlineOffset: '4px',
  },
  day: {
    padding: 0,
    minHeight: '24px',
    border: 'none',
    background: 'none',
    font: 'inherit',
    cursor: 'pointer',
    color: tokens.colorBrandForegroundLink,
    ':hover': { textDecorationLine: 'underline' },
  },
});

// TrendTable says in a table what the lines show, newest first.
export function TrendTable(props: { points: TrendPoint[]; onTravel: (index: number) => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const styles = useStyles();
  const { points, onTravel } = props;
  const lead = useLead();
  const cell = (point: TrendPoint, series: Series) => {
    const size = sizeOf(point, series);
    if (size === undefined) return <td>{t('overview.trend.notKnown')}</td>;
    return (
      <td>
        <button type="button" className={styles.size} onClick={() => lead(leadsOf(point, series))}>
          {format.number(size)}
        </button>
      </td>
    );
  };
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
    <section className={styles.frame} tabIndex={0} aria-label={t('overview.trend.title')}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t('overview.trend.day')}</th>
            <th scope="col">{t('overview.trend.rows')}</th>
            <th scope="col">{t('overview.trend.licensed')}</th>
          </tr>
        </thead>
        <tbody>
          {points
            .map((point, index) => (
              <tr key={point.id}>
                <th scope="row">
                  <button type="button" className={styles.day} onClick={() => onTravel(index)}>
                    {format.when(point.at)}
                  </button>
                </th>
                {cell(point, 'rows')}
                {cell(point, 'licensed')}
              </tr>
            ))
            .reverse()}
        </tbody>
      </table>
    </section>
  );
}
