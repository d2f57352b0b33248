import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { backend } from '../api/backend';
import { accessQuery, jobQuery } from '../api/queries';
import type { AccessFinding } from '../api/types';
import { useFormat } from '../i18n/format';
import { useActions } from '../jobs/use-actions';
import { failureText } from '../states/failure-text';
import { Findings, lacks } from './findings';
import { SignInAsk } from './sign-in-ask';
import { useConnecting } from './use-connecting';
import { useConnectStyles } from './use-styles';

const useStyles = makeStyles({
  failed: {
    margin: 0,
    padding: '12px 14px',
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorPaletteDarkOrangeBackground1,
    color: tokens.colorNeutralForeground1,
    fontSize: '13px',
    lineHeight: '19px',
  },
  why: { display: 'block', fontWeight: tokens.fontWeightSemibold },
});

// CheckStep signs in and shows, one by one, what may be read.
export function CheckStep() {
  const { t } = useTranslation();
  const styles = { ...useConnectStyles(), ...useStyles() };
  const format = useFormat();
  const { go } = useConnecting();
  const { attempt, busy } = useActions();
  const { data: access } = useQuery(accessQuery());
  const { data: job } = useQuery(jobQuery());
  const ours = job?.kind === 'connect' || job?.kind === 'access' ? job : undefined;
  const byApp = access?.connection?.auth === 'certificate';
  const running = ours?.state === 'running';
  const failed = ours?.state === 'failed' ? ours.error : undefined;
  const told = failed ? failureText(failed, t) : undefined;
  const findings = (access?.findings ?? []) as AccessFinding[];
  const done = (access?.checkedAt ?? '') !== '' && !running;
  const useful = findings.some((one) => one.state === 'allowed' && (one.set === 'people' || one.set === 'list'));
  const signingIn = running && ours.stage === 'sign_in';
  return (
    <>
      <p className={styles.lead}>{t('connect.check.lead')}</p>
      <section className={styles.sheet} aria-label={t('connect.check.title')} aria-busy={running}>
        {running && ours.signIn ? <SignInAsk ask={ours.signIn} /> : null}
        {signingIn && !ours.signIn ? <p className={styles.quiet}>{t('connect.check.signing')}</p> : null}
        {failed ? (
          <div className={styles.failed} role="alert">
            <strong className={styles.why}>{t(`error.${failed.code}.title`)}</strong>
            <span lang={told?.lang}>{told?.text}</span>
            {failed.link ? (
              <div className={styles.actions}>
                <Button size="small" onClick={() => void attempt(() => backend.openPage(failed.link))}>
                  {t('connect.fix.page')}
                </Button>
              </div>
            ) : null}
          </div>
        ) : null}
        <Findings findings={findings} asking={running && !signingIn} />
        {done ? (
          <p className={styles.quiet} role="status">
            {findings.some((one) => !one.optional && lacks(one)) ? t('connect.check.some') : t('connect.check.all')}
          </p>
        ) : null}
      </section>
      <div className={styles.actions}>
        <Button
          appearance="primary"
          disabledFocusable={!done || !useful}
          onClick={() => (done && useful ? go('privacy') : undefined)}
        >
          {t('connect.check.go')}
        </Button>
        {access?.signedIn ? (
          <Button disabledFocusable={busy} onClick={() => void attempt(backend.startAccessCheck)}>
            {t('connect.check.again')}
          </Button>
        ) : null}
        {access?.connection && (!byApp || !access.signedIn) ? (
          <Button disabledFocusable={busy} onClick={() => void attempt(backend.startSignIn)}>
            {t('connect.check.signIn')}
          </Button>
        ) : null}
        <Button disabledFocusable={busy} onClick={() => go('register')}>
          {t('connect.check.change')}
        </Button>
        {done && findings.some(lacks) ? (
          <Button appearance="subtle" onClick={() => go('request')}>
            {t('connect.check.request')}
          </Button>
        ) : null}
      </div>
      {done && access?.checkedAt ? (
        <p className={styles.quiet}>{t('connect.check.at', { when: format.when(access.checkedAt) })}</p>
      ) : null}
    </>
  );
}
