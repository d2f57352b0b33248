import { Button, makeStyles } from '@fluentui/react-components';
import { ArrowLeftRegular } from '@fluentui/react-icons/svg/arrow-left';
import { type ComponentType, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { backend } from '../api/backend';
import { Outside } from '../app/outside';
import { useTitle } from '../app/use-title';
import { useActions } from '../jobs/use-actions';
import { CheckStep } from './check-step';
import { Doors } from './doors';
import { PrivacyStep } from './privacy-step';
import { RegisterStep } from './register-step';
import { RequestStep } from './request-step';
import { type Step, useConnecting } from './use-connecting';
import { useConnectStyles } from './use-styles';

const useStyles = makeStyles({
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
    <Outside>
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
        {at > 0 ? <span className={styles.step}>{t('connect.steps', { step: at, steps: counted.length })}</span> : null}
      </div>
      <h1 className={styles.title} ref={heading} tabIndex={-1}>
        {titles[step]}
      </h1>
      <Body />
    </Outside>
  );
}
