import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { ArrowLeftRegular } from '@fluentui/react-icons/svg/arrow-left';
import { useTranslation } from 'react-i18next';
import { NamesMark } from '../app/names-mark';
import { Palette } from '../app/palette';
import { useGo } from '../app/place';
import { useTitle } from '../app/use-title';
import { JobBar } from '../jobs/job-bar';
import { SettingsMenu } from '../settings/settings-menu';
import { UndoBar } from '../states/undo';
import { TenantsPage } from './tenants-page';

const useStyles = makeStyles({
  page: { height: '100%', display: 'flex', flexDirection: 'column', backgroundColor: 'var(--ll-canvas)' },
  top: {
    display: 'flex',
    alignItems: 'center',
    gap: '10px',
    flexShrink: 0,
    padding: '8px 14px',
    fontWeight: tokens.fontWeightSemibold,
    backgroundColor: 'var(--ll-sheet)',
  },
  end: { marginLeft: 'auto' },
});

// TenantsOutside is the page of all tenants while no history file is open.
export function TenantsOutside() {
  const { t } = useTranslation();
  const styles = useStyles();
  const { go } = useGo();
  useTitle(t('app.name'));
  return (
    <div className={styles.page}>
      <header className={styles.top}>
        <Button appearance="subtle" icon={<ArrowLeftRegular />} onClick={() => go({ to: 'start' })}>
          {t('tenants.back')}
        </Button>
        <NamesMark />
        <span className={styles.end}>
          <SettingsMenu />
        </span>
      </header>
      <TenantsPage />
      <UndoBar />
      <JobBar />
      <Palette />
    </div>
  );
}
