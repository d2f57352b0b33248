import { Button, Field, makeStyles, Select } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { backend } from '../api/backend';
import { jobQuery } from '../api/queries';
import { useFormat } from '../i18n/format';
import { useActions } from '../jobs/use-actions';
import { Confirm } from './confirm';
import { Said } from './said';
import { Section, Setting } from './section';

const useStyles = makeStyles({
  rule: { display: 'flex', flexWrap: 'wrap', gap: '8px 16px', alignItems: 'end' },
  acts: { display: 'flex', flexWrap: 'wrap', gap: '8px', marginLeft: 'auto' },
  findings: { margin: '6px 0 0', padding: '0 0 0 18px', fontSize: '13px', display: 'grid', gap: '4px' },
});

const everyDay = [30, 90, 180, 365];
const everyWeek = [180, 365, 730, 1825];

// Retention keeps fewer of the old readings; what would go is told before.
function Retention() {
  const { t } = useTranslation();
  const format = useFormat();
  const styles = useStyles();
  const { busy, attempt } = useActions();
  const [allDays, setAllDays] = useState(90);
  const [weeklyDays, setWeeklyDays] = useState(365);
  const [asking, setAsking] = useState(false);
  const thin = (preview: boolean) => void attempt(() => backend.startThin({ allDays, weeklyDays, preview }));
  const field = (label: string, value: number, choices: number[], put: (days: number) => void) => (
    <Field label={label} size="small">
      <Select size="small" value={String(value)} onChange={(_, data) => put(Number(data.value))}>
        {choices.map((days) => (
          <option key={days} value={days}>
            {t('settings.thin.days', { count: days })}
          </option>
        ))}
      </Select>
    </Field>
  );
  return (
    <Setting name={t('settings.thin.title')} hint={t('settings.thin.hint')}>
      <div className={styles.rule}>
        {field(t('settings.thin.every'), allDays, everyDay, setAllDays)}
        {field(t('settings.thin.weekly'), weeklyDays, everyWeek, setWeeklyDays)}
        <span className={styles.acts}>
          <Button disabledFocusable={busy} onClick={() => thin(true)}>
            {t('settings.thin.preview')}
          </Button>
          <Button disabledFocusable={busy} onClick={() => setAsking(true)}>
            {t('settings.thin.button')}
          </Button>
        </span>
      </div>
      <Said kinds={['thin']} />
      <Confirm
        open={asking}
        title={t('settings.thin.askTitle')}
        text={t('settings.thin.ask', { days: format.number(allDays) })}
        action={t('settings.thin.button')}
        onClose={() => setAsking(false)}
        onConfirm={() => thin(false)}
      />
    </Setting>
  );
}

// Check says whether the file is sound, and what is wrong where it is not.
function Check() {
  const { t } = useTranslation();
  const styles = useStyles();
  const { busy, attempt } = useActions();
  const { data: job } = useQuery(jobQuery());
  const findings = job?.kind === 'check' ? (job.result?.upkeep?.findings ?? []) : [];
  return (
    <Setting
      name={t('settings.check.title')}
      hint={t('settings.check.hint')}
      control={
        <Button disabledFocusable={busy} onClick={() => void attempt(backend.startCheck)}>
          {t('settings.check.button')}
        </Button>
      }
    >
      <Said kinds={['check']} />
      {findings.length > 0 ? (
        <div role="alert">
          <strong>{t('settings.check.unsound')}</strong>
          <ul className={styles.findings} lang="en">
            {findings.map((finding) => (
              <li key={finding}>{finding}</li>
            ))}
          </ul>
        </div>
      ) : null}
    </Setting>
  );
}

// UpkeepSection keeps the history file small and sound.
export function UpkeepSection(props: { readOnly: boolean }) {
  const { t } = useTranslation();
  const { busy, attempt } = useActions();
  return (
    <Section title={t('settings.upkeep')}>
      {props.readOnly ? null : (
        <>
          <Retention />
          <Setting
            name={t('settings.compact.title')}
            hint={t('settings.compact.hint')}
            control={
              <Button disabledFocusable={busy} onClick={() => void attempt(backend.startCompact)}>
                {t('settings.compact.button')}
              </Button>
            }
          >
            <Said kinds={['compact']} />
          </Setting>
        </>
      )}
      <Check />
    </Section>
  );
}
