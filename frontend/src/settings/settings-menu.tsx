import {
  Button,
  Menu,
  MenuDivider,
  MenuGroup,
  MenuGroupHeader,
  MenuItem,
  MenuItemRadio,
  MenuList,
  MenuPopover,
  MenuTrigger,
  Tooltip,
} from '@fluentui/react-components';
import { KeyboardRegular } from '@fluentui/react-icons/svg/keyboard';
import { SettingsRegular } from '@fluentui/react-icons/svg/settings';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { backend } from '../api/backend';
import { toAppError } from '../api/errors';
import { stateQuery } from '../api/queries';
import type { Settings } from '../api/types';
import { useNotice } from '../jobs/use-actions';
import { Shortcuts } from './shortcuts';

// useSettings reads the settings and saves a change at once; the window
// changes without waiting for the disk.
export function useSettings() {
  const client = useQueryClient();
  const { data } = useQuery(stateQuery());
  const { setNotice } = useNotice();
  const settings: Settings = data?.settings ?? { language: 'system', theme: 'system' };
  const save = async (change: Partial<Settings>) => {
    const next = { ...settings, ...change };
    client.setQueryData(stateQuery().queryKey, (state) => (state ? { ...state, settings: next } : state));
    try {
      await backend.saveSettings(next);
    } catch (thrown) {
      setNotice(toAppError(thrown));
    }
  };
  return { settings, save, version: data?.version ?? '' };
}

export function SettingsMenu() {
  const { t } = useTranslation();
  const { settings, save, version } = useSettings();
  const [help, setHelp] = useState(false);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const typing = (event.target as HTMLElement | null)?.closest?.('input, textarea, select');
      if (event.key === '?' && !typing) setHelp(true);
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
  return (
    <>
      <Menu
        positioning="below-end"
        checkedValues={{ theme: [settings.theme], language: [settings.language] }}
        onCheckedValueChange={(_, data) => {
          const value = data.checkedItems[0] ?? 'system';
          void save(data.name === 'theme' ? { theme: value } : { language: value });
        }}
      >
        <MenuTrigger disableButtonEnhancement>
          <Tooltip content={t('settings.title')} relationship="label">
            <Button appearance="subtle" icon={<SettingsRegular />} />
          </Tooltip>
        </MenuTrigger>
        <MenuPopover>
          <MenuList>
            <MenuGroup>
              <MenuGroupHeader>{t('settings.look')}</MenuGroupHeader>
              <MenuItemRadio persistOnClick name="theme" value="system">
                {t('settings.system')}
              </MenuItemRadio>
              <MenuItemRadio persistOnClick name="theme" value="light">
                {t('settings.light')}
              </MenuItemRadio>
              <MenuItemRadio persistOnClick name="theme" value="dark">
                {t('settings.dark')}
              </MenuItemRadio>
            </MenuGroup>
            <MenuDivider />
            <MenuGroup>
              <MenuGroupHeader>{t('settings.language')}</MenuGroupHeader>
              <MenuItemRadio persistOnClick name="language" value="system">
                {t('settings.system')}
              </MenuItemRadio>
              <MenuItemRadio persistOnClick name="language" value="en" lang="en">
                {t('settings.en')}
              </MenuItemRadio>
              <MenuItemRadio persistOnClick name="language" value="nl" lang="nl">
                {t('settings.nl')}
              </MenuItemRadio>
            </MenuGroup>
            <MenuDivider />
            <MenuItem icon={<KeyboardRegular />} onClick={() => setHelp(true)}>
              {t('settings.shortcuts')}
            </MenuItem>
            <MenuGroupHeader>{t('settings.version', { version })}</MenuGroupHeader>
          </MenuList>
        </MenuPopover>
      </Menu>
      <Shortcuts open={help} onClose={() => setHelp(false)} />
    </>
  );
}
