import {
  Badge,
  Button,
  Menu,
  MenuButton,
  MenuDivider,
  MenuItem,
  MenuList,
  MenuPopover,
  MenuTrigger,
  makeStyles,
  mergeClasses,
  Tooltip,
  tokens,
} from '@fluentui/react-components';
import { NavigationRegular } from '@fluentui/react-icons/svg/navigation';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { stateQuery } from '../api/queries';
import type { LedgerInfo } from '../api/types';
import { DayBanner } from '../day/day-banner';
import { DayBar } from '../day/day-bar';
import { useDay } from '../day/use-day';
import { useFormat } from '../i18n/format';
import { folderName, WatchBar } from '../imports/watch-bar';
import { ExportButton } from '../jobs/export-button';
import { FillBar } from '../jobs/fill-bar';
import { JobBar } from '../jobs/job-bar';
import { SyncButton } from '../jobs/sync-button';
import { useActions } from '../jobs/use-actions';
import { PersonProvider } from '../person/open-person';
import { SettingsMenu } from '../settings/settings-menu';
import { pages, shapeOf } from './pages';
import { usePlace } from './place';
import { useTitle } from './use-title';

const useStyles = makeStyles({
  frame: { display: 'flex', height: '100%', backgroundColor: 'var(--ll-canvas)' },
  nav: {
    display: 'flex',
    flexDirection: 'column',
    gap: '2px',
    width: '194px',
    padding: '10px 8px',
    flexShrink: 0,
    borderRight: '1px solid var(--ll-line)',
  },
  narrow: { width: '40px' },
  item: {
    justifyContent: 'flex-start',
    fontWeight: tokens.fontWeightRegular,
    minWidth: '40px',
    paddingLeft: '9px',
    position: 'relative',
  },
  here: {
    fontWeight: tokens.fontWeightSemibold,
    backgroundColor: tokens.colorSubtleBackgroundHover,
    '::before': {
      content: '""',
      position: 'absolute',
      left: 0,
      top: '8px',
      bottom: '8px',
      width: '3px',
      borderRadius: '2px',
      backgroundColor: tokens.colorBrandBackground,
    },
  },
  menu: { alignSelf: 'flex-start', marginBottom: '6px', minWidth: '40px' },
  main: { display: 'flex', flexDirection: 'column', flexGrow: 1, minWidth: 0 },
  top: {
    display: 'flex',
    alignItems: 'center',
    gap: '8px',
    height: '52px',
    flexShrink: 0,
    padding: '0 14px 0 10px',
    backgroundColor: 'var(--ll-sheet)',
  },
  tenant: { fontSize: '15px', fontWeight: tokens.fontWeightSemibold },
  end: { marginLeft: 'auto', display: 'flex', alignItems: 'center', gap: '8px' },
});

function Navigation() {
  const { t } = useTranslation();
  const styles = useStyles();
  const { place, go } = usePlace();
  const [narrow, setNarrow] = useState(false);
  return (
    <nav className={mergeClasses(styles.nav, narrow && styles.narrow)} aria-label={t('nav.label')}>
      <Tooltip content={narrow ? t('nav.expand') : t('nav.collapse')} relationship="label">
        <Button
          appearance="subtle"
          className={styles.menu}
          icon={<NavigationRegular />}
          aria-expanded={!narrow}
          onClick={() => setNarrow(!narrow)}
        />
      </Tooltip>
      {pages.map(({ page, Icon, HereIcon }) => {
        const here = place.page === page;
        const button = (
          <Button
            key={page}
            appearance="subtle"
            className={mergeClasses(styles.item, here && styles.here)}
            icon={here ? <HereIcon /> : <Icon />}
            aria-current={here ? 'page' : undefined}
            onClick={() => go({ to: 'page', page })}
          >
            {narrow ? undefined : t(`nav.pages.${page}`)}
          </Button>
        );
        return narrow ? (
          <Tooltip key={page} content={t(`nav.pages.${page}`)} relationship="label" positioning="after">
            {button}
          </Tooltip>
        ) : (
          button
        );
      })}
    </nav>
  );
}

function TenantMenu(props: { ledger: LedgerInfo }) {
  const { t } = useTranslation();
  const styles = useStyles();
  const { ledger } = props;
  const { busy, openOther, importFiles, watchFolder, stopWatching, close, removeSample } = useActions();
  const { data: state } = useQuery(stateQuery());
  const watched = state?.watching;
  return (
    <Menu>
      <MenuTrigger disableButtonEnhancement>
        <MenuButton appearance="subtle" className={styles.tenant} title={ledger.path}>
          {ledger.tenantName || ledger.fileName}
        </MenuButton>
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
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
          <MenuDivider />
          {ledger.isSample ? <MenuItem onClick={removeSample}>{t('top.removeSample')}</MenuItem> : null}
          <MenuItem onClick={close}>{t('top.close')}</MenuItem>
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}

// Frame stands around every page of an open ledger.
export function Frame(props: { ledger: LedgerInfo }) {
  const { t } = useTranslation();
  const styles = useStyles();
  const format = useFormat();
  const { reading } = useDay();
  const { place } = usePlace();
  const { Body, travels, exports } = shapeOf(place.page);
  const tenant = props.ledger.tenantName || props.ledger.fileName;
  const day = reading ? format.day(reading.day) : '';
  useTitle(day ? t('app.title', { tenant, day }) : t('app.titleEmpty', { tenant }));
  return (
    <PersonProvider>
      <div className={styles.frame}>
        <Navigation />
        <div className={styles.main}>
          <header className={styles.top}>
            <TenantMenu ledger={props.ledger} />
            {props.ledger.isSample ? (
              <Tooltip content={t('top.sampleHint')} relationship="description">
                <Badge appearance="tint" color="brand" tabIndex={0}>
                  {t('top.sampleBadge')}
                </Badge>
              </Tooltip>
            ) : null}
            <span className={styles.end}>
              <SyncButton />
              {exports ? <ExportButton /> : null}
              <SettingsMenu />
            </span>
          </header>
          {travels ? (
            <>
              <DayBar />
              <DayBanner />
            </>
          ) : null}
          <Body />
          <WatchBar />
          <FillBar />
          <JobBar />
        </div>
      </div>
    </PersonProvider>
  );
}
