import { Button, Switch } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { backend } from '../api/backend';
import { accessQuery } from '../api/queries';
import type { LedgerInfo, SourceChoices } from '../api/types';
import { useActions } from '../jobs/use-actions';
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
  const chosen: SourceChoices = { groupNames: !connection.noGroupNames, launches, changesTellLicenses, signInAppsPath };
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
