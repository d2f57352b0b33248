import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { DocumentArrowUpRegular } from '@fluentui/react-icons/svg/document-arrow-up';
import { KeyRegular } from '@fluentui/react-icons/svg/key';
import { SendRegular } from '@fluentui/react-icons/svg/send';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { stateQuery } from '../api/queries';
import { useActions } from '../jobs/use-actions';
import { useConnecting } from './use-connecting';
import { useConnectStyles } from './use-styles';

const useStyles = makeStyles({
  doors: {
    display: 'grid',
    gridTemplateColumns: 'repeat(3, minmax(0, 1fr))',
    gap: '12px',
    margin: '0 0 20px',
    padding: 0,
    listStyle: 'none',
    '@media (max-width: 760px)': { gridTemplateColumns: 'minmax(0, 1fr)' },
  },
  door: {
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'flex-start',
    gap: '6px',
    padding: '20px',
    borderRadius: tokens.borderRadiusLarge,
    backgroundColor: 'var(--ll-sheet)',
    boxShadow: tokens.shadow2,
  },
  icon: { fontSize: '24px', lineHeight: 0, color: tokens.colorBrandForeground1 },
  name: { margin: '4px 0 0', fontSize: '15px', lineHeight: '22px', fontWeight: tokens.fontWeightSemibold },
  text: { margin: '0 0 10px', fontSize: '13px', lineHeight: '19px', color: 'var(--ll-quiet)', flexGrow: 1 },
});

function Door(props: { icon: ReactNode; title: string; text: string; action: ReactNode }) {
  const styles = useStyles();
  return (
    <li className={styles.door}>
      <span className={styles.icon} aria-hidden="true">
        {props.icon}
      </span>
      <h2 className={styles.name}>{props.title}</h2>
      <p className={styles.text}>{props.text}</p>
      {props.action}
    </li>
  );
}

// Doors are the three ways to a connected tenant.
export function Doors() {
  const { t } = useTranslation();
  const styles = { ...useConnectStyles(), ...useStyles() };
  const { go } = useConnecting();
  const { busy, importFiles, close } = useActions();
  const { data: state } = useQuery(stateQuery());
  const files = async () => {
    if (state?.ledger?.isSample) await close(); // what is real is not mixed with it
    go('');
    await importFiles();
  };
  return (
    <>
      <p className={styles.lead}>{t('connect.doors.lead')}</p>
      <ul className={styles.doors}>
        <Door
          icon={<KeyRegular />}
          title={t('connect.doors.self.title')}
          text={t('connect.doors.self.text')}
          action={
            <Button appearance="primary" onClick={() => go('register')}>
              {t('connect.doors.self.button')}
            </Button>
          }
        />
        <Door
          icon={<SendRegular />}
          title={t('connect.doors.other.title')}
          text={t('connect.doors.other.text')}
          action={<Button onClick={() => go('request')}>{t('connect.doors.other.button')}</Button>}
        />
        <Door
          icon={<DocumentArrowUpRegular />}
          title={t('connect.doors.files.title')}
          text={t('connect.doors.files.text')}
          action={
            <Button disabledFocusable={busy} onClick={() => void files()}>
              {t('connect.doors.files.button')}
            </Button>
          }
        />
      </ul>
      <p className={styles.quiet}>{t('connect.doors.honest')}</p>
    </>
  );
}
