import { Button, makeStyles } from '@fluentui/react-components';
import { HistoryRegular } from '@fluentui/react-icons/svg/history';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { changesQuery } from '../api/queries';
import { isOfList } from '../changes/words';
import { useFormat } from '../i18n/format';
import { useDay } from './use-day';

const useStyles = makeStyles({
  banner: {
    display: 'flex',
    alignItems: 'center',
    gap: '10px',
    minHeight: '34px',
    padding: '0 20px',
    fontSize: '13px',
    backgroundColor: 'var(--ll-past)',
    color: 'var(--ll-past-ink)',
    borderBottom: '1px solid var(--ll-past-line)',
  },
  button: { color: 'inherit', textDecorationLine: 'underline', textUnderlineOffset: '3px' },
});

// useGapText says what changed around a day on which nothing was read: as far
// as the list was read on both sides of it.
function useGapText(): string {
  const { t } = useTranslation();
  const format = useFormat();
  const { readings, reading, index, askedDay } = useDay();
  const after = readings[index + 1];
  const isGap = reading !== undefined && after !== undefined && askedDay > reading.day;
  const { data } = useQuery({
    ...changesQuery(String(reading?.id ?? ''), String(after?.id ?? '')),
    placeholderData: undefined,
    enabled: isGap,
  });
  const day = format.day(askedDay);
  if (!isGap || !data || data.notRead.includes('list')) return t('day.gap', { day });
  const count = data.counts.reduce((sum, { kind, rows }) => sum + (isOfList(kind) ? rows : 0), 0);
  const days = { day, from: format.day(reading.day), to: format.day(after.day) };
  return t('day.gapBetween', { ...days, count, total: after.rows });
}

// useBannerText says in one sentence that this is not today, or "" when it is.
function useBannerText(): string {
  const { t } = useTranslation();
  const format = useFormat();
  const { readings, reading, askedDay, inPast } = useDay();
  const gap = useGapText();
  if (!reading) return '';
  if (askedDay && askedDay < (readings[0]?.day ?? ''))
    return t('day.beforeFirst', { day: format.day(readings[0]?.day ?? '') });
  if (askedDay) return gap;
  if (!inPast) return '';
  const alone = readings.filter((other) => other.day === reading.day).length === 1;
  const day = format.day(reading.day);
  return alone ? t('day.looking', { day }) : t('day.lookingTime', { day, time: format.time(reading.at) });
}

export function DayBanner() {
  const { t } = useTranslation();
  const styles = useStyles();
  const { latest } = useDay();
  const text = useBannerText();
  return (
    <div role="status">
      {text ? (
        <div className={styles.banner}>
          <HistoryRegular fontSize={16} aria-hidden="true" />
          <span>{text}</span>
          <Button appearance="transparent" size="small" className={styles.button} onClick={latest}>
            {t('day.back')}
          </Button>
        </div>
      ) : null}
    </div>
  );
}
