import { Button, makeStyles } from '@fluentui/react-components';
import { PersonDeleteRegular } from '@fluentui/react-icons/svg/person-delete';
import { useQuery } from '@tanstack/react-query';
import { useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { jobQuery, stateQuery } from '../api/queries';
import type { Person } from '../api/types';
import { ForgetDialog } from './forget-dialog';

const useStyles = makeStyles({
  foot: {
    display: 'flex',
    alignItems: 'center',
    gap: '12px',
    paddingTop: '16px',
    borderTop: '1px solid var(--ll-line)',
  },
  button: { marginLeft: '-12px' }, // its words begin where those above do
  reason: { margin: 0, fontSize: '12px', color: 'var(--ll-quiet)' },
});

// ForgetPerson begins to forget somebody, or says why that cannot be done.
export function ForgetPerson(props: { person: Person; onStarted: () => void }) {
  const { t } = useTranslation();
  const styles = useStyles();
  const id = useId();
  const { data: state } = useQuery(stateQuery());
  const { data: job } = useQuery(jobQuery());
  const [asking, setAsking] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const { person } = props;
  const called = person.name || person.email;
  const reason = state?.ledger?.readOnly
    ? t('person.forget.readOnly')
    : !called
      ? t('person.forget.unnamed')
      : job?.state === 'running'
        ? t('person.forget.busy')
        : '';
  return (
    <footer className={styles.foot}>
      <Button
        ref={button}
        appearance="subtle"
        className={styles.button}
        icon={<PersonDeleteRegular />}
        disabledFocusable={reason !== ''}
        aria-describedby={reason ? id : undefined}
        onClick={() => setAsking(true)}
      >
        {t('person.forget.open')}
      </Button>
      {reason ? (
        <p id={id} className={styles.reason}>
          {reason}
        </p>
      ) : null}
      {asking ? (
        <ForgetDialog
          personKey={person.key}
          called={called}
          onClose={() => {
            setAsking(false);
            setTimeout(() => button.current?.focus(), 0); // so that Escape now leaves the person
          }}
          onStarted={props.onStarted}
        />
      ) : null}
    </footer>
  );
}
