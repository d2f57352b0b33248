import { Badge, makeStyles, Tooltip } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { LedgerInfo } from '../api/types';
import { DayBanner } from '../day/day-banner';
import { DayBar } from '../day/day-bar';
import { useDay } from '../day/use-day';
import { useFormat } from '../i18n/format';
import { WatchBar } from '../imports/watch-bar';
import { ExportButton } from '../jobs/export-button';
import { FillBar } from '../jobs/fill-bar';
import { JobBar } from '../jobs/job-bar';
import { SyncButton } from '../jobs/sync-button';
import { PersonProvider } from '../person/open-person';
import { useKeptPicture } from '../picture/use-picture';
import { SettingsMenu } from '../settings/settings-menu';
import { UndoBar } from '../states/undo';
import { inkOf } from '../theme/tenant-colours';
import { useChosenLook } from '../theme/use-look';
import { ElsewhereBar } from './elsewhere-bar';
import { NamesMark } from './names-mark';
import { Navigation } from './navigation';
import { shapeOf } from './pages';
import { Palette, PaletteButton } from './palette';
import { usePlacePart } from './place';
import { TenantMenu } from './tenant-menu';
import { useLastPage } from './use-last-page';
import { nameOf } from './use-recents';
import { useTitle } from './use-title';

const useStyles = makeStyles({
  frame: {
    display: 'flex',
    height: '100%',
    boxSizing: 'border-box',
    backgroundColor: 'var(--ll-canvas)',
    borderTop: '3px solid',
  },
  main: {
    display: 'flex',
    flexDirection: 'column',
    flexGrow: 1,
    minWidth: 0,
    // Under a large zoom there is no room for all of it at once.
    '@media (max-height: 480px)': { overflowY: 'auto', '& > main': { minHeight: '420px', flexShrink: 0 } },
  },
  top: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: '4px 8px',
    minHeight: '50px',
    flexShrink: 0,
    padding: '0 14px 0 10px',
    backgroundColor: 'var(--ll-sheet)',
  },
  end: { marginLeft: 'auto', display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: '4px 8px' },
});

// Frame stands around every page of an open ledger.
export function Frame(props: { ledger: LedgerInfo }) {
  const { t } = useTranslation();
  const styles = useStyles();
  const format = useFormat();
  const look = useChosenLook();
  const { reading } = useDay();
  const page = usePlacePart((place) => place.page);
  const { Body, travels, exports } = shapeOf(page);
  const tenant = nameOf(props.ledger);
  const day = reading ? format.day(reading.day) : '';
  useTitle(day ? t('app.title', { tenant, day }) : t('app.titleEmpty', { tenant }));
  useKeptPicture();
  const ready = useLastPage();
  if (!ready) return null;
  return (
    <PersonProvider>
      <div className={styles.frame} style={{ borderTopColor: inkOf(props.ledger.colour, look) }}>
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
            <NamesMark />
            <span className={styles.end}>
              <PaletteButton />
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
          <div data-passing>
            <WatchBar />
            <ElsewhereBar />
            <FillBar />
            <UndoBar />
            <JobBar />
          </div>
        </div>
      </div>
      <Palette />
    </PersonProvider>
  );
}
