import { Button, Input, Switch } from '@fluentui/react-components';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { releaseQuery } from '../api/queries';
import { useFormat } from '../i18n/format';
import { useActions } from '../jobs/use-actions';
import { Setting } from './section';
import { useNewest, useSettings } from './use-settings';

// NewerVersions asks one address whether there is a newer version: when somebody
// clicks, and at the start only where that is switched on.
export function NewerVersions() {
  const { t } = useTranslation();
  const { settings, save } = useSettings();
  const { attempt } = useActions();
  const client = useQueryClient();
  useNewest();
  const [address, setAddress] = useState(settings.releases);
  const where = useId();
  const start = useId();
  const wanted = address.trim();
  const keep = async () => (wanted === settings.releases ? undefined : save({ releases: wanted }));
  const ask = () =>
    attempt(async () => {
      await keep();
      await client.fetchQuery({ ...releaseQuery(wanted), staleTime: 0 });
    });
  return (
    <>
      <Setting
        name={t('settings.newer.title')}
        hint={t('settings.newer.hint')}
        labels={where}
        control={
          <>
            <Input
              type="url"
              aria-labelledby={where}
              value={address}
              onChange={(_, data) => setAddress(data.value)}
              onBlur={() => void keep()}
              onKeyDown={(event) => event.key === 'Enter' && void keep()}
            />
            <Button disabledFocusable={!wanted} onClick={() => void ask()}>
              {t('settings.newer.ask')}
            </Button>
          </>
        }
      >
        <div role="status">
          <Newest />
        </div>
      </Setting>
      <Setting
        name={t('settings.newer.start')}
        hint={t('settings.newer.startHint')}
        labels={start}
        control={
          <Switch
            aria-labelledby={start}
            checked={settings.askReleases}
            onChange={(_, data) => void save({ askReleases: data.checked })}
          />
        }
      />
    </>
  );
}

// Newest says what the address answered.
function Newest() {
  const { t } = useTranslation();
  const format = useFormat();
  const { settings } = useSettings();
  const { data } = useQuery({ ...releaseQuery(settings.releases), enabled: false });
  if (!data) return null;
  const told = { version: data.version, day: data.published ? format.day(data.published.slice(0, 10)) : '' };
  return (
    <p style={{ margin: 0, fontSize: 13, overflowWrap: 'anywhere' }}>
      {!data.newer
        ? t('settings.newer.none')
        : data.published
          ? t('settings.newer.thereSince', told)
          : t('settings.newer.there', told)}
      {data.newer && data.page ? <span style={{ display: 'block', userSelect: 'text' }}>{data.page}</span> : null}
    </p>
  );
}
