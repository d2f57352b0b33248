import { Button, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { DismissCircleRegular } from '@fluentui/react-icons/svg/dismiss-circle';
import { DocumentQuestionMarkRegular } from '@fluentui/react-icons/svg/document-question-mark';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { backend } from '../api/backend';
import { toAppError } from '../api/errors';
import { changesQuery, stateQuery } from '../api/queries';
import { CopyButton } from '../app/copy-button';
import { usePlace } from '../app/place';
import { indexOf, placeOf } from '../day/days';
import { useDay } from '../day/use-day';
import { useFormat } from '../i18n/format';
import { useActions } from '../jobs/use-actions';
import { seenBefore } from '../overview/looked';
import { useSeen } from '../overview/use-looked';
import { CouldNotRead } from '../states/failed';
import { StatePanel } from '../states/state-panel';
import { useDelayed } from '../states/use-delayed';
import { ChangeView } from './change-view';
import { Comparing } from './comparing';
import { inOrder, offersFor } from './offers';
import { ReadingField } from './reading-field';
import { asText } from './words';

const useStyles = makeStyles({
  choose: { display: 'flex', alignItems: 'flex-start', flexWrap: 'wrap', gap: '6px 16px', padding: '10px 20px 0' },
  copy: { marginLeft: 'auto', alignSelf: 'center' },
  offers: {
    display: 'flex',
    alignItems: 'baseline',
    flexWrap: 'wrap',
    gap: '0 4px',
    padding: '6px 20px 0',
    fontSize: '13px',
  },
  lead: { color: 'var(--ll-quiet)', marginRight: '4px' },
  offer: {
    minWidth: 0,
    padding: '0 8px',
    fontWeight: tokens.fontWeightRegular,
    color: tokens.colorBrandForegroundLink,
  },
  chosen: { fontWeight: tokens.fontWeightSemibold, color: tokens.colorNeutralForeground1 },
  body: { display: 'flex', flexDirection: 'column', flexGrow: 1, minHeight: 0 },
});

// The button that had the focus is gone.
const takeFocus = (button: HTMLButtonElement | null) => button?.focus();

// BetweenDays compares two readings that are chosen here. Left alone, it is the
// day that is looked at with what was seen last, or with the reading before.
export function BetweenDays() {
  const { t } = useTranslation();
  const format = useFormat();
  const styles = useStyles();
  const client = useQueryClient();
  const { place, go } = usePlace();
  const { loaded, readings } = useDay();
  const { data: state } = useQuery(stateQuery());
  const { attempt, canSync, sync } = useActions();
  const seen = seenBefore(readings, useSeen() ?? null);
  const [failed, setFailed] = useState<{ of: string; thrown: unknown }>();

  const chosenAfter = place.changes.after || place.at;
  const offers = offersFor(readings, chosenAfter, seen ? String(seen.id) : '');
  const first = offers[0]?.reading.id;
  const chosenBefore = place.changes.before || (first ? String(first) : chosenAfter);
  const [before, after] = inOrder(readings, chosenBefore, chosenAfter);
  const enough = readings.length > 1;
  const [canceled, setCanceled] = useState('');
  const stopped = canceled === `${before} ${after}`;
  const query = changesQuery(before, after);
  const { data, error, isFetching, isPlaceholderData } = useQuery({ ...query, enabled: enough && !stopped });
  const slow = useDelayed(isFetching && (!data || isPlaceholderData));
  const id = data?.id ?? '';
  const thrown = error ?? (failed?.of === id ? failed.thrown : undefined);
  // What the program still answers is not waited for.
  const cancel = async () => {
    setCanceled(`${before} ${after}`);
    await client.cancelQueries({ queryKey: query.queryKey, exact: true });
    await attempt(() => backend.cancelChanges(before, after));
  };
  const dayOf = (at: string) => {
    const day = readings[indexOf(readings, at)]?.day;
    return day ? format.day(day) : at;
  };
  const again = () => {
    setFailed(undefined);
    void client.invalidateQueries({ queryKey: ['views', 'changes'] });
  };

  if (!loaded) return null;
  if (!enough) {
    return (
      <StatePanel
        icon={<DocumentQuestionMarkRegular />}
        title={t('changes.one.title')}
        text={t('changes.one.text')}
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
  return (
    <>
      <div className={styles.choose}>
        <ReadingField
          label={t('changes.from')}
          readings={readings}
          at={before}
          onChoose={(at) => go({ to: 'changes', before: at, after })}
        />
        <ReadingField
          label={t('changes.to')}
          readings={readings}
          at={after}
          onChoose={(at) => go({ to: 'changes', before, after: at })}
        />
        {data && !isPlaceholderData ? (
          <span className={styles.copy}>
            <CopyButton text={() => asText(data, state?.ledger?.tenantName ?? '', t, format)} />
          </span>
        ) : null}
      </div>
      {offers.length > 0 ? (
        <div className={styles.offers}>
          <span className={styles.lead}>{t('changes.since')}</span>
          {offers.map(({ name, reading }) => (
            <Button
              key={name}
              size="small"
              appearance="transparent"
              className={mergeClasses(styles.offer, String(reading.id) === before && styles.chosen)}
              aria-pressed={String(reading.id) === before}
              onClick={() =>
                go({ to: 'changes', before: placeOf(readings, readings.indexOf(reading)), after: chosenAfter })
              }
            >
              {t(`changes.offer.${name}`, { day: format.shortDay(reading.day) })}
            </Button>
          ))}
        </div>
      ) : null}
      <div className={styles.body} aria-busy={isFetching}>
        {thrown && toAppError(thrown).code !== 'stale' ? (
          <CouldNotRead thrown={thrown} onRetry={again} />
        ) : stopped ? (
          <StatePanel
            icon={<DismissCircleRegular />}
            title={t('changes.canceled.title')}
            text={t('changes.canceled.text')}
            actions={
              <Button ref={takeFocus} appearance="primary" onClick={() => setCanceled('')}>
                {t('changes.canceled.again')}
              </Button>
            }
          />
        ) : slow ? (
          <Comparing from={dayOf(before)} to={dayOf(after)} onCancel={() => void cancel()} />
        ) : data ? (
          <ChangeView
            changes={data}
            onFailed={(reason) => {
              if (toAppError(reason).code === 'stale') again();
              else setFailed({ of: id, thrown: reason });
            }}
          />
        ) : null}
      </div>
    </>
  );
}
