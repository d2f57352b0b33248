import type { TFunction } from 'i18next';
import type { JobTenant, RunState, Tenant, TenantFigures, TenantNeed, Warning } from '../api/types';
import { sumsText } from '../cost/money';
import type { Format } from '../i18n/format';
import { failureText } from '../states/failure-text';
import { noteOf } from '../table/around';

const dues = ['list', 'people', 'both', 'use'] as const;
const aged = ['list', 'people', 'seats'] as const;

// needText says what waits, as the first page of the tenant does.
export function needText(need: TenantNeed, t: TFunction, format: Format): string {
  switch (need.code) {
    case 'sign_in':
      return t('tenants.need.sign_in');
    case 'held':
      return t('tenants.need.held');
    case 'due': {
      const what = dues.find((one) => one === need.title) ?? 'both';
      return t(`overview.needs.due.${what}`, { when: format.shortDay(need.since) });
    }
    case 'partial':
      return t('overview.needs.partial');
    case 'old': {
      const title = aged.find((one) => one === need.title) ?? 'list';
      return t(`overview.needs.old.${title}`, { count: need.days });
    }
    case 'blocked':
      return t('overview.needs.blocked', { count: need.people });
    case 'trials':
      return t('overview.needs.trials', { count: need.people });
    default:
      return t('overview.needs.unresolved', { count: need.rows });
  }
}

const reasons = ['not_found', 'busy', 'schema_too_new', 'not_a_ledger', 'offline', 'read_only'] as const;

// reasonText says why nothing could be read of a tenant; '' when it could.
export function reasonText(figures: TenantFigures, t: TFunction): string {
  if (!figures.error) return '';
  const known = reasons.find((one) => one === figures.error?.code);
  return known ? t(`tenants.reason.${known}`) : t('tenants.unreadable');
}

const dayMs = 86_400_000;

// listText says when a license list was read last, and how long ago that is.
export function listText(figures: TenantFigures, t: TFunction, format: Format, now = new Date()): string {
  const { listRead, at } = figures;
  if (!listRead) return at ? t('tenants.age.never') : t('tenants.age.nothing');
  const count = Math.floor((now.getTime() - new Date(listRead).getTime()) / dayMs);
  if (format.moment(listRead) === format.time(listRead)) return t('tenants.age.today', { time: format.time(listRead) });
  return t('tenants.age.days', { count: Math.max(1, count), day: format.shortDay(listRead) });
}

const causes = ['unreachable', 'throttled', 'sign_in_required', 'sign_in_refused', 'not_consented'] as const;

// What the next sync makes good by itself waits for nobody.
const passing = ['unreachable', 'throttled', 'search_pending', 'report_pending'];

const passes = ({ state, why }: NonNullable<TenantFigures['lastSync']>): boolean =>
  state === 'partial' && why !== undefined && passing.includes(why.code);

function whyText(why: Warning, t: TFunction): string {
  const cause = causes.find((one) => one === why.code);
  return cause ? t(`warning.cause.${cause}`) : noteOf(why, t);
}

// syncText says when the last sync ended and how; also why, where that waits for nobody.
export function syncText(figures: TenantFigures, t: TFunction, format: Format): string {
  const sync = figures.lastSync;
  if (!sync) return figures.canSync ? t('tenants.age.never') : t('tenants.lastSync.files');
  const when = format.moment(sync.at);
  if (sync.state === 'complete') return when;
  if (!sync.why || !passes(sync)) return endedText(when, sync.state, t);
  return t('tenants.lastSync.why', { when, state: t(`tenants.sync.${sync.state}`), why: whyText(sync.why, t) });
}

export const endedText = (when: string, state: RunState, t: TFunction): string =>
  t('tenants.lastSync.ended', { when, state: t(`tenants.sync.${state}`) });

// faultText says what of the last sync somebody has to see to; '' when there is nothing,
// or when the need to sign in says it already.
export function faultText({ lastSync, needs }: TenantFigures, t: TFunction): string {
  if (!lastSync?.why || lastSync.state === 'complete' || passes(lastSync)) return '';
  if (lastSync.why.code === 'sign_in_required' && needs.some(({ code }) => code === 'sign_in')) return '';
  return whyText(lastSync.why, t);
}

// Trouble is why nothing came of a tenant in the sync of all.
export interface Trouble {
  at: string; // when that sync began
  why: string;
}

// troubleOf tells what kept the sync of all from beginning with a tenant: a sync that
// began is told by how it ended.
export function troubleOf(
  figures: TenantFigures | undefined,
  one: JobTenant,
  at: string,
  t: TFunction,
): Trouble | undefined {
  const { error, state } = one;
  const last = figures?.lastSync?.at ?? '';
  if (!error || state !== 'failed' || figures?.error || Date.parse(last) > Date.parse(at)) return undefined;
  return { at, why: failureText(error, t).text };
}

// costText says what the seats cost; '' where no price is known.
export const costText = (figures: TenantFigures, format: Format): string =>
  sumsText({ sums: figures.seats?.costs ?? [], unpriced: 0 }, format);

// nowText says where a tenant stands in the sync of all.
export function nowText(state: string, t: TFunction): string {
  const known = (['waiting', 'running', 'done', 'partial', 'failed', 'skipped', 'canceled'] as const).find(
    (one) => one === state,
  );
  return known ? t(`tenants.now.${known}`) : '';
}

// isTwin tells whether others of the list are called the same, so that only the
// file tells them apart.
export const isTwin = (tenant: Tenant, all: Tenant[], name: (one: Tenant) => string): boolean =>
  all.some((other) => other.path !== tenant.path && name(other) === name(tenant));

// shortFile is what a history file is called, without what they all end in.
export const shortFile = ({ fileName }: Tenant): string => fileName.replace(/\.ledger$/i, '');
