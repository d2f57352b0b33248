import type { TFunction } from 'i18next';
import type { HeldEnd } from '../api/types';
import type { Format } from '../i18n/format';
import { wordOf } from '../table/words';

const properties = [
  'display_name',
  'user_principal_name',
  'mail',
  'proxy_addresses',
  'account_enabled',
  'user_type',
  'created_at',
  'department',
  'company_name',
  'job_title',
  'country',
  'office_location',
  'usage_location',
  'cost_center',
  'manager_id',
] as const;

// More departments than this are no summary.
const most = 3;

// endText says what would end, how many usually do, and where most of it is:
// "412 people would be marked as left, usually about 9 a day. Most: Sales (380)."
export function endText(end: HeldEnd, t: TFunction, format: Format): string {
  const known = properties.find((one) => one === end.property);
  const figures = {
    count: end.count,
    usual: end.usual ?? 0,
    property: known ? t(`held.property.${known}`) : end.property,
  };
  if (end.of === 'all')
    return t('held.emptied', { count: end.count, source: wordOf('source', end.property, t, format) });
  const usual = end.usual === undefined || end.usual === null;
  const what = usual ? t(`held.end.${end.of}`, figures) : t(`held.endUsual.${end.of}`, figures);
  if (end.most.length === 0) return what;
  const listed = end.most.slice(0, most).map(({ department, count }) => t('held.group', { department, count }));
  return t('held.withMost', { what, groups: format.listed(listed) });
}
