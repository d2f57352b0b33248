import { Button, makeStyles } from '@fluentui/react-components';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { CostCenterList } from '../api/types';
import { type Format, useFormat } from '../i18n/format';

const useStyles = makeStyles({
  box: { display: 'grid', gap: '8px', padding: '12px 0 0', fontSize: '13px' },
  lines: { margin: 0, padding: '0 0 0 18px', display: 'grid', gap: '4px', maxHeight: '240px', overflowY: 'auto' },
  acts: { display: 'flex', gap: '8px' },
  text: { margin: 0 },
});

const named = 20; // lines

// linesOf names lines, the first of many.
const linesOf = (lines: number[], format: Format) =>
  lines
    .slice(0, named)
    .map((line) => format.number(line))
    .join(', ') + (lines.length > named ? ', …' : '');

function problemText(problem: CostCenterList['problems'][number], t: TFunction): string {
  switch (problem.reason) {
    case 'contradicts':
      return t('settings.costCenters.problem.contradicts', { other: problem.other });
    case 'cell_count':
      return t('settings.costCenters.problem.cellCount', { cells: problem.cells, headings: problem.headings });
    case 'after_quote':
      return t('settings.costCenters.problem.afterQuote');
    case 'not_address':
      return t('settings.costCenters.problem.notAddress');
    default:
      return t('settings.costCenters.problem.noAddress');
  }
}

// CostCenterPreview tells what a list is before it is taken; one with lines that
// are wrong cannot be.
export function CostCenterPreview(props: { list: CostCenterList; onTake: () => void; onCancel: () => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const styles = useStyles();
  const { list } = props;
  const wrong = list.problems.length;
  return (
    <section className={styles.box} aria-label={list.name}>
      {wrong > 0 ? (
        <div role="alert">
          <p className={styles.text}>{t('settings.costCenters.wrong', { file: list.name, count: wrong })}</p>
          <ul className={styles.lines}>
            {list.problems.map((problem) => (
              <li key={problem.line}>
                {t('settings.costCenters.line', {
                  line: format.number(problem.line),
                  problem: problemText(problem, t),
                })}
              </li>
            ))}
          </ul>
        </div>
      ) : (
        <p className={styles.text}>
          {t('settings.costCenters.found', {
            file: list.name,
            count: list.addresses,
            people: t('settings.costCenters.foundPeople', { count: list.people }),
          })}
        </p>
      )}
      {list.strangers.length > 0 ? (
        <p className={styles.text}>
          {t('settings.costCenters.strangers', {
            count: list.strangers.length,
            lines: linesOf(list.strangers, format),
          })}
        </p>
      ) : null}
      {list.repeated.length > 0 ? (
        <p className={styles.text}>
          {t('settings.costCenters.repeated', { count: list.repeated.length, lines: linesOf(list.repeated, format) })}
        </p>
      ) : null}
      {list.blank.length > 0 ? (
        <p className={styles.text}>
          {t('settings.costCenters.blank', { count: list.blank.length, lines: linesOf(list.blank, format) })}
        </p>
      ) : null}
      {list.before > 0 && wrong === 0 ? (
        <p className={styles.text}>{t('settings.costCenters.before', { count: list.before })}</p>
      ) : null}
      <div className={styles.acts}>
        {wrong === 0 ? (
          <Button appearance="primary" onClick={props.onTake}>
            {t('settings.costCenters.take')}
          </Button>
        ) : null}
        <Button onClick={props.onCancel}>{t('settings.costCenters.leave')}</Button>
      </div>
    </section>
  );
}
