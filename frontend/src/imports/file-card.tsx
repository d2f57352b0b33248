import { Button, Checkbox, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { CheckmarkCircleRegular } from '@fluentui/react-icons/svg/checkmark-circle';
import { DismissCircleRegular } from '@fluentui/react-icons/svg/dismiss-circle';
import { HistoryRegular } from '@fluentui/react-icons/svg/history';
import { QuestionCircleRegular } from '@fluentui/react-icons/svg/question-circle';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FilePreview, FileRefusal } from '../api/types';
import { useFormat } from '../i18n/format';
import {
  type Answers,
  datesText,
  type FileState,
  fromFile,
  layoutText,
  type Question,
  refusalText,
  stateOf,
  takenText,
} from './preview';
import { Problems } from './problems';
import { Questions } from './questions';
import { TakenField } from './taken-field';

const useStyles = makeStyles({
  card: {
    display: 'grid',
    gridTemplateColumns: '32px minmax(0, 1fr) auto',
    columnGap: '4px',
    padding: '14px 0 16px',
    borderTop: '1px solid var(--ll-line)',
    ':first-child': { borderTop: 'none', paddingTop: '2px' },
  },
  check: { marginTop: '-5px', marginLeft: '-8px' },
  body: { minWidth: 0, display: 'grid', gap: '3px' },
  name: {
    margin: 0,
    fontSize: '14px',
    lineHeight: '20px',
    fontWeight: tokens.fontWeightSemibold,
    overflowWrap: 'anywhere',
  },
  layout: { margin: 0 },
  facts: { margin: 0, color: 'var(--ll-quiet)', fontVariantNumeric: 'tabular-nums', lineHeight: '20px' },
  change: {
    minWidth: 0,
    padding: '0 6px',
    fontSize: 'inherit',
    fontWeight: tokens.fontWeightRegular,
    color: tokens.colorBrandForegroundLink,
    verticalAlign: 'baseline',
  },
  state: {
    display: 'flex',
    alignItems: 'center',
    gap: '6px',
    height: '20px',
    whiteSpace: 'nowrap',
    paddingLeft: '12px',
  },
  icon: { fontSize: '16px', color: tokens.colorBrandForeground1 },
  asks: { color: 'var(--ll-unknown)' },
  refused: { color: tokens.colorPaletteDarkOrangeForeground1 },
  quiet: { color: 'var(--ll-quiet)' },
  next: { '::before': { content: '" · "' } },
  wide: { gridColumn: '2 / -1', minWidth: 0 },
  refusal: { margin: '2px 0 0' },
});

const icons: Record<FileState, typeof HistoryRegular> = {
  ready: CheckmarkCircleRegular,
  asks: QuestionCircleRegular,
  refused: DismissCircleRegular,
  known: HistoryRegular,
};

// Refusal says why a file cannot be used. What is on no list is a failure of the
// system, of which only the program's own words are known.
function Refusal({ refusal }: { refusal: FileRefusal }) {
  const { t } = useTranslation();
  const styles = useStyles();
  const format = useFormat();
  const text = refusalText(refusal, t, format);
  return (
    <p className={styles.refusal} lang={text ? undefined : 'en'}>
      {text || refusal.message}
    </p>
  );
}

// FileCard tells what one file is and asks what it leaves open.
export function FileCard(props: {
  file: FilePreview;
  questions: Question[];
  answers: Answers;
  taken: boolean; // it is part of the import
  onTake: (taken: boolean) => void;
  onAnswer: (answers: Partial<Answers>) => void;
}) {
  const { file, answers, taken } = props;
  const { t } = useTranslation();
  const format = useFormat();
  const styles = useStyles();
  const nameId = useId();
  const [changing, setChanging] = useState(false);
  const state = stateOf(file);
  const Icon = icons[state];
  const layout = layoutText(file.source, t);
  const counted = state !== 'refused' && file.source !== '';
  const dates = datesText(file, t, format);
  const unknown = file.unknown_rows;
  const when = takenText(file, t, format);
  return (
    <li className={styles.card} aria-labelledby={nameId}>
      <Checkbox
        className={styles.check}
        aria-label={t('import.take', { file: file.name })}
        checked={taken && state !== 'refused'}
        disabled={state === 'refused'}
        onChange={(_, data) => props.onTake(data.checked === true)}
      />
      <div className={styles.body}>
        <h3 id={nameId} className={styles.name}>
          {fromFile(file.name)}
        </h3>
        {layout ? <p className={styles.layout}>{layout}</p> : null}
        {file.refusal ? <Refusal refusal={file.refusal} /> : null}
        {counted ? (
          <>
            <p className={styles.facts}>
              <span>
                {file.people === 0
                  ? t('count.rows', { count: file.rows })
                  : file.rows === file.people
                    ? t('count.people', { count: file.people })
                    : t('import.counts', { rows: file.rows, people: file.people })}
              </span>
              {unknown > 0 ? <span className={styles.next}>{t('import.unknown', { count: unknown })}</span> : null}
              {file.deleted_rows > 0 ? (
                <span className={styles.next}>{t('import.deleted', { count: file.deleted_rows })}</span>
              ) : null}
            </p>
            {when ? (
              <p className={styles.facts}>
                <span>{when}</span>
                {taken && !changing ? (
                  <Button
                    size="small"
                    appearance="transparent"
                    className={styles.change}
                    aria-label={t('import.taken.changeOf', { file: file.name })}
                    onClick={() => setChanging(true)}
                  >
                    {t('import.taken.change')}
                  </Button>
                ) : null}
              </p>
            ) : null}
            {changing ? (
              <TakenField
                value={file.at}
                onDone={(day) => {
                  setChanging(false);
                  if (day) props.onAnswer({ takenAt: day });
                }}
              />
            ) : null}
            {dates ? <p className={styles.facts}>{dates}</p> : null}
          </>
        ) : null}
      </div>
      <span className={styles.state}>
        <Icon
          aria-hidden="true"
          className={mergeClasses(
            styles.icon,
            state === 'asks' && styles.asks,
            state === 'refused' && styles.refused,
            state === 'known' && styles.quiet,
          )}
        />
        <span>
          {taken || state === 'refused' || state === 'known' ? t(`import.state.${state}`) : t('import.leftOut')}
        </span>
      </span>
      <div className={styles.wide}>
        {taken ? (
          <Questions file={file} questions={props.questions} answers={answers} onAnswer={props.onAnswer} />
        ) : null}
        <Problems file={file} />
      </div>
    </li>
  );
}
