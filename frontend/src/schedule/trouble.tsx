import { Button, makeStyles } from '@fluentui/react-components';
import { WarningRegular } from '@fluentui/react-icons/svg/warning';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { ErrorCode, Schedule } from '../api/types';
import { useFormat } from '../i18n/format';
import { useActions } from '../jobs/use-actions';
import { useRemedy } from '../jobs/use-remedy';
import { troubleOf } from './words';

const useStyles = makeStyles({
  line: { display: 'flex', flexWrap: 'wrap', alignItems: 'flex-start', gap: '2px 8px', fontSize: '13px' },
  icon: { flexShrink: 0, fontSize: '18px', lineHeight: 0, marginTop: '3px', color: 'var(--ll-unknown)' },
  text: { margin: 0, flexBasis: '240px', flexGrow: 1, minWidth: 0, lineHeight: '24px' },
  why: { display: 'block', lineHeight: '18px', color: 'var(--ll-quiet)' },
});

// useTroubleRemedy gives the button that helps; nothing where the plan itself has to be
// changed, or somebody has to read first.
export function useTroubleRemedy(schedule: Schedule | undefined) {
  const { t } = useTranslation();
  const remedy = useRemedy();
  const { busy, sync } = useActions();
  if (!schedule?.trouble || schedule.programGone || schedule.state === 'off') return undefined;
  const again = () => void sync();
  const found = schedule.trouble === 'failed' ? remedy(schedule.lastCode as ErrorCode, again) : undefined;
  if (schedule.trouble === 'failed' && !found) return undefined;
  return { label: found?.label ?? t('job.sync'), act: () => void (found?.act ?? again)(), busy };
}

// ScheduleTrouble says what is wrong with the syncs by themselves, why, and what helps;
// nothing when all is well.
export function ScheduleTrouble(props: { schedule: Schedule }) {
  const { t } = useTranslation();
  const format = useFormat();
  const styles = useStyles();
  const id = useId();
  const told = troubleOf(props.schedule, t, format);
  const remedy = useTroubleRemedy(props.schedule);
  if (!told) return null;
  return (
    <div className={styles.line}>
      <WarningRegular className={styles.icon} aria-hidden="true" />
      <p className={styles.text} id={id}>
        {told.text}
        {told.why.map((one) => (
          <span key={one} className={styles.why} lang={told.english ? 'en' : undefined}>
            {one}
          </span>
        ))}
      </p>
      {remedy ? (
        <Button size="small" disabledFocusable={remedy.busy} aria-describedby={id} onClick={remedy.act}>
          {remedy.label}
        </Button>
      ) : null}
    </div>
  );
}
