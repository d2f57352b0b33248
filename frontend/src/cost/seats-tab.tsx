import { Button, Link, makeStyles, mergeClasses, SearchBox } from '@fluentui/react-components';
import { SearchRegular } from '@fluentui/react-icons/svg/search';
import { useQuery } from '@tanstack/react-query';
import type { TFunction } from 'i18next';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNote } from '../api/notes';
import { seatsQuery } from '../api/queries';
import type { Seats } from '../api/types';
import { useGo, usePlacePart } from '../app/place';
import { useShortcut } from '../app/shortcuts';
import { useMedia } from '../app/use-media';
import { useDay } from '../day/use-day';
import { type Format, useFormat } from '../i18n/format';
import { CouldNotRead } from '../states/failed';
import { StatePanel } from '../states/state-panel';
import { useDelayed } from '../states/use-delayed';
import { Freshness } from '../table/around';
import { useClippedTitles } from '../table/clipped';
import { Loading } from './loading';
import { moneyOf, moneyText } from './money';
import { NoSeats, NothingRead } from './no-seats';
import { SeatCards } from './seat-cards';
import { found, type SeatOrder } from './seat-columns';
import { SeatTable } from './seat-table';
import { useTabStyles } from './use-tab-styles';

const useStyles = makeStyles({
  body: { display: 'flex', flexDirection: 'column', flexGrow: 1, minHeight: 0, minWidth: 0 },
  bar: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: '4px 16px', padding: '6px 20px 10px' },
  search: { width: '280px', maxWidth: '100%' },
  set: { fontSize: '13px', lineHeight: '24px', minHeight: '24px' },
  money: { fontSize: '14px', lineHeight: '20px', minWidth: 0, fontVariantNumeric: 'tabular-nums' },
});

// aboutUse tells where what was seen in use is from.
function aboutUse({ basis, useSince }: Seats, t: TFunction, format: Format) {
  if (basis !== 'report') return t('cost.seats.aboutNoUse');
  return useSince ? t('cost.seats.aboutUseSince', { day: format.shortDay(useSince) }) : t('cost.seats.aboutUse');
}

// Below this there is no room for a table.
const narrow = '(max-width: 700px)';

const usual: SeatOrder = { by: 'license', down: false };

// SeatsTab is one row per license of the day that is looked at.
export function SeatsTab() {
  const { t } = useTranslation();
  const styles = useStyles();
  const shared = useTabStyles();
  const at = usePlacePart((place) => place.at);
  const { go } = useGo();
  const { loaded, readings } = useDay();
  const query = useQuery(seatsQuery(at));
  const [order, keepOrder] = useNote<SeatOrder>('seats/order', usual);
  const [typed, setTyped] = useState('');
  const cramped = useMedia(narrow);
  const box = useRef<HTMLInputElement>(null);
  const slow = useDelayed(query.isFetching && !query.data);
  const older = useDelayed(query.isPlaceholderData, 400);
  useClippedTitles();
  useShortcut('search', () => {
    box.current?.focus();
    box.current?.select();
  });

  const format = useFormat();
  const day = query.data;
  const body = () => {
    if (query.error) return <CouldNotRead thrown={query.error} onRetry={() => void query.refetch()} />;
    if (loaded && readings.length === 0) return <NothingRead />;
    if (!day) return slow ? <Loading /> : null;
    if (day.rows.length === 0) return <NoSeats />;
    const shown = found(day.rows, typed.trim());
    const money = moneyOf(shown);
    const Rows = cramped ? SeatCards : SeatTable;
    return (
      <>
        <div className={styles.bar}>
          <SearchBox
            ref={box}
            className={styles.search}
            placeholder={t('cost.search')}
            aria-label={t('cost.search')}
            value={typed}
            onChange={(_, data) => setTyped(data.value)}
            dismiss={{ 'aria-label': t('table.clearSearch') }}
          />
          <span className={styles.money}>{moneyText(money, t, format)}</span>
          {money.unpriced > 0 ? (
            <Link className={styles.set} onClick={() => go({ to: 'cost', tab: 'prices' })}>
              {t('cost.seats.toPrices')}
            </Link>
          ) : null}
        </div>
        {shown.length === 0 ? (
          <StatePanel
            icon={<SearchRegular />}
            title={t('cost.noMatch.title')}
            text={t('cost.noMatch.text', { count: day.rows.length })}
            actions={
              <Button appearance="primary" onClick={() => setTyped('')}>
                {t('cost.noMatch.action')}
              </Button>
            }
          />
        ) : (
          <div className={mergeClasses(styles.body, older && shared.older)}>
            <Rows seats={shown} day={day} order={order} onOrder={keepOrder} />
          </div>
        )}
        <div className={shared.footer}>
          <span role="status">
            {shown.length < day.rows.length
              ? t('cost.seats.countOf', { shown: shown.length, all: day.rows.length })
              : t('cost.seats.count', { count: day.rows.length })}
          </span>
          <span>{aboutUse(day, t, format)}</span>
          <Freshness readings={day.freshness} titles={['seats', 'people', 'list']} />
        </div>
      </>
    );
  };
  return <div className={styles.body}>{body()}</div>;
}
