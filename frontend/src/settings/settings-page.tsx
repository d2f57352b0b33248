import { makeStyles, mergeClasses } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { stateQuery } from '../api/queries';
import { PageHead } from '../app/page-head';
import { ScheduleSection } from '../schedule/schedule-section';
import { AboutSection } from './about-section';
import { CostCentersSection } from './cost-centers-section';
import { FileSection } from './file-section';
import { PricesSection } from './prices-section';
import { PrivacySection } from './privacy-section';
import { SignInSection } from './sign-in-section';
import { SourcesSection } from './sources-section';
import { TenantSection } from './tenant-section';
import { UpkeepSection } from './upkeep-section';
import { WindowSection } from './window-section';

const useStyles = makeStyles({
  page: { flexGrow: 1, minHeight: 0, overflowY: 'auto', backgroundColor: 'var(--ll-sheet)' },
  inner: {
    maxWidth: '720px',
    boxSizing: 'border-box',
    padding: '0 20px 40px',
    '& > section + section': { borderTop: '1px solid var(--ll-line)' },
  },
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
    <main className={mergeClasses('ll-edges', styles.page)}>
      <PageHead title={t('settings.title')} />
      <div className={styles.inner}>
        {ledger.isSample ? null : <SignInSection key={`sign-in of ${ledger.path}`} ledger={ledger} />}
        {ledger.isSample ? null : <SourcesSection key={`sources of ${ledger.path}`} ledger={ledger} />}
        {ledger.canSync ? <ScheduleSection key={`schedule of ${ledger.path}`} /> : null}
        <CostCentersSection key={`cost centers of ${ledger.path}`} readOnly={ledger.readOnly} />
        <WindowSection />
        <PrivacySection key={`privacy of ${ledger.path}`} />
        <TenantSection key={ledger.path} ledger={ledger} />
        <PricesSection />
        <FileSection ledger={ledger} watching={state.watching ?? undefined} />
        <UpkeepSection readOnly={ledger.readOnly} />
        <AboutSection />
      </div>
    </main>
  );
}
