import type { TFunction } from 'i18next';
import type { Overview, Since } from '../api/types';
import type { Format } from '../i18n/format';
import type { Compared, Looked } from './looked';
import {
  changesOf,
  isUnchanged,
  licenseParts,
  notReadOf,
  overAssigned,
  sinceTitle,
  totalsOf,
  unchangedText,
} from './sentences';
import type { Needed } from './use-needs';

export interface Page {
  tenant: string;
  day: Overview;
  compared: Compared;
  looked: Looked | null;
  since: Since | undefined;
  needs: Needed[];
  freshness: string;
  past: boolean;
}

const bullet = (text: string) => `- ${text}`;

function sinceLines(page: Page, t: TFunction, format: Format): string[] {
  const { compared, looked, since } = page;
  if (!since) return [];
  const lines = isUnchanged(since)
    ? [unchangedText(compared, looked, t, format)]
    : [...changesOf(since, t).map(({ text }) => text), ...notReadOf(since, t)];
  return ['', sinceTitle(compared, looked, t, format), ...lines.map(bullet)];
}

function licenseLines(day: Overview, t: TFunction, format: Format): string[] {
  if (!day.seatsKnown) return [bullet(t('overview.licenses.notRead'))];
  return day.licenses.map((use) => {
    const over = overAssigned(use);
    const parts = licenseParts(use, t).map(({ text }) => text);
    if (over > 0) parts.push(t('overview.licenses.over', { count: over }));
    return bullet(t('overview.licenses.one', { license: use.license, parts: format.listed(parts) }));
  });
}

// textOf says the whole page in lines, for a mail or a chat.
export function textOf(page: Page, t: TFunction, format: Format): string {
  const { tenant, day, needs, past } = page;
  const none = past ? t('overview.needs.nonePast') : t('overview.needs.none');
  const lines = [
    t('overview.text.head', { tenant, day: format.day(day.snapshot?.day ?? '') }),
    ...(page.freshness ? [page.freshness] : []),
    '',
    ...totalsOf(day, t).map(({ text }) => bullet(text)),
    ...sinceLines(page, t, format),
    '',
    past ? t('overview.needs.titlePast') : t('overview.needs.title'),
    ...(needs.length === 0 ? [none] : needs.flatMap(({ text, more }) => [text, ...more])).map(bullet),
    '',
    t('overview.licenses.title'),
    ...licenseLines(day, t, format),
  ];
  return `${lines.join('\n')}\n`;
}
