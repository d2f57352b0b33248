import { makeStyles, Tab, TabList, tokens } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import { usePlace } from '../app/place';
import { CompareFile } from '../compare/compare-file';
import { BetweenDays } from './between-days';

const useStyles = makeStyles({
  page: { display: 'flex', flexDirection: 'column', flexGrow: 1, minHeight: 0, backgroundColor: 'var(--ll-sheet)' },
  head: { display: 'flex', alignItems: 'flex-end', gap: '28px', padding: '14px 20px 2px' },
  title: { margin: 0, fontSize: '20px', lineHeight: '28px', fontWeight: tokens.fontWeightSemibold },
  tabs: { marginBottom: '-4px' },
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
      <header className={styles.head}>
        <h1 className={styles.title}>{t(`nav.pages.${place.page}`)}</h1>
        <TabList
          className={styles.tabs}
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
      </header>
      {tab === 'days' ? <BetweenDays /> : <CompareFile />}
    </main>
  );
}
