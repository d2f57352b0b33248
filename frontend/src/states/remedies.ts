import type { ErrorCode } from '../api/types';

// What a person can do about a failure; each but none is a button.
export type Remedy = 'retry' | 'openOther' | 'chooseFile' | 'sync' | 'access' | 'signIn' | 'fetchDue' | 'none';

// One line per code of the closed list; title and text stand under the same
// code in the language files.
const remedies: Record<ErrorCode, Remedy> = {
  sign_in_required: 'signIn',
  consent_required: 'access',
  forbidden: 'access',
  throttled: 'retry',
  offline: 'retry',
  not_found: 'openOther',
  partial: 'sync',
  pending: 'sync',
  held: 'none',
  due: 'fetchDue',
  needs_answer: 'chooseFile',
  busy: 'retry',
  canceled: 'retry',
  invalid: 'none',
  usage: 'none',
  stale: 'retry',
  read_only: 'none',
  not_a_ledger: 'openOther',
  lost: 'openOther',
  schema_too_new: 'openOther',
  cursor_expired: 'sync',
  disk_full: 'retry',
  no_display: 'none',
  internal: 'retry',
};

export const remedyOf = (code: ErrorCode): Remedy => remedies[code];

// What is warned about after a sync, as the failure that has the remedy.
const warned: Partial<Record<string, ErrorCode>> = {
  not_read: 'partial',
  unreachable: 'partial',
  throttled: 'partial',
  sign_in_required: 'due',
  sign_in_refused: 'forbidden',
  not_consented: 'consent_required',
  report_pending: 'pending',
  permission_missing: 'consent_required',
  role_missing: 'consent_required',
};

export const failureOf = (warning: string): ErrorCode | undefined => warned[warning];

// Codes whose general sentence says less than what the program said.
export const saysMore: readonly ErrorCode[] = [
  'invalid',
  'usage',
  'needs_answer',
  'not_found',
  'read_only',
  'not_a_ledger',
  'schema_too_new',
  'busy',
  'internal',
  'forbidden',
  'consent_required',
  'sign_in_required',
];
