import { Button, makeStyles, Popover, PopoverSurface, PopoverTrigger, tokens } from '@fluentui/react-components';
import { InfoRegular } from '@fluentui/react-icons/svg/info';
import { WarningRegular } from '@fluentui/react-icons/svg/warning';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { Counts, Reading, View, ViewKind, Warning } from '../api/types';
import { type Format, useFormat } from '../i18n/format';
import { isOfUse } from './columns';

const useStyles = makeStyles({
  summary: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: '4px 18px',
    padding: '0 20px',
    fontSize: '13px',
    color: 'var(--ll-quiet)',
  },
  strong: { color: tokens.colorNeutralForeground1 },
  note: {
    display: 'flex',
    alignItems: 'center',
    gap: '8px',
    margin: '8px 20px 0',
    padding: '6px 12px',
    fontSize: '13px',
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorNeutralBackground3,
  },
  notes: { margin: 0, paddingLeft: '18px', maxWidth: '420px', display: 'grid', gap: '6px', fontSize: '13px' },
});

// unknownSentence says how many rows are Unknown and why; "" when none is.
export function unknownSentence(counts: Counts, t: TFunction, language: string): string {
  const { total, left, unresolved, nameless } = counts.unknown;
  if (total === 0) return '';
  if (left === total) return t('summary.onlyLeft', { count: total });
  if (unresolved === total) return t('summary.onlyUnresolved', { count: total });
  if (nameless === total) return t('summary.onlyNameless', { count: total });
  const parts = [
    left > 0 ? t('summary.left', { count: left }) : '',
    unresolved > 0 ? t('summary.unresolved', { count: unresolved }) : '',
    nameless > 0 ? t('summary.nameless', { count: nameless }) : '',
  ].filter(Boolean);
  const list = new Intl.ListFormat(language, { style: 'short', type: 'unit' });
  return t('summary.unknown', { total, parts: list.format(parts) });
}

export function Summary(props: { kind: ViewKind; counts: Counts }) {
  const { t, i18n } = useTranslation();
  const styles = useStyles();
  // Whoever left is Unknown: nothing to be told where they all are.
  const unknown = props.kind === 'departed' ? '' : unknownSentence(props.counts, t, i18n.language);
  return (
    <div className={styles.summary}>
      <span>{t(`about.${props.kind}`)}</span>
      {unknown ? <span className={styles.strong}>{unknown}</span> : null}
    </div>
  );
}

const titles = [
  'people',
  'deleted',
  'list',
  'seats',
  'subscriptions',
  'groups',
  'tenant',
  'signIns',
  'launches',
] as const;

// noteOf says a warning in the language of the window, or as the program said
// it when the window has no sentence of its own.
export function noteOf(warning: Warning, t: TFunction): string {
  const title = titles.find((one) => one === warning.title);
  switch (warning.code) {
    case 'not_read':
      return title ? t(`warning.not_read.${title}`) : warning.text;
    case 'permission_missing':
      return title ? t(`warning.permission_missing.${title}`, { permission: warning.permission }) : warning.text;
    case 'unreachable':
    case 'throttled':
    case 'sign_in_required':
    case 'sign_in_refused':
    case 'not_consented':
      return title
        ? t('warning.withCause', { what: t(`warning.not_read.${title}`), cause: t(`warning.cause.${warning.code}`) })
        : warning.text;
    case 'held':
      if (title === 'list') return t('warning.held.list');
      return title === 'seats' || title === 'subscriptions' ? t('warning.held.seats') : t('warning.held.people');
    case 'report_pending':
      return t('warning.report_pending');
    case 'rows_skipped':
      return t('warning.rows_skipped', { count: warning.count });
    case 'same_moment':
      return t('warning.same_moment');
    case 'role_missing':
      return t('warning.role_missing');
    case 'no_premium':
      return t('warning.no_premium');
    case 'auditing_off':
      return t('warning.auditing_off');
    case 'not_in_cloud':
      return t('warning.not_in_cloud');
    case 'goes_on':
      return t('warning.goes_on');
    case 'search_pending':
      return t('warning.search_pending');
    default:
      return warning.text;
  }
}

export function Notes(props: { kind: ViewKind; view: View }) {
  const { t } = useTranslation();
  const styles = useStyles();
  const { basis, warnings } = props.view;
  const texts = [
    ...(basis === 'directory' && isOfUse(props.kind) ? [t('basis.directory')] : []),
    ...warnings.map((warning) => noteOf(warning, t)),
  ];
  const unique = [...new Set(texts)];
  if (unique.length === 0) return null;
  return (
    <div className={styles.note}>
      <WarningRegular fontSize={16} aria-hidden="true" />
      <span>{unique[0]}</span>
      {unique.length > 1 ? (
        <Popover positioning="below-end">
          <PopoverTrigger disableButtonEnhancement>
            <Button size="small" appearance="transparent">
              {t('warning.more', { count: unique.length - 1 })}
            </Button>
          </PopoverTrigger>
          <PopoverSurface aria-label={t('warning.label')}>
            <ul className={styles.notes}>
              {unique.map((text) => (
                <li key={text}>{text}</li>
              ))}
            </ul>
          </PopoverSurface>
        </Popover>
      ) : null}
    </div>
  );
}

const shown = ['people', 'list'] as const;
type Shown = (typeof shown)[number] | 'seats';

// newestOf keeps, of what the table is made from, the newest reading of each
// kind: several layouts of files may feed one list.
export function newestOf(readings: Reading[], titles: readonly Shown[] = shown) {
  return titles.flatMap((title) => {
    const [newest] = readings.filter((reading) => reading.title === title).sort((a, b) => (a.asOf < b.asOf ? 1 : -1));
    return newest ? [{ title, asOf: newest.asOf, wholeAt: newest.wholeAt ?? '' }] : [];
  });
}

// freshnessText says when each thing was read: "people 06:30 today, list 27
// Mar"; '' when nothing was. Where only what changed was read last, it says when
// everything was.
export function freshnessText(readings: Reading[], t: TFunction, format: Format, titles?: readonly Shown[]): string {
  const said = (at: string) => {
    const moment = format.moment(at);
    return moment === format.time(at) ? t('freshness.todayAt', { time: moment }) : moment;
  };
  const texts = newestOf(readings, titles).map(({ title, asOf, wholeAt }) =>
    wholeAt
      ? t('freshness.changes', { when: said(asOf), whole: said(wholeAt) })
      : t(`freshness.of.${title}`, { when: said(asOf) }),
  );
  return format.listed(texts);
}

export function Freshness(props: { readings: Reading[]; titles?: readonly Shown[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const text = freshnessText(props.readings, t, format, props.titles);
  if (!text) return null;
  const isInPart = newestOf(props.readings).some(({ wholeAt }) => wholeAt !== '');
  return (
    <span title={isInPart ? t('freshness.changesLabel') : t('freshness.label')} data-fleeting>
      <InfoRegular fontSize={13} aria-hidden="true" style={{ verticalAlign: '-2px', marginRight: 5 }} />
      {text}
    </span>
  );
}
