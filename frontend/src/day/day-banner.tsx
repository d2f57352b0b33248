import { Button, makeStyles } from '@fluentui/react-components';
import { HistoryRegular } from '@fluentui/react-icons/svg/history';
import { useTranslation } from 'react-i18next';
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

// useBannerText says in one sentence that this is not today, or "" when it is.
function useBannerText(): string {
  const { t } = useTranslation();
  const format = useFormat();
  const { readings, reading, index, askedDay, inPast } = useDay();
  if (!reading) return '';
  if (askedDay && askedDay < (readings[0]?.day ?? ''))
    return t('day.beforeFirst', { day: format.day(readings[0]?.day ?? '') });
  if (askedDay) {
    const after = readings[index + 1];
    return after && after.changes >= 0
      ? t('day.gapBetween', {
          day: format.day(askedDay),
          from: format.day(reading.day),
          to: format.day(after.day),
          count: after.changes,
          total: after.rows,
        })
      : t('day.gap', { day: format.day(askedDay) });
  }
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
