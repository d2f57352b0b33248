import { Button } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { backend } from '../api/backend';
import { dataFolderQuery } from '../api/queries';
import { useActions } from '../jobs/use-actions';
import { Setting } from './section';
import { useNamesHidden } from './use-settings';

// NewFiles chooses where new history files go. Those that are there stay where
// they are.
export function NewFiles() {
  const { t } = useTranslation();
  const { attempt } = useActions();
  const hidden = useNamesHidden();
  const { data: folder } = useQuery(dataFolderQuery());
  if (!folder) return null;
  const warning = folder.missing
    ? t('settings.data.missing')
    : folder.unsafe === 'network'
      ? t('settings.data.network')
      : folder.unsafe === 'cloud'
        ? t('settings.data.cloud')
        : '';
  return (
    <Setting
      name={t('settings.data.title')}
      hint={hidden ? t('settings.data.hidden') : folder.path}
      control={
        <>
          {folder.isUsual ? null : (
            <Button onClick={() => void attempt(backend.usualDataFolder)}>{t('settings.data.usual')}</Button>
          )}
          <Button onClick={() => void attempt(backend.showDataFolder)}>{t('settings.data.open')}</Button>
          <Button onClick={() => void attempt(backend.pickDataFolder)}>{t('settings.data.change')}</Button>
        </>
      }
    >
      {warning ? <p style={{ margin: 0, fontSize: 13 }}>{warning}</p> : null}
    </Setting>
  );
}
