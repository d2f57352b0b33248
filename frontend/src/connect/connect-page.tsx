import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { ArrowLeftRegular } from '@fluentui/react-icons/svg/arrow-left';
import { type ComponentType, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { backend } from '../api/backend';
import { NamesMark } from '../app/names-mark';
import { Palette } from '../app/palette';
import { useTitle } from '../app/use-title';
import { JobBar } from '../jobs/job-bar';
import { useActions } from '../jobs/use-actions';
import { SettingsMenu } from '../settings/settings-menu';
import { Mark } from '../welcome/mark';
import { CheckStep } from './check-step';
import { Doors } from './doors';
import { PrivacyStep } from './privacy-step';
import { RegisterStep } from './register-step';
import { RequestStep } from './request-step';
import { type Step, useConnecting } from './use-connecting';
import { useConnectStyles } from './use-styles';

const useStyles = makeStyles({
  page: { height: '100%', display: 'flex', flexDirection: 'column' },
  scroll: { flexGrow: 1, minHeight: 0, overflowY: 'auto' },
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
  back: { margin: '0 0 8px -10px', display: 'flex', alignItems: 'center', gap: '8px' },
  step: { fontSize: '13px', color: 'var(--ll-quiet)' },
});

type Place = Exclude<Step, ''>;

const bodies: Record<Place, ComponentType> = {
  doors: Doors,
  register: RegisterStep,
  check: CheckStep,
  privacy: PrivacyStep,
  request: RequestStep,
};

// The steps of whoever can do it all; where going back leads from each.
const counted: Place[] = ['register', 'check', 'privacy'];
const before: Record<Place, Step> = {
  doors: '',
  register: 'doors',
  check: 'register',
  privacy: 'check',
  request: 'doors',
};

// ConnectPage is the way to a connected tenant. It stands in place of every other
// page while somebody is on it.
export function ConnectPage(props: { step: Place }) {
  const { t } = useTranslation();
  const styles = { ...useConnectStyles(), ...useStyles() };
  const { go } = useConnecting();
  const { attempt, busy } = useActions();
  const { step } = props;
  const titles: Record<Place, string> = {
    doors: t('connect.page'),
    register: t('connect.register.title'),
    check: t('connect.check.title'),
    privacy: t('connect.privacy.title'),
    request: t('connect.request.title'),
  };
  useTitle(titles[step]);
  const heading = useRef<HTMLHeadingElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each step begins at its title
  useEffect(() => heading.current?.focus(), [step]);
  const leave = () =>
    attempt(async () => {
      await backend.abandonConnecting(); // a file that was made on the way and holds nothing
      go('');
    });
  const Body = bodies[step];
  const at = counted.indexOf(step) + 1;
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
        <main className={styles.inner}>
          <div className={styles.back}>
            <Button
              appearance="subtle"
              size="small"
              icon={<ArrowLeftRegular />}
              disabledFocusable={busy}
              onClick={() => (before[step] === '' ? void leave() : go(before[step]))}
            >
              {before[step] === '' ? t('connect.leave') : t('connect.back')}
            </Button>
            {at > 0 ? (
              <span className={styles.step}>{t('connect.steps', { step: at, steps: counted.length })}</span>
            ) : null}
          </div>
          <h1 className={styles.title} ref={heading} tabIndex={-1}>
            {titles[step]}
          </h1>
          <Body />
        </main>
      </div>
      <JobBar />
      <Palette />
    </div>
  );
}
