import { Switch } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { privacyQuery } from '../api/queries';
import { ActivityKept } from './activity-kept';
import { NamesKept } from './names-kept';
import { Said } from './said';
import { Section, Setting } from './section';
import { useSettings } from './use-settings';

// PrivacySection is what the window shows of people, and what the history file
// keeps of them beyond what they hold.
export function PrivacySection() {
  const { t } = useTranslation();
  const { settings, save } = useSettings();
  const { data: kept } = useQuery(privacyQuery());
  const names = useId();
  return (
    <Section title={t('settings.privacy')}>
      <Setting
        name={t('settings.hideNames')}
        hint={t('settings.hideNamesHint')}
        labels={names}
        control={
          <Switch
            aria-labelledby={names}
            checked={settings.hideNames}
            onChange={(_, data) => void save({ hideNames: data.checked })}
          />
        }
      />
      {kept ? (
        <>
          <ActivityKept kept={kept} />
          <NamesKept kept={kept} />
          <Said kinds={['privacy']} />
        </>
      ) : null}
    </Section>
  );
}
