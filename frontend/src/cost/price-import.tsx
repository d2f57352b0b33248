import {
  Button,
  Checkbox,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  makeStyles,
} from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { backend } from '../api/backend';
import { toAppError } from '../api/errors';
import type { PriceImport, PriceProblem } from '../api/types';
import { useFormat } from '../i18n/format';
import { saidText } from '../i18n/said';
import { useActions } from '../jobs/use-actions';
import { problemText } from './price-words';

const useStyles = makeStyles({
  surface: { maxWidth: '640px' },
  content: { display: 'grid', gap: '10px', alignContent: 'start', fontSize: '13px', '& p': { margin: 0 } },
  quiet: { color: 'var(--ll-quiet)' },
  lines: { listStyleType: 'none', margin: 0, padding: 0, display: 'grid', gap: '6px' },
  line: {
    display: 'grid',
    gridTemplateColumns: '72px minmax(0, 1fr)',
    gap: '12px',
    fontVariantNumeric: 'tabular-nums',
  },
  cell: { display: 'block', color: 'var(--ll-quiet)', overflowWrap: 'anywhere' },
});

// What is wrong with more lines than this is most often one thing.
const most = 50;

function Lines(props: { problems: PriceProblem[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const styles = useStyles();
  const { problems } = props;
  return (
    <>
      <p>{t('cost.import.wrong', { count: problems.length })}</p>
      <ul className={styles.lines} aria-label={t('cost.import.lines')}>
        {problems.slice(0, most).map((problem) => (
          <li key={`${problem.line} ${problem.column} ${problem.reason}`} className={styles.line}>
            <span>{t('cost.import.line', { line: problem.line })}</span>
            <span>
              {problemText(problem, t, format)}
              {problem.cell ? <span className={styles.cell}>{problem.cell}</span> : null}
            </span>
          </li>
        ))}
      </ul>
      {problems.length > most ? (
        <p className={styles.quiet}>{t('import.problems.more', { count: problems.length - most })}</p>
      ) : null}
    </>
  );
}

function Told(props: { list: PriceImport }) {
  const { t } = useTranslation();
  const format = useFormat();
  const styles = useStyles();
  const { list } = props;
  const parts = [
    ...(list.new > 0 ? [t('cost.import.new', { count: list.new })] : []),
    ...(list.changed > 0 ? [t('cost.import.changed', { count: list.changed })] : []),
    ...(list.same > 0 ? [t('cost.import.same', { count: list.same })] : []),
    ...(list.blank > 0 ? [t('cost.import.blank', { count: list.blank })] : []),
  ];
  return (
    <>
      <p>{parts.length > 0 ? format.listed(parts) : t('cost.import.nothing')}</p>
      {list.monthly ? <p className={styles.quiet}>{t('cost.import.monthly')}</p> : null}
      {list.from ? <p className={styles.quiet}>{t('cost.import.from', { day: format.day(list.from) })}</p> : null}
    </>
  );
}

// PriceImportDialog shows what a list of prices says, or line by line what is wrong
// with it, before anything of it is kept.
export function PriceImportDialog(props: { path: string; onClose: () => void }) {
  const { t } = useTranslation();
  const styles = useStyles();
  const { path, onClose } = props;
  const { attempt } = useActions();
  const [currencyChange, setCurrencyChange] = useState(false);
  const { data: list, error } = useQuery({
    queryKey: ['price list', path, currencyChange],
    queryFn: () => backend.importPrices({ path, currencyChange, preview: true }),
    placeholderData: (before) => before,
    gcTime: 0,
    retry: false,
  });
  const problems = (list?.problems ?? []) as PriceProblem[];
  const asks = currencyChange || problems.some(({ reason }) => reason === 'currency_change');
  const ready = list !== undefined && !error && problems.length === 0 && list.new + list.changed > 0;
  const failed = error ? saidText(toAppError(error)) : undefined;
  return (
    <Dialog open modalType="modal" onOpenChange={(_, data) => (data.open ? undefined : onClose())}>
      <DialogSurface className={styles.surface}>
        <DialogBody>
          <DialogTitle>{list ? t('cost.import.titleOf', { name: list.name }) : t('cost.import.title')}</DialogTitle>
          <DialogContent className={styles.content}>
            {failed ? (
              <div role="alert">
                <p>{t('cost.import.noList')}</p>
                <p className={styles.quiet} lang={failed.lang}>
                  {failed.text}
                </p>
              </div>
            ) : list && problems.length > 0 ? (
              <Lines problems={problems} />
            ) : list ? (
              <Told list={list} />
            ) : null}
            {asks ? (
              <Checkbox
                label={t('cost.import.currencyChange')}
                checked={currencyChange}
                onChange={(_, data) => setCurrencyChange(data.checked === true)}
              />
            ) : null}
          </DialogContent>
          <DialogActions>
            <Button onClick={onClose}>{ready ? t('job.cancel') : t('cost.import.close')}</Button>
            {ready ? (
              <Button
                appearance="primary"
                onClick={() => {
                  onClose();
                  void attempt(() => backend.importPrices({ path, currencyChange, preview: false }));
                }}
              >
                {t('cost.import.keep', { count: list.new + list.changed })}
              </Button>
            ) : null}
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}
