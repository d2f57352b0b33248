import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  Field,
  Input,
  makeStyles,
  Switch,
  ToggleButton,
  tokens,
} from '@fluentui/react-components';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { backend } from '../api/backend';
import { type AppError, toAppError } from '../api/errors';
import type { Schedule } from '../api/types';
import { useFormat } from '../i18n/format';
import { saidText } from '../i18n/said';
import { aloneTexts, dayName, lastText, plannedText, type Weekday, weekdays } from './words';

const useStyles = makeStyles({
  content: { display: 'grid', gap: '14px', lineHeight: '20px' },
  time: { width: '130px' },
  set: { margin: 0, padding: 0, border: 'none' },
  days: { display: 'flex', flexWrap: 'wrap', gap: '4px' },
  day: { minWidth: '52px' },
  label: { margin: '0 0 4px', padding: 0, fontSize: '14px', lineHeight: '20px', fontWeight: tokens.fontWeightRegular },
  list: { margin: 0, padding: '0 0 0 18px', display: 'grid', gap: '4px', fontSize: '13px', lineHeight: '18px' },
  quiet: { margin: 0, fontSize: '13px', lineHeight: '18px', color: 'var(--ll-quiet)' },
  failed: { margin: 0, color: tokens.colorPaletteRedForeground1, overflowWrap: 'anywhere', userSelect: 'text' },
});

const usualTime = '06:30';

// Days chooses weekdays; none are left out at first.
function Days(props: { days: readonly Weekday[]; disabled: boolean; onChange: (days: Weekday[]) => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const styles = useStyles();
  const { days } = props;
  const turn = (day: Weekday) => weekdays.filter((one) => (one === day ? !days.includes(one) : days.includes(one)));
  return (
    <fieldset className={styles.set}>
      <legend className={styles.label}>{t('schedule.days')}</legend>
      <div className={styles.days}>
        {weekdays.map((day) => (
          <ToggleButton
            key={day}
            size="small"
            className={styles.day}
            appearance={days.includes(day) ? 'primary' : 'outline'}
            checked={days.includes(day)}
            disabled={props.disabled}
            aria-label={dayName(day, format, 'long')}
            onClick={() => props.onChange(turn(day))}
          >
            {dayName(day, format, 'short')}
          </ToggleButton>
        ))}
      </div>
    </fieldset>
  );
}

// ScheduleDialog switches the sync by itself on and off, chooses its times, and says
// what it reads when nobody is there.
export function ScheduleDialog(props: { schedule: Schedule; onClose: () => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const styles = useStyles();
  const { schedule } = props;
  const chosen = weekdays.filter((day) => schedule.days.includes(day));
  const [on, setOn] = useState(schedule.state !== 'off');
  const [time, setTime] = useState(schedule.time || usualTime);
  const [days, setDays] = useState<Weekday[]>(chosen.length > 0 ? chosen : [...weekdays]);
  const [failed, setFailed] = useState<AppError>();
  const said = failed && saidText(failed);
  const [busy, setBusy] = useState(false);
  const ready = !busy && (!on || (time !== '' && days.length > 0));
  const last = lastText(schedule, t, format);
  const save = async () => {
    if (!ready) return;
    setBusy(true);
    setFailed(undefined);
    try {
      if (on) await backend.saveSchedule(time, days.length === weekdays.length ? [] : days);
      else if (schedule.state) await backend.removeSchedule();
      props.onClose();
    } catch (thrown) {
      setFailed(toAppError(thrown));
      setBusy(false);
    }
  };
  return (
    <Dialog open onOpenChange={(_, data) => (data.open ? undefined : props.onClose())}>
      <DialogSurface style={{ maxWidth: 520 }} aria-describedby={undefined}>
        <form
          onSubmit={(event) => {
            event.preventDefault();
            void save();
          }}
        >
          <DialogBody>
            <DialogTitle>{t('schedule.title')}</DialogTitle>
            <DialogContent className={styles.content}>
              <p className={styles.quiet}>{t('schedule.what')}</p>
              <Switch label={t('schedule.switch')} checked={on} onChange={(_, data) => setOn(data.checked)} />
              <Field label={t('schedule.time')}>
                <Input
                  className={styles.time}
                  type="time"
                  value={time}
                  disabled={!on}
                  onChange={(_, data) => setTime(data.value)}
                />
              </Field>
              <Days days={days} disabled={!on} onChange={setDays} />
              {schedule.state ? <p className={styles.quiet}>{plannedText(schedule, t, format)}</p> : null}
              {schedule.state && schedule.onlyLoggedIn ? (
                <p className={styles.quiet}>
                  {schedule.system === 'systemd' ? t('schedule.loggedInLinux') : t('schedule.loggedIn')}
                </p>
              ) : null}
              {last ? <p className={styles.quiet}>{last}</p> : null}
              {schedule.sources.length > 0 ? (
                <section>
                  <h3 className={styles.label}>{t('schedule.aloneTitle')}</h3>
                  <ul className={styles.list}>
                    {aloneTexts(schedule.sources, t, format).map((text) => (
                      <li key={text}>{text}</li>
                    ))}
                  </ul>
                </section>
              ) : null}
              {failed ? (
                <p role="alert" className={styles.failed} lang={said?.lang}>
                  {said?.text || t(`error.${failed.code}.text`)}
                </p>
              ) : null}
            </DialogContent>
            <DialogActions>
              <Button onClick={props.onClose}>{t('schedule.cancel')}</Button>
              <Button type="submit" appearance="primary" disabledFocusable={!ready}>
                {t('schedule.save')}
              </Button>
            </DialogActions>
          </DialogBody>
        </form>
      </DialogSurface>
    </Dialog>
  );
}
