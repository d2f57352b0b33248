import { Button, Checkbox, makeStyles } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { backend } from '../api/backend';
import { backupsQuery } from '../api/queries';
import type { LedgerInfo, Watching } from '../api/types';
import { useFormat } from '../i18n/format';
import { useActions } from '../jobs/use-actions';
import { Confirm } from './confirm';
import { NewFiles } from './data-folder';
import { Said } from './said';
import { Section, Setting } from './section';
import { useNamesHidden } from './use-settings';

const useStyles = makeStyles({
  list: { listStyle: 'none', margin: '4px 0 0', padding: 0, display: 'grid', gap: '4px' },
  backup: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: '4px 12px', fontSize: '13px' },
  quiet: { color: 'var(--ll-quiet)', fontVariantNumeric: 'tabular-nums' },
  end: { marginLeft: 'auto' },
  choices: { display: 'flex', flexWrap: 'wrap', gap: '0 16px', border: 'none', margin: '0 0 0 -8px', padding: 0 },
});

const backupsShown = 5;

// Backups copies the history file, and brings a copy back.
function Backups(props: { readOnly: boolean }) {
  const { t } = useTranslation();
  const format = useFormat();
  const styles = useStyles();
  const { busy, attempt } = useActions();
  const { data: backups } = useQuery(backupsQuery());
  const [chosen, setChosen] = useState('');
  const pick = () =>
    attempt(async () => {
      const path = await backend.pickBackup();
      if (path) setChosen(path);
    });
  const chosenName = chosen.split(/[\\/]/).at(-1) ?? '';
  return (
    <Setting
      name={t('settings.backup.title')}
      hint={backups?.length ? t('settings.backup.hint') : t('settings.backup.none')}
      control={
        <>
          <Button disabledFocusable={busy} onClick={() => void attempt(backend.startBackup)}>
            {t('settings.backup.now')}
          </Button>
          {props.readOnly ? null : (
            <Button disabledFocusable={busy} onClick={() => void pick()}>
              {t('settings.backup.other')}
            </Button>
          )}
        </>
      }
    >
      <Said kinds={['backup', 'restore']} />
      {backups?.length ? (
        <ul className={styles.list}>
          {backups.slice(0, backupsShown).map((backup) => (
            <li key={backup.path} className={styles.backup}>
              <span>{format.dateTime(backup.at)}</span>
              <span className={styles.quiet}>{format.size(backup.bytes)}</span>
              {props.readOnly ? null : (
                <Button
                  className={styles.end}
                  size="small"
                  appearance="subtle"
                  disabledFocusable={busy}
                  aria-label={t('settings.backup.restoreOf', { when: format.dateTime(backup.at) })}
                  onClick={() => setChosen(backup.path)}
                >
                  {t('settings.backup.restore')}
                </Button>
              )}
            </li>
          ))}
        </ul>
      ) : null}
      <Confirm
        open={chosen !== ''}
        title={t('settings.backup.askTitle')}
        text={t('settings.backup.ask', { file: chosenName })}
        action={t('settings.backup.restore')}
        onClose={() => setChosen('')}
        onConfirm={() => void attempt(() => backend.startRestore(chosen))}
      />
    </Setting>
  );
}

// Share writes a copy to give away, without names and prices unless they are
// wanted.
function Share() {
  const { t } = useTranslation();
  const styles = useStyles();
  const { busy, attempt } = useActions();
  const [without, setWithout] = useState({
    withoutNames: true,
    withoutActivity: false,
    withoutHistory: false,
    withoutPrices: true,
  });
  const choices = ['withoutNames', 'withoutActivity', 'withoutHistory', 'withoutPrices'] as const;
  return (
    <Setting
      name={t('settings.share.title')}
      hint={t('settings.share.hint')}
      control={
        <Button disabledFocusable={busy} onClick={() => void attempt(() => backend.startShare(without))}>
          {t('settings.share.button')}
        </Button>
      }
    >
      <fieldset className={styles.choices} aria-label={t('settings.share.leaveOut')}>
        {choices.map((one) => (
          <Checkbox
            key={one}
            checked={without[one]}
            onChange={(_, data) => setWithout({ ...without, [one]: data.checked === true })}
            label={t(`settings.share.of.${one}`)}
          />
        ))}
      </fieldset>
      <Said kinds={['share']} />
    </Setting>
  );
}

// FileSection is about the history file: where it lies, copies of it, and the
// folder that new files come from.
export function FileSection(props: { ledger: LedgerInfo; watching?: Watching | undefined }) {
  const { t } = useTranslation();
  const { attempt, watchFolder, stopWatching } = useActions();
  const hidden = useNamesHidden();
  const { ledger, watching } = props;
  return (
    <Section title={t('settings.file.title')}>
      <Setting
        name={t('settings.file.place')}
        hint={hidden ? ledger.fileName : ledger.path}
        control={<Button onClick={() => void attempt(backend.showLedger)}>{t('export.show')}</Button>}
      />
      <Backups readOnly={ledger.readOnly} />
      <Share />
      {ledger.readOnly ? null : (
        <Setting
          name={t('settings.file.watch')}
          hint={
            watching && !hidden
              ? watching.folder
              : watching
                ? t('settings.file.watching')
                : t('settings.file.notWatching')
          }
          control={
            watching ? (
              <Button onClick={() => void stopWatching()}>{t('settings.file.stop')}</Button>
            ) : (
              <Button onClick={() => void watchFolder()}>{t('settings.file.choose')}</Button>
            )
          }
        />
      )}
      <NewFiles />
    </Section>
  );
}
