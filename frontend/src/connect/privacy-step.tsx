import { Button } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { backend } from '../api/backend';
import { accessQuery, privacyQuery } from '../api/queries';
import { useActions } from '../jobs/use-actions';
import { Choice } from './choice';
import { fresh, useConnecting, useDraft } from './use-connecting';
import { useConnectStyles } from './use-styles';
import { WritePage } from './write-page';

const levels = ['month', 'day', 'none'] as const;
const longer = [25, 61]; // months: two years, and five, can be looked back at
const forGood = 0;

// PrivacyStep asks what is kept of people before anything is read, and begins the
// first sync.
export function PrivacyStep() {
  const { t } = useTranslation();
  const styles = useConnectStyles();
  const { go } = useConnecting();
  const [, put] = useDraft();
  const { attempt, busy } = useActions();
  const { data: kept } = useQuery(privacyQuery());
  const { data: access } = useQuery(accessQuery());
  const [level, setLevel] = useState<string>();
  const [months, setMonths] = useState<string>();
  if (!kept) return null;
  const usual = kept.usualMonths;
  const chosenLevel = level ?? kept.activity;
  const chosenMonths = months ?? String(kept.namesChosen ? kept.nameMonths : usual);
  const offered = [...new Set([usual, ...longer, ...(kept.nameMonths > 0 ? [kept.nameMonths] : [])])].sort(
    (a, b) => a - b,
  );
  const sync = () =>
    attempt(async () => {
      await backend.finishConnecting(chosenLevel, Number(chosenMonths));
      put({ connection: fresh, asked: '' });
      go('');
    });
  return (
    <>
      <p className={styles.lead}>{t('connect.privacy.lead')}</p>
      <section className={styles.sheet} aria-label={t('connect.privacy.title')}>
        <Choice
          title={t('connect.privacy.use')}
          value={chosenLevel}
          options={levels.map((value) => ({
            value,
            title: t(`connect.privacy.uses.${value}.title`),
            text: t(`connect.privacy.uses.${value}.text`),
          }))}
          onChoose={setLevel}
        />
        <Choice
          title={t('connect.privacy.names')}
          value={chosenMonths}
          options={[
            ...offered.map((count) => ({
              value: String(count),
              title: t('connect.privacy.month', { count }),
              text: count === usual ? t('connect.privacy.usual') : t('connect.privacy.longer'),
            })),
            { value: String(forGood), title: t('connect.privacy.forGood'), text: t('connect.privacy.forGoodText') },
          ]}
          onChoose={setMonths}
        />
      </section>
      <div className={styles.actions}>
        <Button appearance="primary" disabledFocusable={busy} onClick={() => void sync()}>
          {t('connect.privacy.sync')}
        </Button>
        <WritePage kind="privacy" label={t('connect.privacy.write')} connection={access?.connection ?? fresh} />
      </div>
    </>
  );
}
