import { makeStyles, Tab, TabList } from '@fluentui/react-components';
import { useIsFetching } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { PageHead } from '../app/page-head';
import { type CostTab, useGo, usePlacePart } from '../app/place';
import { CostExport } from './cost-export';
import { costTabs } from './tabs';

const useStyles = makeStyles({
  page: { display: 'flex', flexDirection: 'column', flexGrow: 1, minHeight: 0, backgroundColor: 'var(--ll-sheet)' },
  tabs: { flexWrap: 'wrap', flexShrink: 1 },
});

// CostPage tells of every license what was bought, what became of it, and what it
// costs.
export function CostPage() {
  const { t } = useTranslation();
  const styles = useStyles();
  const { go } = useGo();
  const page = usePlacePart((place) => place.page);
  const chosen = usePlacePart((place) => place.costTab);
  const shown = costTabs.find(({ tab }) => tab === chosen) ?? costTabs[0];
  const reading = useIsFetching({ queryKey: ['views'] }) > 0;
  if (!shown) return null;
  return (
    <main className={styles.page} aria-busy={reading}>
      <PageHead title={t(`nav.pages.${page}`)} end={<CostExport />}>
        {costTabs.length > 1 ? (
          <TabList
            className={styles.tabs}
            size="small"
            selectedValue={shown.tab}
            onTabSelect={(_, data) => go({ to: 'cost', tab: data.value as CostTab })}
          >
            {costTabs.map(({ tab }) => (
              <Tab key={tab} value={tab}>
                {t(`cost.tab.${tab}`)}
              </Tab>
            ))}
          </TabList>
        ) : null}
      </PageHead>
      <shown.Body />
    </main>
  );
}
