import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import { backend } from '../api/backend';
import type { SignInAsk as Ask } from '../api/types';
import { useFormat } from '../i18n/format';
import { useActions } from '../jobs/use-actions';
import { CopySmall } from './copy-small';
import { useConnectStyles } from './use-styles';

const useStyles = makeStyles({
  ask: {
    display: 'grid',
    gap: '8px',
    padding: '14px 16px',
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorBrandBackground2,
    color: tokens.colorNeutralForeground1,
    fontSize: '14px',
    lineHeight: '20px',
  },
  text: { margin: 0 },
  code: {
    margin: 0,
    fontFamily: tokens.fontFamilyMonospace,
    fontSize: '26px',
    lineHeight: '34px',
    letterSpacing: '0.12em',
    fontWeight: tokens.fontWeightSemibold,
    userSelect: 'all',
  },
  small: { margin: 0, fontSize: '13px', lineHeight: '18px' },
});

// SignInAsk says what a person has to do now to sign in: in the browser that was
// opened, or with a code elsewhere.
export function SignInAsk(props: { ask: Ask }) {
  const { t } = useTranslation();
  const styles = { ...useConnectStyles(), ...useStyles() };
  const format = useFormat();
  const { attempt } = useActions();
  const { address, code, until } = props.ask;
  if (!code) {
    return (
      <section className={styles.ask} role="status">
        <p className={styles.text}>{t('connect.ask.browser')}</p>
        <p className={styles.small}>{t('connect.ask.browserNot')}</p>
        <div>
          <CopySmall text={address} label={t('connect.ask.copyAddress')} />
        </div>
      </section>
    );
  }
  return (
    <section className={styles.ask} role="status">
      <p className={styles.text}>{t('connect.ask.device', { address })}</p>
      <p className={styles.code}>{code}</p>
      <p className={styles.small}>{t('connect.ask.until', { time: format.time(until) })}</p>
      <div className={styles.actions}>
        <CopySmall text={code} label={t('connect.ask.copyCode')} />
        <Button size="small" appearance="subtle" onClick={() => void attempt(() => backend.openPage(address))}>
          {t('connect.ask.open')}
        </Button>
      </div>
    </section>
  );
}
