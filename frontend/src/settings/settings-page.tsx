import { makeStyles, tokens } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { stateQuery } from '../api/queries';
import { AboutSection } from './about-section';
import { FileSection } from './file-section';
import { TenantSection } from './tenant-section';
import { UpkeepSection } from './upkeep-section';
import { WindowSection } from './window-section';

const useStyles = makeStyles({
  page: { flexGrow: 1, minHeight: 0, overflowY: 'auto', backgroundColor: 'var(--ll-sheet)' },
  inner: {
    maxWidth: '720px',
    boxSizing: 'border-box',
    padding: '14px 20px 40px',
    '& > section + section': { borderTop: '1px solid var(--ll-line)' },
  },
  title: { margin: 0, fontSize: '20px', lineHeight: '28px', fontWeight: tokens.fontWeightSemibold },
});

// SettingsPage is everything that can be chosen, and what keeps the history file
// well. It does not travel in time.
export function SettingsPage() {
  const { t } = useTranslation();
  const styles = useStyles();
  const { data: state } = useQuery(stateQuery());
  const ledger = state?.ledger;
  if (!ledger) return null;
  return (
    <main className={styles.page}>
      <div className={styles.inner}>
        <h1 className={styles.title}>{t('settings.title')}</h1>
        <WindowSection />
        <TenantSection key={ledger.path} ledger={ledger} />
        <FileSection ledger={ledger} watching={state.watching ?? undefined} />
        <UpkeepSection readOnly={ledger.readOnly} />
        <AboutSection />
      </div>
    </main>
  );
}
