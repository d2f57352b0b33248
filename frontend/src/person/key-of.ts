import type { Row } from '../api/types';

// keyOf gives what a person is found by: the id of the account, or an address;
// '' when nobody can be named for the row.
export function keyOf(row: Row): string {
  if (row.user_id) return row.user_id;
  if (row.email_address && row.email_address !== 'Unknown') return row.email_address;
  return row.identity_confidence === 'one_of_n' ? '' : row.last_known_email;
}
