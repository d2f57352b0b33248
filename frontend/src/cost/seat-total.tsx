import { useTranslation } from 'react-i18next';
import { useFormat } from '../i18n/format';
import { type Money, sumsText } from './money';
import type { SeatColumn, Totals } from './seat-columns';

// SeatTotal is the sum of a column; nothing where people would be counted twice.
export function SeatTotal(props: { totals: Totals; money: Money; column: SeatColumn }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { totals, column } = props;
  switch (column) {
    case 'bought':
    case 'assigned':
    case 'inGrace':
    case 'suspended':
      return format.number(totals[column]);
    case 'free':
      return totals.over > 0
        ? t('cost.total.freeAndOver', { free: totals.free, over: totals.over })
        : format.number(totals.free);
    case 'cost':
      return sumsText(props.money, format);
    case 'change':
      return totals.change === undefined ? null : format.signed(totals.change);
    default:
      return null;
  }
}
