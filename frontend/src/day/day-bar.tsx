import { Button, makeStyles, Tooltip, tokens } from '@fluentui/react-components';
import { ChevronLeftRegular } from '@fluentui/react-icons/svg/chevron-left';
import { ChevronRightRegular } from '@fluentui/react-icons/svg/chevron-right';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useShortcut } from '../app/shortcuts';
import { useFormat } from '../i18n/format';
import { DayStrip } from './day-strip';
import { GoToDay } from './go-to-day';
import { useDay } from './use-day';

const useStyles = makeStyles({
  bar: {
    display: 'flex',
    alignItems: 'center',
    flexWrap: 'wrap',
    gap: '6px',
    padding: '4px 20px 6px 16px',
    backgroundColor: 'var(--ll-sheet)',
    borderBottom: '1px solid var(--ll-line)',
  },
  day: {
    minWidth: '172px',
    fontWeight: tokens.fontWeightSemibold,
    justifyContent: 'flex-start',
    fontVariantNumeric: 'tabular-nums',
  },
  one: { color: 'var(--ll-quiet)', fontSize: '12px', paddingLeft: '8px' },
});

// DayBar is the day, everywhere in the window: the strip, the steps, and their
// keys.
export function DayBar() {
  const { t } = useTranslation();
  const format = useFormat();
  const styles = useStyles();
  const day = useDay();
  const [asking, setAsking] = useState(false);

  useShortcut('previous', day.previous);
  useShortcut('next', day.next);
  useShortcut('latest', day.latest);
  useShortcut('goTo', () => setAsking(true));

  const current = day.reading ?? day.readings.at(-1);
  if (!current) return null;
  return (
    <div className={styles.bar}>
      <Tooltip content={t('day.previous')} relationship="label">
        <Button
          appearance="subtle"
          size="small"
          icon={<ChevronLeftRegular />}
          disabledFocusable={day.index <= 0}
          onClick={day.previous}
        />
      </Tooltip>
      <Tooltip content={t('day.next')} relationship="label">
        <Button
          appearance="subtle"
          size="small"
          icon={<ChevronRightRegular />}
          disabledFocusable={!day.inPast}
          onClick={day.next}
        />
      </Tooltip>
      <Tooltip content={t('day.goTo')} relationship="description">
        <Button appearance="subtle" className={styles.day} onClick={() => setAsking(true)}>
          {format.day(current.day)}
        </Button>
      </Tooltip>
      {day.readings.length > 1 ? (
        <DayStrip readings={day.readings} index={day.index} onTravel={day.travel} />
      ) : (
        <span className={styles.one}>{t('day.one')}</span>
      )}
      <GoToDay open={asking} suggestion={current.day} onClose={() => setAsking(false)} onGo={day.toDay} />
    </div>
  );
}
