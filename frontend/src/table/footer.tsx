import { Button, makeStyles, ProgressBar, ToggleButton, tokens } from '@fluentui/react-components';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { Counts, View, ViewKind } from '../api/types';
import { Freshness } from './around';
import { isOfPeople } from './columns';
import { mostRows } from './copy';
import { useTable } from './table-context';
import type { Copying, CopyState } from './use-copy';
import { useTablePicking } from './use-selection';

const useStyles = makeStyles({
  footer: {
    display: 'flex',
    alignItems: 'center',
    justifyContent: 'space-between',
    gap: '16px',
    padding: '3px 20px',
    fontSize: '12px',
    fontVariantNumeric: 'tabular-nums',
    color: 'var(--ll-quiet)',
    borderTop: '1px solid var(--ll-line)',
    backgroundColor: 'var(--ll-sheet)',
    minHeight: '26px',
  },
  said: { display: 'flex', alignItems: 'center', gap: '8px', minWidth: 0 },
  strong: { color: tokens.colorNeutralForeground1, fontWeight: tokens.fontWeightSemibold },
  copied: { paddingLeft: '8px' }, // it says something else than what stands before it
  progress: { width: '120px' },
});

export function footerText(kind: ViewKind, counts: Counts, t: TFunction): string {
  const { rows, people, licenses, unfiltered: all } = counts;
  if (rows === 0 && all > 0) return t('summary.footerNone', { count: all });
  if (isOfPeople(kind)) {
    return rows === all ? t('summary.footerPeople', { people }) : t('summary.footerPeopleOf', { people, all });
  }
  return rows === all
    ? t('summary.footer', { rows, people, licenses })
    : t('summary.footerOf', { rows, all, people, licenses });
}

// copiedText says how the last copy went; '' while there is nothing to say.
export function copiedText(state: CopyState, t: TFunction): string {
  switch (state.is) {
    case 'idle':
      return '';
    case 'running':
      return t('copy.running', { done: state.done, total: state.total });
    case 'copied':
      return state.rows > 0 ? t('copy.rows', { count: state.rows }) : t('copy.cell');
    case 'tooMany':
      return t('copy.tooMany', { most: mostRows });
    case 'failed':
      return t('copy.failed');
  }
}

// FreePlans tells how many rows of plans that do not run out a view of trials
// leaves out, and shows them.
function FreePlans(props: { hidden: number }) {
  const { t } = useTranslation();
  const { choice, change } = useTable();
  const shown = choice.showFree ?? false;
  if (!shown && props.hidden === 0) return null;
  return (
    <>
      {shown ? null : <span>{t('summary.freeHidden', { count: props.hidden })}</span>}
      <ToggleButton size="small" appearance="subtle" checked={shown} onClick={() => change({ showFree: !shown })}>
        {t('summary.showFree')}
      </ToggleButton>
    </>
  );
}

// Footer says what the table holds, what of it is selected, and how copying goes.
export function Footer(props: { kind: ViewKind; view: View; copying?: Copying; onCopy?: () => void }) {
  const { t } = useTranslation();
  const styles = useStyles();
  const { count, clear } = useTablePicking();
  const { rows } = props.view.counts;
  const { state, cancel } = props.copying ?? { state: { is: 'idle' } as const, cancel: undefined };
  return (
    <div className={styles.footer}>
      <span className={styles.said}>
        <span aria-live="polite" className={count > 0 ? styles.strong : undefined}>
          {count > 0 ? t('select.count', { picked: count, rows }) : footerText(props.kind, props.view.counts, t)}
        </span>
        {count > 0 ? (
          <>
            <Button size="small" appearance="subtle" onClick={props.onCopy}>
              {t('select.copy')}
            </Button>
            <Button size="small" appearance="subtle" onClick={clear}>
              {t('select.clear')}
            </Button>
          </>
        ) : null}
        {props.kind === 'trials' ? <FreePlans hidden={props.view.freeHidden} /> : null}
        {state.is === 'running' ? (
          <ProgressBar className={styles.progress} value={state.done / state.total} aria-label={t('copy.label')} />
        ) : null}
        <span role="status" className={styles.copied}>
          {copiedText(state, t)}
        </span>
        {state.is === 'running' ? (
          <Button size="small" appearance="subtle" onClick={cancel}>
            {t('job.cancel')}
          </Button>
        ) : null}
      </span>
      <Freshness readings={props.view.freshness} />
    </div>
  );
}
