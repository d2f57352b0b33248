import {
  Menu,
  MenuButton,
  MenuDivider,
  MenuGroup,
  MenuGroupHeader,
  MenuItem,
  MenuList,
  MenuPopover,
  MenuTrigger,
  makeStyles,
  tokens,
} from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { stateQuery } from '../api/queries';
import type { LedgerInfo } from '../api/types';
import { useConnecting } from '../connect/use-connecting';
import { useFormat } from '../i18n/format';
import { folderName } from '../imports/watch-bar';
import { useActions } from '../jobs/use-actions';
import { useNamesHidden } from '../settings/use-settings';
import { TenantMark } from '../theme/tenant-mark';
import { useGo } from './place';
import { nameOf, useRecents } from './use-recents';

const useStyles = makeStyles({
  tenant: { fontSize: '15px', fontWeight: tokens.fontWeightSemibold, minWidth: 0, gap: '8px' },
  mark: { display: 'inline-flex' },
  name: { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap', maxWidth: '320px' },
});

// TenantMenu names the tenant with its colour, leads to the other history files,
// and does what is done with one as a whole.
export function TenantMenu(props: { ledger: LedgerInfo }) {
  const { t } = useTranslation();
  const format = useFormat();
  const styles = useStyles();
  const { ledger } = props;
  const { busy, openPath, openOther, importFiles, watchFolder, stopWatching, close, removeSample } = useActions();
  const { data: state } = useQuery(stateQuery());
  const { recents } = useRecents();
  const { go } = useConnecting();
  const { go: toPage } = useGo();
  const hidden = useNamesHidden();
  const watched = state?.watching;
  const others = recents.filter((file) => file.path !== ledger.path);
  return (
    <Menu>
      <MenuTrigger disableButtonEnhancement>
        <MenuButton
          appearance="subtle"
          className={styles.tenant}
          icon={<TenantMark colour={ledger.colour} />}
          title={hidden ? undefined : ledger.path}
        >
          <span className={styles.name}>{nameOf(ledger)}</span>
        </MenuButton>
      </MenuTrigger>
      <MenuPopover>
        <MenuList hasIcons={others.length > 0}>
          {others.length > 0 ? (
            <>
              <MenuGroup>
                <MenuGroupHeader>{t('recents.title')}</MenuGroupHeader>
                {others.map((file) => (
                  <MenuItem
                    key={file.path}
                    disabled={busy || file.missing}
                    icon={<TenantMark colour={file.colour} />}
                    secondaryContent={
                      file.missing ? t('recents.missing') : file.lastRead ? format.when(file.lastRead) : undefined
                    }
                    onClick={() => void openPath(file.path)}
                  >
                    {nameOf(file)}
                  </MenuItem>
                ))}
              </MenuGroup>
              <MenuDivider />
            </>
          ) : null}
          {ledger.readOnly ? null : (
            <>
              <MenuItem disabled={busy} onClick={importFiles}>
                {t('top.importFiles')}
              </MenuItem>
              {watched ? (
                <MenuItem onClick={stopWatching}>{t('watch.stop', { folder: folderName(watched.folder) })}</MenuItem>
              ) : (
                <MenuItem onClick={watchFolder}>{t('watch.start')}</MenuItem>
              )}
            </>
          )}
          <MenuItem disabled={busy} onClick={openOther}>
            {t('top.openOther')}
          </MenuItem>
          <MenuItem onClick={() => toPage({ to: 'page', page: 'tenants' })}>{t('tenants.all')}</MenuItem>
          <MenuDivider />
          {ledger.isSample ? <MenuItem onClick={() => go('doors')}>{t('connect.menu')}</MenuItem> : null}
          {ledger.isSample ? <MenuItem onClick={removeSample}>{t('top.removeSample')}</MenuItem> : null}
          <MenuItem onClick={close}>{t('top.close')}</MenuItem>
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}
