import { Button, makeStyles } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../i18n/format';
import { useExportOptions } from '../jobs/export-options';
import { useActions } from '../jobs/use-actions';
import type { Entry } from './entries';

const useStyles = makeStyles({
  month: { display: 'flex', flexDirection: 'column', gap: '6px' },
  text: { margin: 0, lineHeight: '18px', color: 'var(--ll-quiet)' },
  actions: { display: 'flex', flexWrap: 'wrap', gap: '8px' },
});

// MonthActions closes the month of its last reading, or takes that back, and
// gives finance what it asks every month.
export function MonthActions(props: { entry: Entry; readOnly: boolean; onClose: () => void }) {
  const { closedMonth, canClose, day } = props.entry;
  const { t } = useTranslation();
  const format = useFormat();
  const styles = useStyles();
  const { busy, exportAs } = useActions();
  const [options] = useExportOptions();
  if (!closedMonth && !canClose) return null;
  const month = day.slice(0, 7);
  return (
    <section className={styles.month}>
      <p className={styles.text}>
        {closedMonth
          ? t('history.closedWith', { month: format.monthOf(month) })
          : t('history.closeHint', { month: format.monthOf(month) })}
      </p>
      <div className={styles.actions}>
        {props.readOnly ? null : (
          <Button size="small" onClick={props.onClose}>
            {closedMonth ? t('history.reopen') : t('history.close')}
          </Button>
        )}
        <Button
          size="small"
          disabledFocusable={busy}
          onClick={() => exportAs({ ...options, format: 'xlsx', layout: 'month', month, splitBy: '', ask: false })}
        >
          {t('history.workbook')}
        </Button>
      </div>
    </section>
  );
}
