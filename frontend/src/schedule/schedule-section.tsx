import { Button, makeStyles } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { scheduleQuery } from '../api/queries';
import { useFormat } from '../i18n/format';
import { Section, Setting } from '../settings/section';
import { ScheduleDialog } from './schedule-dialog';
import { ScheduleTrouble } from './trouble';
import { aloneTexts, lastText, plannedText } from './words';

const useStyles = makeStyles({
  list: { margin: 0, padding: '0 0 0 18px', display: 'grid', gap: '4px', fontSize: '12px', lineHeight: '18px' },
});

// ScheduleSection is the schedule among the settings, with what is read when nobody is
// there.
export function ScheduleSection() {
  const { t } = useTranslation();
  const format = useFormat();
  const styles = useStyles();
  const [open, setOpen] = useState(false);
  const { data: schedule } = useQuery(scheduleQuery());
  if (!schedule) return null;
  return (
    <Section title={t('schedule.title')}>
      <Setting
        name={plannedText(schedule, t, format)}
        hint={lastText(schedule, t, format)}
        control={
          <Button onClick={() => setOpen(true)}>{schedule.state ? t('schedule.change') : t('schedule.begin')}</Button>
        }
      >
        {schedule.trouble ? <ScheduleTrouble schedule={schedule} /> : null}
      </Setting>
      {schedule.sources.length > 0 ? (
        <Setting name={t('schedule.aloneTitle')}>
          <ul className={styles.list}>
            {aloneTexts(schedule.sources, t, format).map((text) => (
              <li key={text}>{text}</li>
            ))}
          </ul>
        </Setting>
      ) : null}
      {open ? <ScheduleDialog schedule={schedule} onClose={() => setOpen(false)} /> : null}
    </Section>
  );
}
