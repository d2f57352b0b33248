import { Button, makeStyles } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { scheduleQuery, stateQuery } from '../api/queries';
import { useFormat } from '../i18n/format';
import { ScheduleDialog } from './schedule-dialog';
import { ScheduleTrouble } from './trouble';
import { lastText, plannedText } from './words';

const useStyles = makeStyles({
  both: { padding: '0 20px' },
  line: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: '2px 12px',
    fontSize: '13px',
    lineHeight: '24px',
    color: 'var(--ll-quiet)',
  },
  text: { margin: 0 },
});

// ScheduleLine says when the history file is synced by itself, what the last time came
// to, and leads to changing it. A file of imports alone has nothing to sync.
export function ScheduleLine() {
  const { t } = useTranslation();
  const format = useFormat();
  const styles = useStyles();
  const [open, setOpen] = useState(false);
  const { data: state } = useQuery(stateQuery());
  const canSync = state?.ledger?.canSync ?? false;
  const { data: schedule } = useQuery({ ...scheduleQuery(), enabled: canSync });
  if (!canSync || !schedule) return null;
  const last = lastText(schedule, t, format);
  return (
    <section className={styles.both} aria-label={t('schedule.title')}>
      <div className={styles.line}>
        <p className={styles.text}>{plannedText(schedule, t, format)}</p>
        {last ? <p className={styles.text}>{last}</p> : null}
        <Button size="small" onClick={() => setOpen(true)}>
          {schedule.state ? t('schedule.change') : t('schedule.begin')}
        </Button>
      </div>
      <ScheduleTrouble schedule={schedule} />
      {open ? <ScheduleDialog schedule={schedule} onClose={() => setOpen(false)} /> : null}
    </section>
  );
}
