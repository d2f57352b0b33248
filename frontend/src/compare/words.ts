import type { TFunction } from 'i18next';
import type { ColumnId, Difference, DifferenceReason } from '../api/types';
import type { Format } from '../i18n/format';
import { wordOf } from '../table/words';

// Reasons that happened on a day; the others have none.
const dated = ['left_since', 'joined_since', 'gained_since', 'lost_since', 'lag', 'renamed'] as const;

// whyText says why two lists differ in a row, with the day where one is known.
export function whyText(difference: Difference, t: TFunction, format: Format): string {
  const reason: DifferenceReason = difference.reason;
  const happened = dated.find((one) => one === reason);
  return happened && difference.since
    ? t(`compare.why.${happened}`, { day: format.shortRange(difference.since) })
    : t(`compare.reason.${reason}`);
}

const compared = ['user_name', 'email_address', 'assigned_date', 'is_trial', 'expiration_date'] as const;

// differsText says, column by column, what the two lists say differently.
export function differsText(difference: Difference, t: TFunction, format: Format): string[] {
  const { there, here, fields } = difference;
  if (!there || !here) return [];
  return compared
    .filter((column) => fields.includes(column))
    .map((column) => {
      const say = (value: string | boolean | undefined) =>
        wordOf(column as ColumnId, value === undefined ? '' : String(value), t, format) || t('compare.nothing');
      return t(`compare.differs.${column}`, { there: say(there[column]), here: say(here[column]) });
    });
}

// personText names whom a difference is about, by name or by address.
export function personText(difference: Difference, t: TFunction): { name: string; address: string } {
  const { user_name: name, email_address: address } = difference;
  const known = (text: string) => (text === 'Unknown' ? t('words.unknown') : text);
  return name ? { name: known(name), address: known(address) } : { name: known(address), address: '' };
}
