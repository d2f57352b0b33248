import { Button, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { PauseCircleRegular } from '@fluentui/react-icons/svg/pause-circle';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { backend } from '../api/backend';
import { useNote } from '../api/notes';
import { heldQuery, stateQuery } from '../api/queries';
import type { HeldSync } from '../api/types';
import { useFormat } from '../i18n/format';
import { useActions } from '../jobs/use-actions';
import { endText } from './sentences';

const useStyles = makeStyles({
  outer: { padding: '10px 20px 0' },
  card: {
    display: 'flex',
    gap: '12px',
    padding: '14px 16px',
    borderRadius: tokens.borderRadiusLarge,
    backgroundColor: 'var(--ll-canvas)',
    fontSize: '14px',
    lineHeight: '20px',
  },
  line: { alignItems: 'center', padding: '6px 8px 6px 16px' },
  icon: { flexShrink: 0, fontSize: '20px', color: 'var(--ll-unknown)' },
  text: { flexGrow: 1, minWidth: 0 },
  title: { margin: 0, fontSize: '14px', lineHeight: '20px', fontWeight: tokens.fontWeightSemibold },
  ends: { margin: '4px 0 0', padding: 0, listStyle: 'none', fontVariantNumeric: 'tabular-nums', maxWidth: '90ch' },
  quiet: { margin: '6px 0 0', fontSize: '13px', lineHeight: '18px', color: 'var(--ll-quiet)', maxWidth: '90ch' },
  actions: { display: 'flex', flexWrap: 'wrap', gap: '8px', marginTop: '12px' },
  aside: { margin: 0, fontSize: '13px', lineHeight: '20px' },
});

interface Judging {
  busy: boolean;
  apply: () => void;
  discard: () => void;
  later: () => void;
}

// Card is one sync that waits, with what would end and the three answers.
function Card(props: { held: HeldSync; readOnly: boolean } & Judging) {
  const { held, busy } = props;
  const { t } = useTranslation();
  const format = useFormat();
  const styles = useStyles();
  const when = { day: format.day(held.at), time: format.time(held.at) };
  return (
    <section className={styles.card} aria-label={t('held.label', when)}>
      <PauseCircleRegular className={styles.icon} aria-hidden="true" />
      <div className={styles.text}>
        <h2 className={styles.title}>{t('held.title', when)}</h2>
        <ul className={styles.ends}>
          {held.ends.map((end) => (
            <li key={`${end.of} ${end.property}`}>{endText(end, t, format)}</li>
          ))}
        </ul>
        <p className={styles.quiet}>{t('held.about', { since: format.when(held.since) })}</p>
        {props.readOnly ? null : (
          <div className={styles.actions}>
            <Button size="small" disabledFocusable={busy} title={t('held.applyHint')} onClick={props.apply}>
              {t('held.apply')}
            </Button>
            <Button size="small" title={t('held.laterHint')} onClick={props.later}>
              {t('held.later')}
            </Button>
            <Button size="small" disabledFocusable={busy} title={t('held.discardHint')} onClick={props.discard}>
              {t('held.discard')}
            </Button>
          </div>
        )}
      </div>
    </section>
  );
}

// Put is a sync that somebody keeps waiting: one line, until it is looked at.
function Put(props: { held: HeldSync; onLook: () => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const styles = useStyles();
  const when = { day: format.day(props.held.at), time: format.time(props.held.at) };
  return (
    <div className={mergeClasses(styles.card, styles.line)}>
      <PauseCircleRegular className={styles.icon} aria-hidden="true" />
      <span className={styles.text}>{t('held.title', when)}</span>
      <Button size="small" appearance="subtle" onClick={props.onLook}>
        {t('held.look')}
      </Button>
    </div>
  );
}

// HeldSyncs are the syncs that wait for an OK, above the history that they are
// not a part of; nothing when none does.
export function HeldSyncs() {
  const { t } = useTranslation();
  const styles = useStyles();
  const client = useQueryClient();
  const { data: all = [] } = useQuery(heldQuery());
  const { data: state } = useQuery(stateQuery());
  const { attempt, busy } = useActions();
  const [waits, putWaits] = useNote('ledger/held', 0);
  const [aside, setAside] = useState(false);
  const said = useRef<HTMLParagraphElement>(null);
  const discard = async (id: number) => {
    await backend.discardHeld(id);
    await client.invalidateQueries({ queryKey: heldQuery().queryKey });
    setAside(true);
    said.current?.focus();
  };
  return (
    <div className={all.length > 0 || aside ? styles.outer : undefined}>
      {all.map((held) =>
        held.runId === waits ? (
          <Put key={held.runId} held={held} onLook={() => putWaits(0)} />
        ) : (
          <Card
            key={held.runId}
            held={held}
            readOnly={state?.ledger?.readOnly ?? true}
            busy={busy}
            apply={() => void attempt(() => backend.startApplyHeld(held.runId))}
            discard={() => void attempt(() => discard(held.runId))}
            later={() => putWaits(held.runId)}
          />
        ),
      )}
      <p ref={said} tabIndex={-1} role="status" className={styles.aside}>
        {aside && all.length === 0 ? t('held.aside') : ''}
      </p>
    </div>
  );
}
