import { Button, makeStyles, mergeClasses, ProgressBar, tokens } from '@fluentui/react-components';
import { CheckmarkCircleRegular } from '@fluentui/react-icons/svg/checkmark-circle';
import { DismissRegular } from '@fluentui/react-icons/svg/dismiss';
import { ErrorCircleRegular } from '@fluentui/react-icons/svg/error-circle';
import { WarningRegular } from '@fluentui/react-icons/svg/warning';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { backend } from '../api/backend';
import { toAppError } from '../api/errors';
import { heldQuery, jobQuery } from '../api/queries';
import type { Job, JobKind } from '../api/types';
import { useGo, usePlacePart } from '../app/place';
import { useConnecting } from '../connect/use-connecting';
import { useFormat } from '../i18n/format';
import type { Told } from '../i18n/said';
import { failureText } from '../states/failure-text';
import { failureOf } from '../states/remedies';
import { noteOf } from '../table/around';
import { askText, countText, endText, stageText, waitText } from './job-text';
import { useActions, useNotice } from './use-actions';
import { useBarStyles } from './use-bar-styles';
import { useRemedy } from './use-remedy';

const useStyles = makeStyles({
  line: { height: '2px', borderRadius: 0 },
  strong: { fontWeight: tokens.fontWeightSemibold },
  icon: { fontSize: '17px', flexShrink: 0, color: tokens.colorBrandForeground1 },
  alert: { color: tokens.colorPaletteDarkOrangeForeground1 },
  look: { flexShrink: 0, whiteSpace: 'nowrap' },
  said: {
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    display: '-webkit-box',
    WebkitLineClamp: '2',
    WebkitBoxOrient: 'vertical',
  },
});

function Running(props: { job: Job }) {
  const { job } = props;
  const { t } = useTranslation();
  const format = useFormat();
  const styles = { ...useBarStyles(), ...useStyles() };
  const { cancel } = useActions();
  const step = job.stages.findIndex((stage) => stage.code === job.stage) + 1;
  const stage = stageText(job, t);
  const progress = job.total > 0 ? { value: Math.min(1, job.done / job.total) } : {};
  return (
    <div>
      <ProgressBar className={styles.line} thickness="medium" shape="square" aria-label={stage} {...progress} />
      <div className={styles.bar}>
        <span className={styles.strong}>{stage}</span>
        {job.stages.length > 1 && step > 0 ? (
          <span className={styles.quiet}>{t('job.step', { step, steps: job.stages.length })}</span>
        ) : null}
        <span>{countText(job, t)}</span>
        {job.rate >= 1 && !job.waiting ? (
          <span className={styles.quiet}>{t('job.rate', { count: Math.round(job.rate) })}</span>
        ) : null}
        <span className={styles.quiet}>{waitText(job, t, format)}</span>
        {/* The pages that sign in say it themselves. */}
        {job.kind === 'sync' && job.signIn ? <span>{askText(job.signIn, t)}</span> : null}
        <span className={styles.end}>
          <Button size="small" onClick={cancel}>
            {t('job.cancel')}
          </Button>
        </span>
      </div>
    </div>
  );
}

function Said(props: {
  icon: ReactNode;
  text: string;
  detail?: string;
  lang?: Told['lang']; // of the detail
  actions?: ReactNode;
  onDismiss: () => void;
}) {
  const { t } = useTranslation();
  const styles = { ...useBarStyles(), ...useStyles() };
  return (
    <div className={styles.bar}>
      {props.icon}
      <span className={styles.said}>
        {props.detail ? <strong className={styles.strong}>{props.text}</strong> : props.text}
        {props.detail ? <span className={styles.quiet} lang={props.lang}>{`\u2002${props.detail}`}</span> : null}
      </span>
      <span className={styles.end}>
        {props.actions}
        <Button
          appearance="subtle"
          size="small"
          icon={<DismissRegular />}
          aria-label={t('job.dismiss')}
          onClick={props.onDismiss}
        />
      </span>
    </div>
  );
}

function Ended(props: { job: Job; onDismiss: () => void }) {
  const { job } = props;
  const { t } = useTranslation();
  const styles = { ...useBarStyles(), ...useStyles() };
  const format = useFormat();
  const { openExport, showExport } = useActions();
  const { go } = useGo();
  const page = usePlacePart((place) => place.page);
  const path = job.result?.path ?? '';
  const rejected = job.result?.rejected ?? 0;
  const missed = job.result?.missed ?? '';
  const forgotten = job.result?.forgotten?.backups ?? [];
  const notes = [
    ...(missed ? [t('export.missed', { folder: missed })] : []),
    ...(rejected > 0 ? [t('job.importRejected', { count: rejected })] : []),
    ...(forgotten.length > 0 ? [t('person.forget.left', { files: format.listed(forgotten) })] : []),
    ...(job.kind === 'export'
      ? []
      : (job.result?.warnings.filter(({ code }) => code !== 'held').map((warning) => noteOf(warning, t)) ?? [])),
  ];
  // Of what a sync lacks, only what somebody has to grant or sign in for has a button
  // here: to sync again is at the top.
  const remedyFor = useRemedy();
  const lacked = job.kind === 'sync' ? (job.result?.warnings.map(({ code }) => failureOf(code)) ?? []) : [];
  const granting = lacked.find((code) => code && ['due', 'consent_required', 'forbidden'].includes(code));
  const remedy = granting ? remedyFor(granting) : undefined;
  const imperfect = job.state === 'partial' || rejected > 0 || missed !== '' || forgotten.length > 0;
  return (
    <Said
      icon={
        imperfect ? (
          <WarningRegular className={mergeClasses(styles.icon, styles.alert)} aria-hidden="true" />
        ) : (
          <CheckmarkCircleRegular className={styles.icon} aria-hidden="true" />
        )
      }
      text={endText(job, t, format)}
      {...(notes[0] ? { detail: notes[0] } : {})}
      onDismiss={props.onDismiss}
      actions={
        job.error?.code === 'held' && page !== 'history' ? (
          <Button size="small" className={styles.look} onClick={() => go({ to: 'page', page: 'history' })}>
            {t('held.look')}
          </Button>
        ) : remedy ? (
          <Button size="small" className={styles.look} onClick={remedy.act}>
            {remedy.label}
          </Button>
        ) : job.state === 'done' && path ? (
          <>
            {job.kind === 'export' ? (
              <Button size="small" appearance="primary" onClick={() => openExport(path)}>
                {t('export.open')}
              </Button>
            ) : null}
            <Button size="small" onClick={() => showExport(path)}>
              {t('export.show')}
            </Button>
          </>
        ) : undefined
      }
    />
  );
}

// ErrorBar says a failure that no page shows: title by code, the program's own
// sentence where it says more, and the button that helps.
function ErrorBar(props: {
  error: NonNullable<Job['error']>;
  onRetry?: (() => void) | undefined;
  onDismiss: () => void;
}) {
  const { t } = useTranslation();
  const styles = { ...useBarStyles(), ...useStyles() };
  const { error } = props;
  const { setNotice } = useNotice();
  // What is said stays while the page is looked at.
  const open = () => void backend.openPage(error.link).catch((thrown) => setNotice(toAppError(thrown)));
  const remedy = useRemedy()(error.code, props.onRetry);
  const { text: detail, lang } = failureText(error, t);
  return (
    <div role="alert">
      <Said
        icon={<ErrorCircleRegular className={mergeClasses(styles.icon, styles.alert)} aria-hidden="true" />}
        text={t(`error.${error.code}.title`)}
        detail={detail}
        lang={lang}
        onDismiss={props.onDismiss}
        actions={
          <>
            {error.link ? (
              <Button size="small" onClick={open}>
                {t('connect.fix.page')}
              </Button>
            ) : null}
            {remedy ? (
              <Button
                size="small"
                onClick={() => {
                  props.onDismiss();
                  remedy.act();
                }}
              >
                {remedy.label}
              </Button>
            ) : null}
          </>
        }
      />
    </div>
  );
}

const shownThemselves: JobKind[] = ['sample', 'compare'];
const ofSettings: JobKind[] = [
  'backup',
  'restore',
  'share',
  'thin',
  'compact',
  'check',
  'privacy',
  'connect',
  'access',
];
const ofConnecting: JobKind[] = ['connect', 'access'];

// JobBar is the slim bar at the foot, so that nothing above it moves: long work while it goes on, how it
// ended, and failures of things just tried. A screen reader hears the start,
// each stage and the end, not every count.
export function JobBar() {
  const { t } = useTranslation();
  const format = useFormat();
  const page = usePlacePart((place) => place.page);
  const { data: job } = useQuery(jobQuery());
  const { notice, setNotice } = useNotice();
  const { sync, sample } = useActions();
  const [dismissed, setDismissed] = useState('');
  // A sample that is ready shows itself, and so does a comparison; the page of
  // settings says beside each button what came of it. That a sync waits is no
  // longer true once it was judged.
  const { data: waiting } = useQuery({ ...heldQuery(), enabled: job?.error?.code === 'held' });
  const judged = job?.error?.code === 'held' && waiting?.length === 0;
  const told: JobKind[] = page === 'settings' ? [...shownThemselves, ...ofSettings] : shownThemselves;
  // The page that signs in shows what came of it.
  const { step } = useConnecting();
  const ended = job?.state === 'done' || job?.state === 'failed';
  const connected = step !== '' && ended && ofConnecting.includes(job.kind);
  const silent = judged || connected || (job?.state === 'done' && told.includes(job.kind));
  const shown = job && job.id !== dismissed && !silent ? job : undefined;
  const heard = silent && ofSettings.includes(job.kind) ? job : shown;
  const dismiss = () => setDismissed(shown?.id ?? '');
  const again = shown?.kind === 'sync' ? sync : shown?.kind === 'sample' ? sample : undefined;
  const spoken = !heard ? '' : heard.state === 'running' ? stageText(heard, t) : endText(heard, t, format);
  return (
    <div>
      <div className="ll-live" aria-live="polite">
        {spoken}
      </div>
      {notice ? (
        <ErrorBar error={notice as unknown as NonNullable<Job['error']>} onDismiss={() => setNotice(null)} />
      ) : null}
      {shown?.state === 'running' ? <Running job={shown} /> : null}
      {shown?.state === 'failed' && shown.error ? (
        <ErrorBar error={shown.error} onRetry={again} onDismiss={dismiss} />
      ) : null}
      {shown && shown.state !== 'running' && shown.state !== 'failed' ? (
        <Ended job={shown} onDismiss={dismiss} />
      ) : null}
    </div>
  );
}
