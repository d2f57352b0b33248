import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { JobBar } from '../jobs/job-bar';
import { SettingsMenu } from '../settings/settings-menu';
import { Mark } from '../welcome/mark';
import { NamesMark } from './names-mark';
import { Palette } from './palette';

const useStyles = makeStyles({
  page: { height: '100%', display: 'flex', flexDirection: 'column' },
  scroll: { flexGrow: 1, minHeight: 0, overflowY: 'auto', display: 'flex', flexDirection: 'column' },
  top: {
    display: 'flex',
    alignItems: 'center',
    gap: '10px',
    padding: '14px 20px',
    fontWeight: tokens.fontWeightSemibold,
  },
  end: { marginLeft: 'auto' },
  inner: {
    width: '100%',
    maxWidth: '860px',
    boxSizing: 'border-box',
    margin: '0 auto',
    padding: '8px clamp(16px, 4vw, 32px) 48px',
  },
  centered: { margin: 'auto' },
});

// Outside is the frame of the pages that need no open history file: its name, the
// settings, and the bars at the foot.
export function Outside(props: { centered?: boolean; bar?: ReactNode; children: ReactNode }) {
  const { t } = useTranslation();
  const styles = useStyles();
  return (
    <div className={styles.page}>
      <div className={styles.scroll}>
        <header className={styles.top}>
          <Mark />
          {t('app.name')}
          <NamesMark />
          <span className={styles.end}>
            <SettingsMenu />
          </span>
        </header>
        <main className={mergeClasses(styles.inner, props.centered && styles.centered)}>{props.children}</main>
      </div>
      {props.bar}
      <JobBar />
      <Palette />
    </div>
  );
}
