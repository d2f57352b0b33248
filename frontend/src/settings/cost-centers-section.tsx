import { Button } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { backend } from '../api/backend';
import { costCentersQuery } from '../api/queries';
import type { CostCenterList } from '../api/types';
import { useActions } from '../jobs/use-actions';
import { Confirm } from './confirm';
import { CostCenterPreview } from './cost-center-preview';
import { Section, Setting } from './section';

// CostCentersSection tells where cost centers come from, and imports a list of
// them that goes before the directory. A list is looked at before it is taken.
export function CostCentersSection(props: { readOnly: boolean }) {
  const { t } = useTranslation();
  const { attempt } = useActions();
  const { data } = useQuery(costCentersQuery());
  const [list, setList] = useState<CostCenterList>();
  const [clearing, setClearing] = useState(false);
  if (!data) return null;
  const listed = data.listed > 0;
  const pick = () =>
    void attempt(async () => {
      const picked = await backend.pickCostCenters();
      setList(picked.path ? picked : undefined);
    });
  const take = (path: string) =>
    void attempt(async () => {
      await backend.importCostCenters(path);
      setList(undefined);
    });
  return (
    <Section title={t('settings.costCenters.title')}>
      <Setting
        name={
          data.isRead
            ? t('settings.costCenters.people', {
                fromList: t('settings.costCenters.fromList', { count: data.fromList }),
                fromDirectory: t('settings.costCenters.fromDirectory', { count: data.fromDirectory }),
                without: t('settings.costCenters.without', { count: data.without }),
              })
            : t('settings.costCenters.notRead')
        }
        hint={
          listed
            ? data.strangers > 0
              ? t('settings.costCenters.listedStrangers', { count: data.listed, strangers: data.strangers })
              : t('settings.costCenters.listed', { count: data.listed })
            : t('settings.costCenters.hint')
        }
        control={
          props.readOnly ? null : (
            <>
              <Button onClick={pick}>{t('settings.costCenters.import')}</Button>
              {listed ? <Button onClick={() => setClearing(true)}>{t('settings.costCenters.clear')}</Button> : null}
            </>
          )
        }
      >
        {list ? (
          <CostCenterPreview list={list} onTake={() => take(list.path)} onCancel={() => setList(undefined)} />
        ) : null}
      </Setting>
      <Confirm
        open={clearing}
        title={t('settings.costCenters.clearTitle')}
        text={t('settings.costCenters.clearText', { count: data.listed })}
        action={t('settings.costCenters.clear')}
        onClose={() => setClearing(false)}
        onConfirm={() => void attempt(() => backend.clearCostCenters())}
      />
    </Section>
  );
}
