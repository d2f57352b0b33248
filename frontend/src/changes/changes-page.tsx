import { makeStyles, Tab, TabList } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import { PageHead } from '../app/page-head';
import { usePlace } from '../app/place';
import { CompareFile } from '../compare/compare-file';
import { BetweenDays } from './between-days';

const useStyles = makeStyles({
  page: { display: 'flex', flexDirection: 'column', flexGrow: 1, minHeight: 0, backgroundColor: 'var(--ll-sheet)' },
});

const tabs = ['days', 'file'] as const;

// ChangesPage compares: two days of the history, or a downloaded list with it.
export function ChangesPage() {
  const { t } = useTranslation();
  const styles = useStyles();
  const { place, go } = usePlace();
  const { tab } = place.changes;
  return (
    <main className={styles.page}>
      <PageHead title={t(`nav.pages.${place.page}`)}>
        <TabList
          size="small"
          selectedValue={tab}
          onTabSelect={(_, data) => go({ to: 'changes', tab: data.value as (typeof tabs)[number] })}
        >
          {tabs.map((one) => (
            <Tab key={one} value={one}>
              {t(`changes.tab.${one}`)}
            </Tab>
          ))}
        </TabList>
      </PageHead>
      {tab === 'days' ? <BetweenDays /> : <CompareFile />}
    </main>
  );
}
