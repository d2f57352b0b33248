import {
  Button,
  Menu,
  MenuDivider,
  MenuGroup,
  MenuGroupHeader,
  MenuItem,
  MenuItemCheckbox,
  MenuItemRadio,
  MenuList,
  MenuPopover,
  MenuTrigger,
  Tooltip,
} from '@fluentui/react-components';
import { KeyboardRegular } from '@fluentui/react-icons/svg/keyboard';
import { OptionsRegular } from '@fluentui/react-icons/svg/options';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useShortcut } from '../app/shortcuts';
import { Shortcuts } from './shortcuts';
import { useNewest, useSettings } from './use-settings';

const looks = ['system', 'light', 'dark'] as const;
const languages = ['system', 'en', 'nl'] as const;

// SettingsMenu holds, on every page, what somebody changes while doing
// something else.
export function SettingsMenu() {
  const { t } = useTranslation();
  const { settings, save, version } = useSettings();
  const newest = useNewest();
  const [help, setHelp] = useState(false);
  useShortcut('help', () => setHelp(true));
  useShortcut('hideNames', () => void save({ hideNames: !settings.hideNames }));
  return (
    <>
      <Menu
        positioning="below-end"
        checkedValues={{
          theme: [settings.theme],
          language: [settings.language],
          names: settings.hideNames ? ['hide'] : [],
        }}
        onCheckedValueChange={(_, data) => {
          const value = data.checkedItems[0] ?? 'system';
          if (data.name === 'names') void save({ hideNames: data.checkedItems.includes('hide') });
          else void save(data.name === 'theme' ? { theme: value } : { language: value });
        }}
      >
        <MenuTrigger disableButtonEnhancement>
          <Tooltip content={t('settings.quick')} relationship="label">
            <Button appearance="subtle" icon={<OptionsRegular />} />
          </Tooltip>
        </MenuTrigger>
        <MenuPopover>
          <MenuList>
            <MenuItemCheckbox name="names" value="hide">
              {t('settings.hideNames')}
            </MenuItemCheckbox>
            <MenuDivider />
            <MenuGroup>
              <MenuGroupHeader>{t('settings.look')}</MenuGroupHeader>
              {looks.map((one) => (
                <MenuItemRadio key={one} persistOnClick name="theme" value={one}>
                  {t(`settings.of.${one}`)}
                </MenuItemRadio>
              ))}
            </MenuGroup>
            <MenuDivider />
            <MenuGroup>
              <MenuGroupHeader>{t('settings.language')}</MenuGroupHeader>
              {languages.map((one) => (
                <MenuItemRadio
                  key={one}
                  persistOnClick
                  name="language"
                  value={one}
                  lang={one === 'system' ? undefined : one}
                >
                  {t(`settings.of.${one}`)}
                </MenuItemRadio>
              ))}
            </MenuGroup>
            <MenuDivider />
            <MenuItem icon={<KeyboardRegular />} onClick={() => setHelp(true)}>
              {t('settings.shortcuts')}
            </MenuItem>
            <MenuGroupHeader>{t('settings.version', { version })}</MenuGroupHeader>
            {newest ? (
              <MenuGroupHeader>{t('settings.newer.there', { version: newest.version })}</MenuGroupHeader>
            ) : null}
          </MenuList>
        </MenuPopover>
      </Menu>
      <Shortcuts open={help} onClose={() => setHelp(false)} />
    </>
  );
}
