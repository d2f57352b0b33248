import { makeStyles, mergeClasses, Skeleton, SkeletonItem } from '@fluentui/react-components';
import { ErrorCircleRegular } from '@fluentui/react-icons/svg/error-circle';
import { WarningRegular } from '@fluentui/react-icons/svg/warning';
import { useTranslation } from 'react-i18next';
import type { JobTenant } from '../api/types';
import { useFormat } from '../i18n/format';
import { Clipped } from '../table/clipped';
import type { TenantColumn, TenantRow } from './order';
import {
  costText,
  endedText,
  faultText,
  listText,
  needText,
  nowText,
  reasonText,
  syncText,
  type Trouble,
} from './words';

const useStyles = makeStyles({
  waiting: { display: 'inline-block', width: '70%', minWidth: '24px', verticalAlign: 'middle' },
  told: { display: 'flex', alignItems: 'center', gap: '6px', minWidth: 0 },
  icon: { flexShrink: 0, fontSize: '16px', color: 'var(--ll-quiet)' },
  alert: { color: 'var(--ll-unknown)' },
  quiet: { color: 'var(--ll-quiet)' },
  count: { flexShrink: 0 },
  // What somebody has to do is read whole; it takes a second line where it must.
  whole: { whiteSpace: 'normal', overflowWrap: 'anywhere', overflow: 'visible', lineHeight: '17px' },
  // A day and a word stand in two lines where one is too narrow.
  twoLines: {
    display: '-webkit-box',
    WebkitLineClamp: 2,
    WebkitBoxOrient: 'vertical',
    whiteSpace: 'normal',
    lineHeight: '17px',
  },
});

// urgent are needs that make other figures wrong.
const urgent = ['sign_in', 'held', 'due', 'partial'];

// TenantCell is one thing that is told of a tenant. What is not known is empty; the
// reason why nothing is known stands where it needs somebody.
export function TenantCell(props: {
  row: TenantRow;
  column: Exclude<TenantColumn, 'name'>;
  now?: JobTenant | undefined;
  trouble?: Trouble | undefined; // why the sync of all could not begin with it
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const styles = useStyles();
  const { figures } = props.row;
  const { column, now, trouble } = props;
  if (column === 'sync' && now) {
    const failed = now.state === 'failed' || now.state === 'partial';
    return (
      <span className={styles.told}>
        {failed ? <WarningRegular className={mergeClasses(styles.icon, styles.alert)} aria-hidden="true" /> : null}
        <Clipped text={nowText(now.state, t)} className={now.state === 'waiting' ? styles.quiet : undefined} />
      </span>
    );
  }
  if (!figures)
    return (
      <Skeleton className={styles.waiting} aria-label={t('tenants.reading')}>
        <SkeletonItem size={12} />
      </Skeleton>
    );
  if (figures.error)
    return column === 'needs' ? (
      <span className={styles.told}>
        <ErrorCircleRegular className={mergeClasses(styles.icon, styles.alert)} aria-hidden="true" />
        <Clipped text={reasonText(figures, t)} className={styles.whole} />
      </span>
    ) : null;
  switch (column) {
    case 'needs': {
      const fault = trouble?.why ?? faultText(figures, t);
      const waiting = [...(fault ? [fault] : []), ...figures.needs.map((need) => needText(need, t, format))];
      const [first] = waiting;
      if (!first) return figures.at ? <span className={styles.quiet}>{t('tenants.needsNone')}</span> : null;
      return (
        <span className={styles.told}>
          {fault || urgent.includes(figures.needs[0]?.code ?? '') ? (
            <WarningRegular className={mergeClasses(styles.icon, styles.alert)} aria-hidden="true" />
          ) : null}
          <Clipped className={styles.whole} text={first} more={waiting.length > 1 ? waiting.join('\n') : undefined} />
          {waiting.length > 1 ? (
            <span className={mergeClasses(styles.count, styles.quiet)}>
              {t('tenants.needsMore', { count: waiting.length - 1 })}
            </span>
          ) : null}
        </span>
      );
    }
    case 'list':
      return (
        <Clipped
          className={styles.twoLines}
          text={listText(figures, t, format)}
          more={figures.listRead ? format.dateTime(figures.listRead) : undefined}
        />
      );
    case 'people':
      return figures.people === undefined ? null : format.number(figures.people);
    case 'free': {
      const { seats } = figures;
      if (!seats) return null;
      return (
        <Clipped
          text={format.number(seats.free)}
          more={seats.over > 0 ? t('tenants.over', { count: seats.over }) : undefined}
        />
      );
    }
    case 'cost':
      return <Clipped text={costText(figures, format)} />;
    default: {
      const ended = trouble ? endedText(format.moment(trouble.at), 'failed', t) : syncText(figures, t, format);
      const failed = trouble !== undefined || figures.lastSync?.state === 'failed';
      return (
        <span className={styles.told}>
          {failed ? (
            <ErrorCircleRegular className={mergeClasses(styles.icon, styles.alert)} aria-hidden="true" />
          ) : null}
          <Clipped className={styles.twoLines} text={ended} />
        </span>
      );
    }
  }
}
