import { Link, makeStyles } from '@fluentui/react-components';
import { WarningRegular } from '@fluentui/react-icons/svg/warning';
import { useTranslation } from 'react-i18next';
import type { LeadingNumber, Seat, Seats } from '../api/types';
import { useGo } from '../app/place';
import { useFormat } from '../i18n/format';
import { ToldLink } from '../overview/told-link';
import { isEndless, kindOf, type SeatColumn, suspendedOf, tells } from './seat-columns';
import { SeatMonths } from './seat-months';

const useStyles = makeStyles({
  quiet: { color: 'var(--ll-quiet)' },
  over: {
    display: 'inline-flex',
    alignItems: 'center',
    gap: '4px',
    color: 'var(--ll-unknown)',
    whiteSpace: 'nowrap',
  },
  set: { fontSize: 'inherit', lineHeight: '24px', minHeight: '24px' },
});

// Figure is a number that leads to what it counts, where a view has exactly that.
function Figure(props: { count: number; label: string; leads?: LeadingNumber | undefined }) {
  const format = useFormat();
  const text = format.number(props.count);
  return props.leads ? <ToldLink text={text} label={props.label} leads={props.leads} /> : text;
}

function Quiet(props: { text: string; why?: string }) {
  const styles = useStyles();
  return (
    <span className={styles.quiet} title={props.why}>
      {props.text}
    </span>
  );
}

function Assigned({ seat }: { seat: Seat }) {
  const { t } = useTranslation();
  const { license } = seat;
  const { assigned, held } = seat;
  if (!held || held.people === assigned)
    return <Figure count={assigned} label={t('cost.seats.holders', { count: assigned, license })} leads={held} />;
  // Microsoft counts one thing and the directory has another: both are told.
  const text = t('cost.seats.ofDirectory', { people: held.people });
  return (
    <>
      <ToldLink text={text} label={t('cost.seats.holdersOf', { count: held.people, license })} leads={held} />{' '}
      <Figure count={assigned} label="" />
    </>
  );
}

function Free({ seat }: { seat: Seat }) {
  const { t } = useTranslation();
  const styles = useStyles();
  if (seat.free >= 0) return <Figure count={seat.free} label="" />;
  return (
    <span className={styles.over} title={t('overview.licenses.over', { count: -seat.free })}>
      <WarningRegular fontSize={14} aria-hidden="true" />
      {t('cost.seats.over', { count: -seat.free })}
    </span>
  );
}

function InUse({ seat }: { seat: Seat }) {
  const { t } = useTranslation();
  const { inUse, license } = seat;
  if (inUse === undefined) return <Quiet text={t('cost.seats.notKnown')} why={t('cost.seats.useNotKnown')} />;
  return <Figure count={inUse} label={t('cost.seats.inUse', { count: inUse, license })} leads={seat.inUseLeads} />;
}

function Blocked({ seat }: { seat: Seat }) {
  const { t } = useTranslation();
  const { blocked, license } = seat;
  if (blocked === undefined) return <Quiet text={t('cost.seats.notKnown')} why={t('cost.seats.peopleNotKnown')} />;
  return (
    <Figure count={blocked} label={t('cost.seats.blocked', { count: blocked, license })} leads={seat.blockedLeads} />
  );
}

// Renews is when the next subscription of a license goes over into its next
// state. today is the day that is looked at.
function Renews({ seat, today }: { seat: Seat; today: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { renewsAt } = seat;
  const day = format.shortDay(renewsAt);
  return renewsAt < today ? <Quiet text={t('cost.seats.wasDue', { day })} why={t('cost.seats.wasDueWhy')} /> : day;
}

function Price({ seat }: { seat: Seat }) {
  const { t } = useTranslation();
  const styles = useStyles();
  const { go } = useGo();
  const format = useFormat();
  const { price, currency, per } = seat;
  const kind = kindOf(seat);
  if (price === undefined && kind !== 'paid') return <Quiet text={t(`cost.kind.${kind}`)} />;
  if (price === undefined) {
    return (
      <Link
        className={styles.set}
        aria-label={t('cost.seats.setPrice', { license: seat.license })}
        onClick={() => go({ to: 'cost', tab: 'prices', priced: seat.id })}
      >
        {t('cost.seats.noPrice')}
      </Link>
    );
  }
  const amount = format.money(price, currency);
  return per === 'year' ? t('cost.seats.yearly', { amount }) : amount;
}

function Cost({ seat }: { seat: Seat }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { cost, currency } = seat;
  return cost === undefined ? <Quiet text={t('cost.seats.notKnown')} /> : format.money(cost, currency);
}

// Change is how many more were bought than at the end of the month before; the
// rest is told to who points at it.
function Change({ seat, since }: { seat: Seat; since: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { boughtChange = 0, assignedChange = 0, costChange, currency } = seat;
  const figures = {
    day: format.shortDay(since),
    bought: format.signed(boughtChange),
    assigned: format.signed(assignedChange),
  };
  const why =
    costChange === undefined
      ? t('cost.seats.changed', figures)
      : t('cost.seats.changedCost', { ...figures, cost: format.signedMoney(costChange, currency) });
  if (boughtChange === 0) return <Quiet text={format.number(0)} why={why} />;
  return <span title={why}>{format.signed(boughtChange)}</span>;
}

// SeatCell is what a column tells of a license.
export function SeatCell(props: { seat: Seat; column: Exclude<SeatColumn, 'license'>; day: Seats }) {
  const { t } = useTranslation();
  const { seat, column, day } = props;
  if (!tells(seat, column)) return null;
  switch (column) {
    case 'bought':
      return isEndless(seat) ? <Quiet text={t('cost.seats.noLimit')} /> : <Figure count={seat.bought} label="" />;
    case 'assigned':
      return <Assigned seat={seat} />;
    case 'free':
      return <Free seat={seat} />;
    case 'inGrace':
      return <Figure count={seat.inGrace} label="" />;
    case 'suspended':
      return <Figure count={suspendedOf(seat)} label="" />;
    case 'inUse':
      return <InUse seat={seat} />;
    case 'inUseUnknown':
      return <Figure count={seat.inUseUnknown ?? 0} label="" />;
    case 'blocked':
      return <Blocked seat={seat} />;
    case 'renewsAt':
      return <Renews seat={seat} today={day.snapshot?.at ?? ''} />;
    case 'price':
      return <Price seat={seat} />;
    case 'cost':
      return <Cost seat={seat} />;
    case 'change':
      return <Change seat={seat} since={day.changeSince} />;
    case 'months':
      return <SeatMonths seat={seat} months={day.months} />;
  }
}
