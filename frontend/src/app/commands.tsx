import { ArrowSyncRegular } from '@fluentui/react-icons/svg/arrow-sync';
import { CalendarRegular } from '@fluentui/react-icons/svg/calendar';
import { ColorRegular } from '@fluentui/react-icons/svg/color';
import { DatabaseRegular } from '@fluentui/react-icons/svg/database';
import { DocumentArrowUpRegular } from '@fluentui/react-icons/svg/document-arrow-up';
import { DocumentTableArrowRightRegular } from '@fluentui/react-icons/svg/document-table-arrow-right';
import { EyeRegular } from '@fluentui/react-icons/svg/eye';
import { EyeOffRegular } from '@fluentui/react-icons/svg/eye-off';
import { FolderOpenRegular } from '@fluentui/react-icons/svg/folder-open';
import { KeyboardRegular } from '@fluentui/react-icons/svg/keyboard';
import { LocalLanguageRegular } from '@fluentui/react-icons/svg/local-language';
import { PlugConnectedRegular } from '@fluentui/react-icons/svg/plug-connected';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { backend } from '../api/backend';
import { stateQuery } from '../api/queries';
import { useConnecting } from '../connect/use-connecting';
import { useActions } from '../jobs/use-actions';
import { useSettings } from '../settings/use-settings';
import type { PaletteItem } from './palette-items';
import { canRun, run, type Shortcut, shortcuts } from './shortcuts';

const keysOf = (name: Shortcut) => shortcuts.find((one) => one.name === name)?.keys.join('+');

// useCommands are the things that can be done here and now, for the palette.
export function useCommands(): PaletteItem[] {
  const { t, i18n } = useTranslation();
  const { busy, canSync, sync, importFiles, compareFile, openOther, close, attempt } = useActions();
  const { settings, save } = useSettings();
  const { data: state } = useQuery(stateQuery());
  const { go: lead } = useConnecting();
  const ledger = state?.ledger;
  const command = (key: string, icon: ReactNode, text: string, act: () => void, note?: string): PaletteItem => ({
    kind: 'commands',
    key,
    icon,
    text,
    act,
    note,
  });
  const pressed = (name: Shortcut, icon: ReactNode, text: string): PaletteItem[] =>
    canRun(name) ? [command(name, icon, text, () => run(name), keysOf(name))] : [];
  const idle = (items: PaletteItem[]) => (busy ? [] : items);
  const dark = settings.theme === 'dark';
  const dutch = i18n.language === 'nl';
  return [
    ...idle(canSync ? [command('sync', <ArrowSyncRegular />, t('job.sync'), () => void sync())] : []),
    ...idle(pressed('export', <DocumentTableArrowRightRegular />, t('export.excel'))),
    ...pressed('goTo', <CalendarRegular />, t('day.goTo')),
    ...idle(
      ledger?.readOnly
        ? []
        : [command('import', <DocumentArrowUpRegular />, t('top.importFiles'), () => void importFiles())],
    ),
    ...idle(
      ledger ? [command('compare', <DocumentArrowUpRegular />, t('palette.compare'), () => void compareFile())] : [],
    ),
    ...idle(
      ledger
        ? [command('backup', <DatabaseRegular />, t('settings.backup.now'), () => void attempt(backend.startBackup))]
        : [],
    ),
    ...idle(
      ledger && !ledger.isSample
        ? []
        : [command('connect', <PlugConnectedRegular />, t('connect.page'), () => lead('doors'))],
    ),
    ...idle([command('open', <FolderOpenRegular />, t('top.openOther'), () => void openOther())]),
    ...idle(ledger ? [command('close', <FolderOpenRegular />, t('top.close'), () => void close())] : []),
    command(
      'hideNames',
      settings.hideNames ? <EyeRegular /> : <EyeOffRegular />,
      settings.hideNames ? t('names.show') : t('settings.hideNames'),
      () => void save({ hideNames: !settings.hideNames }),
      keysOf('hideNames'),
    ),
    command(
      'look',
      <ColorRegular />,
      dark ? t('palette.light') : t('palette.dark'),
      () => void save({ theme: dark ? 'light' : 'dark' }),
    ),
    command(
      'language',
      <LocalLanguageRegular />,
      t('palette.otherLanguage'),
      () => void save({ language: dutch ? 'en' : 'nl' }),
    ),
    ...pressed('help', <KeyboardRegular />, t('settings.shortcuts')),
  ];
}
