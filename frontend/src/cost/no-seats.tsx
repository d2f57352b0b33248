import { Button } from '@fluentui/react-components';
import { DocumentQuestionMarkRegular } from '@fluentui/react-icons/svg/document-question-mark';
import { useTranslation } from 'react-i18next';
import type { Snapshot } from '../api/types';
import { useGo } from '../app/place';
import { placeOf } from '../day/days';
import { useDay } from '../day/use-day';
import { useFormat } from '../i18n/format';
import { useActions } from '../jobs/use-actions';
import { StatePanel } from '../states/state-panel';

// NothingRead stands where nothing was read into the history file at all.
export function NothingRead() {
  const { t } = useTranslation();
  const { canSync, sync } = useActions();
  return (
    <StatePanel
      icon={<DocumentQuestionMarkRegular />}
      title={t('state.notRead.title')}
      text={canSync ? t('cost.empty.never') : t('cost.empty.neverConnect')}
      actions={
        canSync ? (
          <Button appearance="primary" onClick={sync}>
            {t('state.notRead.sync')}
          </Button>
        ) : undefined
      }
    />
  );
}

const hasSeats = (reading: Snapshot | undefined) => reading?.coverage.some(({ title }) => title === 'seats');

// nearestWithSeats finds the reading beside this one that tells of licenses: the
// last before it, else the first after it.
export function nearestWithSeats(readings: Snapshot[], index: number): number {
  for (let before = index - 1; before >= 0; before--) if (hasSeats(readings[before])) return before;
  return readings.findIndex((reading, at) => at > index && hasSeats(reading));
}

// NoSeats stands where the licenses were not read for the day that is looked at,
// and says when they were.
export function NoSeats() {
  const { t } = useTranslation();
  const format = useFormat();
  const { go } = useGo();
  const { readings, index, reading, inPast } = useDay();
  const { canSync, sync } = useActions();
  const nearest = nearestWithSeats(readings, index);
  const found = readings[nearest];
  const text = !found
    ? canSync
      ? t('cost.empty.noSeats')
      : t('cost.empty.noSeatsConnect')
    : nearest < index
      ? t('cost.empty.before', { day: format.day(found.day) })
      : t('cost.empty.after', { day: format.day(found.day) });
  return (
    <StatePanel
      icon={<DocumentQuestionMarkRegular />}
      title={t('cost.empty.title', { day: format.day(reading?.day ?? '') })}
      text={text}
      actions={
        <>
          {canSync && !inPast ? (
            <Button appearance="primary" onClick={sync}>
              {t('state.notRead.sync')}
            </Button>
          ) : null}
          {found ? (
            <Button
              appearance={canSync && !inPast ? 'secondary' : 'primary'}
              onClick={() => go({ to: 'reading', at: placeOf(readings, nearest) })}
            >
              {t('cost.empty.goTo', { day: format.day(found.day) })}
            </Button>
          ) : null}
        </>
      }
    />
  );
}
