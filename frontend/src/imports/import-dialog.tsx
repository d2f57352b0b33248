import {
  Button,
  Checkbox,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  makeStyles,
  Spinner,
} from '@fluentui/react-components';
import { ErrorCircleRegular } from '@fluentui/react-icons/svg/error-circle';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { backend } from '../api/backend';
import { type AppError, toAppError } from '../api/errors';
import { previewQuery, snapshotsQuery, stateQuery } from '../api/queries';
import type { FileAnswers, FilePreview } from '../api/types';
import { ReadingField } from '../changes/reading-field';
import { useFormat } from '../i18n/format';
import { useActions } from '../jobs/use-actions';
import { failureText } from '../states/failure-text';
import { useDelayed } from '../states/use-delayed';
import { type Chosen, useChosenFiles } from './chosen-files';
import { FileCard } from './file-card';
import {
  type Answers,
  answersFor,
  comparedWith,
  isList,
  noAnswers,
  type Question,
  questionOf,
  stateOf,
} from './preview';
import { Reading } from './reading';
import { folderName, folderOf } from './watch-bar';

const useStyles = makeStyles({
  lead: { margin: '0 0 14px', color: 'var(--ll-quiet)' },
  list: { margin: 0, padding: 0, listStyle: 'none' },
  content: { minHeight: '140px' },
  failed: { display: 'flex', gap: '8px', alignItems: 'flex-start', margin: '0 0 12px' },
  icon: { fontSize: '18px', flexShrink: 0, color: 'var(--colorPaletteDarkOrangeForeground1)' },
  hint: { alignSelf: 'center', marginRight: 'auto', color: 'var(--ll-quiet)', fontSize: '13px' },
  watch: { marginLeft: '-8px' },
  compared: { paddingLeft: '36px' },
  actions: { gridColumnStart: 1, gridColumnEnd: 4, justifySelf: 'stretch', justifyContent: 'flex-end' },
});

function Failure(props: { error: AppError; onRetry?: () => void }) {
  const { t } = useTranslation();
  const styles = useStyles();
  const { error, onRetry } = props;
  const { text, lang } = failureText(error, t);
  return (
    <div role="alert" className={styles.failed}>
      <ErrorCircleRegular className={styles.icon} aria-hidden="true" />
      <span>
        <strong>{t(`error.${error.code}.title`)}</strong>
        <br />
        <span lang={lang}>{text}</span>
      </span>
      {onRetry ? (
        <Button size="small" onClick={onRetry}>
          {t('state.failed.retry')}
        </Button>
      ) : null}
    </div>
  );
}

// takenByDefault: what adds something, or will once its question is answered.
const takenByDefault = (file: FilePreview) => ['ready', 'asks'].includes(stateOf(file));

// comparable tells whether a file is a list that can be read; whether it is
// the whole list plays no part in a comparison.
const comparable = (file: FilePreview) =>
  isList(file) && !file.refusal && (!file.question || file.question.asks === 'extent');

// otherThanList tells a file that is known to be something else.
const otherThanList = (file: FilePreview) => file.source !== '' && !isList(file);

// ImportDialog shows what lies in the chosen files, asks what they leave open,
// and imports those that are left in. Nothing is kept before its button.
export function ImportDialog() {
  const client = useQueryClient();
  const { chosen, clear } = useChosenFiles();
  const open = chosen.paths.length > 0;
  // What was shown stays until the dialog has gone; every opening starts anew.
  const shown = useRef({ chosen, opening: 0 });
  const wasOpen = useRef(false);
  if (open) shown.current = { chosen, opening: shown.current.opening + (wasOpen.current ? 0 : 1) };
  wasOpen.current = open;
  const close = () => {
    if (client.isFetching({ queryKey: ['preview'] }) > 0) backend.cancelPreview().catch(() => undefined);
    clear();
  };
  return (
    <Dialog open={open} onOpenChange={(_, data) => (data.open ? undefined : close())}>
      <DialogSurface style={{ maxWidth: 760 }} aria-describedby={undefined}>
        {shown.current.opening > 0 ? (
          <Files key={shown.current.opening} {...shown.current.chosen} onClose={close} />
        ) : null}
      </DialogSurface>
    </Dialog>
  );
}

function Files({ paths, purpose, onClose }: Chosen & { onClose: () => void }) {
  const { t } = useTranslation();
  const styles = useStyles();
  const { busy, startImport, startCompare } = useActions();
  const { data: readings } = useQuery(snapshotsQuery());
  const { data: state } = useQuery(stateQuery());
  const [answers, setAnswers] = useState<Record<string, Answers>>({});
  const [choices, setChoices] = useState<Record<string, boolean>>({});
  const [watch, setWatch] = useState(false);
  const [starting, setStarting] = useState(false);
  const [refused, setRefused] = useState<AppError>();
  const [at, setAt] = useState(''); // the reading to compare with; '' for the one of the file's day
  const format = useFormat();
  const said = paths.map((path) => ({
    ...answersFor(path, answers[path]),
    ...(purpose === 'compare' ? { part: 'whole' } : {}), // so nobody is asked
  }));
  const { data, error, isFetching, refetch } = useQuery(previewQuery(said));
  const slow = useDelayed(isFetching);
  const long = useDelayed(isFetching, 1000);

  const files = data ?? [];
  const isTaken = (file: FilePreview) =>
    !file.refusal && (choices[file.path] ?? (purpose === 'compare' || takenByDefault(file)));
  const taken = files.filter(isTaken);
  const open = taken.filter((file) => stateOf(file) === 'asks').length;
  const free = taken.length > 0 && !isFetching && !busy && !starting;
  const [only] = taken.length === 1 ? taken : [];
  const canCompare = free && only !== undefined && comparable(only);
  const compareAt = at || (only && readings ? comparedWith(only, readings, format) : '');
  // One folder that nobody watches yet can be offered.
  const folders = [...new Set(paths.map(folderOf))];
  const folder = purpose === 'import' && !state?.watching && folders.length === 1 ? (folders[0] ?? '') : '';
  const hint = busy
    ? t('import.hint.busy')
    : open > 0
      ? t('import.hint.open', { count: open })
      : purpose === 'compare' && taken.some(otherThanList)
        ? t('import.hint.onlyLists')
        : purpose === 'compare' && taken.length > 1
          ? t('import.hint.oneList')
          : files.length > 0 && taken.length === 0
            ? t('import.hint.nothing')
            : '';

  // What was asked stays, with its answer.
  const asked = useRef(new Map<string, Question[]>());
  const questionsOf = (file: FilePreview) => {
    const before = asked.current.get(file.path) ?? [];
    const now = questionOf(file);
    const all = now ? [...before.filter(({ about }) => about !== now.about), now] : before;
    asked.current.set(file.path, all);
    return all;
  };

  const begin = async (start: (chosen: FileAnswers[]) => Promise<unknown>) => {
    setStarting(true);
    setRefused(undefined);
    try {
      await start(said.filter(({ path }) => taken.some((file) => file.path === path)));
      onClose();
    } catch (thrown) {
      setRefused(toAppError(thrown));
      setStarting(false);
    }
  };
  const importing = () =>
    free && open === 0 ? begin((files) => startImport(files, folder && watch ? folder : '')) : undefined;
  const comparing = () =>
    canCompare ? begin(async ([file]) => file && startCompare({ file, at: compareAt })) : undefined;

  return (
    <DialogBody>
      <DialogTitle>
        {purpose === 'compare' ? t('import.compareTitle') : t('import.title', { count: paths.length })}
      </DialogTitle>
      <DialogContent className={styles.content} aria-busy={isFetching}>
        <p className={styles.lead}>{purpose === 'compare' ? t('compare.lead') : t('import.lead')}</p>
        {refused ? <Failure error={refused} /> : null}
        {error ? <Failure error={toAppError(error)} onRetry={() => void refetch()} /> : null}
        {slow && !long && files.length === 0 ? (
          <Spinner size="small" label={t('import.reading', { count: paths.length })} />
        ) : null}
        <ul className={styles.list}>
          {files.map((file) => (
            <FileCard
              key={file.path}
              file={file}
              questions={questionsOf(file)}
              answers={answers[file.path] ?? noAnswers}
              taken={isTaken(file)}
              onTake={(take) => setChoices((before) => ({ ...before, [file.path]: take }))}
              onAnswer={(change) =>
                setAnswers((before) => ({
                  ...before,
                  [file.path]: { ...(before[file.path] ?? noAnswers), ...change },
                }))
              }
            />
          ))}
        </ul>
        {long ? <Reading count={paths.length} /> : null}
        {purpose === 'compare' && only && comparable(only) && readings ? (
          <div className={styles.compared}>
            <ReadingField label={t('compare.with')} readings={readings} at={compareAt} onChoose={setAt} />
          </div>
        ) : null}
        {folder ? (
          <Checkbox
            className={styles.watch}
            label={t('watch.offer', { folder: folderName(folder) })}
            checked={watch}
            onChange={(_, data) => setWatch(data.checked === true)}
          />
        ) : null}
      </DialogContent>
      <DialogActions className={styles.actions} fluid>
        <span className={styles.hint} role="status">
          {hint}
        </span>
        <Button onClick={onClose}>{t('job.cancel')}</Button>
        {purpose === 'compare' ? (
          <Button appearance="primary" disabledFocusable={!canCompare} onClick={comparing}>
            {t('import.compare')}
          </Button>
        ) : (
          <>
            {readings?.length && only && isList(only) ? (
              <Button disabledFocusable={!canCompare} onClick={comparing}>
                {t('import.compareInstead')}
              </Button>
            ) : null}
            <Button appearance="primary" disabledFocusable={!free || open > 0} onClick={importing}>
              {t('import.button', { count: taken.length })}
            </Button>
          </>
        )}
      </DialogActions>
    </DialogBody>
  );
}
