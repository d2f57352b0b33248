import { Button } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { backend } from '../api/backend';
import { accessQuery, jobQuery } from '../api/queries';
import type { Access, AccessFinding, LedgerInfo } from '../api/types';
import { Findings } from '../connect/findings';
import { SignInAsk } from '../connect/sign-in-ask';
import { clouds, isId, useConnecting, useDraft } from '../connect/use-connecting';
import { useFormat } from '../i18n/format';
import { useActions } from '../jobs/use-actions';
import { Confirm } from './confirm';
import { Section, Setting } from './section';
import { useNamesHidden } from './use-settings';

// Who tells who signed in, and lets them sign in again or out.
function Who(props: { access: Access }) {
  const { t } = useTranslation();
  const { attempt, busy } = useActions();
  const hidden = useNamesHidden();
  const { data: job } = useQuery(jobQuery());
  const [asking, setAsking] = useState(false);
  const { access } = props;
  const byApp = access.connection?.auth === 'certificate';
  const ask = job?.kind === 'connect' && job.state === 'running' ? job.signIn : undefined;
  const name = byApp
    ? t('connect.settings.app')
    : !access.signedIn
      ? t('connect.settings.nobody')
      : hidden
        ? t('connect.settings.hiddenPerson')
        : t('connect.settings.person', { name: access.userName });
  const hint = !access.signedIn
    ? t('connect.settings.nobodyHint')
    : byApp
      ? t('connect.settings.appHint')
      : access.kept
        ? t('connect.settings.kept')
        : t('connect.settings.notKept');
  return (
    <Setting
      name={name}
      hint={hint}
      control={
        byApp ? null : (
          <>
            <Button disabledFocusable={busy} onClick={() => void attempt(backend.startSignIn)}>
              {access.signedIn ? t('connect.settings.again') : t('connect.settings.signIn')}
            </Button>
            {access.signedIn ? (
              <Button disabledFocusable={busy} onClick={() => setAsking(true)}>
                {t('connect.settings.signOut')}
              </Button>
            ) : null}
          </>
        )
      }
    >
      {ask ? <SignInAsk ask={ask} /> : null}
      <Confirm
        open={asking}
        title={t('connect.settings.askOut')}
        text={t('connect.settings.out')}
        action={t('connect.settings.signOut')}
        onClose={() => setAsking(false)}
        onConfirm={() => void attempt(backend.signOut)}
      />
    </Setting>
  );
}

// SignInSection is how the open history file reaches its tenant: who signed in,
// what may be read, and the way to another connection.
export function SignInSection(props: { ledger: LedgerInfo }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { go } = useConnecting();
  const [, put] = useDraft();
  const { attempt, busy } = useActions();
  const { data: access } = useQuery(accessQuery());
  const { data: job } = useQuery(jobQuery());
  if (!access) return null;
  const { connection } = access;
  if (!connection) {
    return (
      <Section title={t('connect.settings.title')}>
        <Setting
          name={t('connect.settings.none')}
          hint={t('connect.settings.noneHint')}
          control={<Button onClick={() => go('doors')}>{t('connect.settings.connect')}</Button>}
        />
      </Section>
    );
  }
  const asking = (job?.kind === 'connect' || job?.kind === 'access') && job.state === 'running';
  const findings = access.findings as AccessFinding[];
  const cloud = clouds.find((one) => one === connection.cloud) ?? 'public';
  // An id says nothing to anybody, unless there is nothing else.
  const tenant = (isId(connection.tenantId) && props.ledger.tenantName) || connection.tenantId;
  const change = () => {
    put({ connection });
    go('register');
  };
  return (
    <Section title={t('connect.settings.title')}>
      <Who access={access} />
      <Setting
        name={t('connect.settings.check')}
        hint={
          access.checkedAt
            ? t('connect.check.at', { when: format.when(access.checkedAt) })
            : t('connect.settings.checkHint')
        }
        control={
          <Button disabledFocusable={busy} onClick={() => void attempt(backend.startAccessCheck)}>
            {access.checkedAt ? t('connect.check.again') : t('connect.settings.checkNow')}
          </Button>
        }
      >
        {findings.length > 0 || asking ? <Findings findings={findings} asking={asking} /> : null}
      </Setting>
      <Setting
        name={t('connect.settings.change')}
        hint={t('connect.settings.changeHint', { tenant, cloud: t(`connect.clouds.${cloud}`) })}
        control={<Button onClick={change}>{t('connect.settings.changeNow')}</Button>}
      />
    </Section>
  );
}
