import { Select, Switch } from '@fluentui/react-components';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { Section, Setting } from './section';
import { useSettings } from './use-settings';

const languages = ['system', 'en', 'nl'] as const;
const looks = ['system', 'light', 'dark'] as const;

// WindowSection is what this person wants of the window, whatever is open.
export function WindowSection() {
  const { t } = useTranslation();
  const { settings, save } = useSettings();
  const language = useId();
  const look = useId();
  const start = useId();
  return (
    <>
      <Section title={t('settings.window')}>
        <Setting
          name={t('settings.language')}
          labels={language}
          control={
            <Select
              aria-labelledby={language}
              value={settings.language}
              onChange={(_, data) => void save({ language: data.value })}
            >
              {languages.map((one) => (
                <option key={one} value={one} lang={one === 'system' ? undefined : one}>
                  {t(`settings.of.${one}`)}
                </option>
              ))}
            </Select>
          }
        />
        <Setting
          name={t('settings.look')}
          hint={t('settings.lookHint')}
          labels={look}
          control={
            <Select
              aria-labelledby={look}
              value={settings.theme}
              onChange={(_, data) => void save({ theme: data.value })}
            >
              {looks.map((one) => (
                <option key={one} value={one}>
                  {t(`settings.of.${one}`)}
                </option>
              ))}
            </Select>
          }
        />
        <Setting
          name={t('settings.start')}
          hint={t('settings.startHint')}
          labels={start}
          control={
            <Switch
              aria-labelledby={start}
              checked={!settings.startAtWelcome}
              onChange={(_, data) => void save({ startAtWelcome: !data.checked })}
            />
          }
        />
      </Section>
    </>
  );
}
