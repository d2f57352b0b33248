import { Button, Select, Switch } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { backend } from '../api/backend';
import { accessQuery } from '../api/queries';
import type { LedgerInfo, SourceChoices } from '../api/types';
import { useActions } from '../jobs/use-actions';
import { CostCenterProperty, employeeOrgData } from './cost-center-property';
import { Section, Setting } from './section';

// Choice is one thing that is read or not.
function Choice(props: {
  name: string;
  hint: string;
  checked: boolean;
  disabled: boolean;
  onChange: (checked: boolean) => void;
}) {
  const id = useId();
  const { checked, disabled } = props;
  return (
    <Setting
      name={props.name}
      hint={props.hint}
      labels={id}
      control={
        <Switch
          aria-labelledby={id}
          checked={checked}
          disabled={disabled}
          onChange={(_, data) => props.onChange(data.checked)}
        />
      }
    />
  );
}

const usual = 10; // minutes
const noLimit = -1;

// UseTime chooses how long a sync reads who used what.
function UseTime(props: { minutes: number; disabled: boolean; onChange: (minutes: number) => void }) {
  const { t } = useTranslation();
  const id = useId();
  const { minutes, disabled } = props;
  const offered = [...new Set([5, usual, 30, 60, minutes])].filter((one) => one > 0).sort((a, b) => a - b);
  return (
    <Setting
      name={t('settings.sources.useTime')}
      hint={t('settings.sources.useTimeHint')}
      labels={id}
      control={
        <Select
          aria-labelledby={id}
          value={String(minutes)}
          disabled={disabled}
          onChange={(_, data) => props.onChange(Number(data.value))}
        >
          {offered.map((one) => (
            <option key={one} value={String(one)}>
              {t('settings.sources.useMinutes', { count: one })}
            </option>
          ))}
          <option value={String(noLimit)}>{t('settings.sources.useAll')}</option>
        </Select>
      }
    />
  );
}

// SourcesSection chooses what a sync reads of what can be left out, and by what it
// tells use. A file of imports alone has nothing to choose.
export function SourcesSection(props: { ledger: LedgerInfo }) {
  const { t } = useTranslation();
  const { attempt } = useActions();
  const { data: access } = useQuery(accessQuery());
  const connection = access?.connection;
  if (!connection) return null;
  const { readOnly } = props.ledger;
  const { launches, changesTellLicenses, signInAppsPath } = connection;
  const chosen: SourceChoices = {
    groupNames: !connection.noGroupNames,
    launches,
    changesTellLicenses,
    signInAppsPath,
    useMinutes: connection.useMinutes || usual,
    costCenter: connection.costCenter || employeeOrgData,
  };
  const save = (change: Partial<SourceChoices>) =>
    void attempt(() => backend.saveSourceChoices({ ...chosen, ...change }));
  const pick = () =>
    attempt(async () => {
      const path = await backend.pickSignInApps();
      if (path) await backend.saveSourceChoices({ ...chosen, signInAppsPath: path });
    });
  return (
    <Section title={t('settings.sources.title')}>
      <Choice
        name={t('settings.sources.groupNames')}
        hint={t('settings.sources.groupNamesHint')}
        checked={chosen.groupNames}
        disabled={readOnly}
        onChange={(groupNames) => save({ groupNames })}
      />
      <Choice
        name={t('settings.sources.launches')}
        hint={t('settings.sources.launchesHint')}
        checked={launches}
        disabled={readOnly}
        onChange={(checked) => save({ launches: checked })}
      />
      <Choice
        name={t('settings.sources.changes')}
        hint={t('settings.sources.changesHint')}
        checked={changesTellLicenses}
        disabled={readOnly}
        onChange={(checked) => save({ changesTellLicenses: checked })}
      />
      <UseTime minutes={chosen.useMinutes} disabled={readOnly} onChange={(useMinutes) => save({ useMinutes })} />
      <CostCenterProperty
        property={chosen.costCenter}
        disabled={readOnly}
        onChange={(costCenter) => save({ costCenter })}
      />
      <Setting
        name={t('settings.sources.apps')}
        hint={
          signInAppsPath
            ? t('settings.sources.appsOwn', { file: signInAppsPath.split(/[\\/]/).pop() ?? '' })
            : t('settings.sources.appsBuiltIn')
        }
        control={
          <>
            {signInAppsPath ? (
              <Button disabled={readOnly} onClick={() => save({ signInAppsPath: '' })}>
                {t('settings.sources.appsBack')}
              </Button>
            ) : null}
            <Button disabled={readOnly} onClick={() => void pick()}>
              {t('settings.sources.appsChoose')}
            </Button>
          </>
        }
      />
    </Section>
  );
}
