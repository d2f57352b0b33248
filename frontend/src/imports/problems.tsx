import { makeStyles } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { FilePreview } from '../api/types';
import { fromFile, problemText } from './preview';

const useStyles = makeStyles({
  details: { marginTop: '4px', '& summary': { cursor: 'pointer', width: 'fit-content' } },
  table: {
    margin: '6px 0 0',
    borderCollapse: 'collapse',
    fontSize: '12px',
    lineHeight: '16px',
    '& th': { textAlign: 'left', fontWeight: 'inherit', color: 'var(--ll-quiet)' },
    '& th, & td': { padding: '3px 16px 3px 0', verticalAlign: 'top' },
  },
  number: { fontVariantNumeric: 'tabular-nums', whiteSpace: 'nowrap' },
  column: { minWidth: '140px' },
  more: { margin: '4px 0 0', fontSize: '12px', color: 'var(--ll-quiet)' },
});

// Problems lists the lines of a file that stay out, with the reason of each.
export function Problems(props: { file: FilePreview }) {
  const { t } = useTranslation();
  const styles = useStyles();
  const { rejected: problems, rejected_rows: count } = props.file;
  if (problems.length === 0) return null;
  return (
    <details className={styles.details}>
      <summary>
        {count > 0 ? t('import.problems.summary', { count }) : t('import.problems.cells', { count: problems.length })}
      </summary>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t('import.problems.line')}</th>
            <th scope="col">{t('import.problems.column')}</th>
            <th scope="col">{t('import.problems.reason')}</th>
          </tr>
        </thead>
        <tbody>
          {problems.map((problem) => (
            <tr key={`${problem.line} ${problem.column}`}>
              <td className={styles.number}>{problem.line}</td>
              <td className={styles.column}>{fromFile(problem.column)}</td>
              <td>{problemText(problem, t)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {count > problems.length ? (
        <p className={styles.more}>{t('import.problems.more', { count: count - problems.length })}</p>
      ) : null}
    </details>
  );
}
