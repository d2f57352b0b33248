import type { Person, PersonEvent, Row } from '../api/types';
import { ledger } from '../wailsjs/go/models';
import { lastDay } from './data';

const nothing: PersonEvent = {
  event: ledger.EventCode.CREATED,
  fromDay: '',
  day: '',
  at: '',
  service: '',
  license: '',
  detail: '',
  wasName: '',
  wasEmail: '',
  newName: '',
  newEmail: '',
};

function eventsOf(rows: Row[], name: string): PersonEvent[] {
  const [first] = rows;
  const left = first?.user_name === 'Unknown';
  const [from = '', to = from] = (first?.status_since ?? '').split('/');
  return [
    ...(left && from ? [{ ...nothing, event: ledger.EventCode.LEFT, fromDay: from, day: to }] : []),
    {
      ...nothing,
      event: ledger.EventCode.RENAMED,
      fromDay: '2026-10-12',
      day: '2026-10-13',
      wasName: 'Jane Smith',
      newName: name,
      wasEmail: 'jane.smith@contoso.com',
      newEmail: 'jane.smith@contoso.com',
    },
    ...rows.map((row) => ({
      ...nothing,
      event: ledger.EventCode.REPORTED,
      day: '2026-10-01',
      service: row.service,
      license: row.license,
    })),
    ...rows.map((row) => ({
      ...nothing,
      event: ledger.EventCode.GOT,
      fromDay: row.assigned_date,
      day: row.assigned_date,
      at: `${row.assigned_date}T09:21:10Z`,
      license: row.license,
      detail: row.assigned_by,
    })),
    {
      ...nothing,
      event: ledger.EventCode.CREATED,
      fromDay: '2019-04-06',
      day: '2019-04-06',
      at: '2019-04-06T19:10:56Z',
    },
  ];
}

// fakePerson tells of the person of some rows; undefined when there are none.
export function fakePerson(key: string, rows: Row[]): Person | undefined {
  const [first] = rows;
  if (!first) return undefined;
  const name = first.last_known_name || first.user_name;
  return {
    key,
    name,
    email: first.last_known_email || first.email_address,
    department: first.department,
    costCenter: first.cost_center,
    status: first.status,
    statusSince: first.status_since,
    restorableUntil: first.status === 'soft_deleted' ? '2026-12-12' : '',
    absent: false,
    day: lastDay,
    listSince: '2026-10-01T06:30:00Z',
    listRead: true,
    holds: rows.map((row) => ({
      license: row.license,
      assignedBy: row.assigned_by,
      groupName: row.group_name,
      assignedDate: row.assigned_date,
      expirationDate: row.expiration_date,
      isTrial: row.is_trial === true,
      services: [
        {
          service: row.service,
          inList: true,
          inListSince: '2026-10-01T06:30:00Z',
          inListUntil: '',
          lastUsed: '',
          lastUsedSource: '',
          watchedSince: '',
        },
      ],
    })),
    evidence: [
      {
        code: ledger.EvidenceCode.PRESENT,
        from: '',
        at: `${lastDay}T06:30:00Z`,
        source: 'graph.users',
        confidence: '' as ledger.Confidence,
        why: '' as ledger.ConfidenceReason,
        rows: 0,
        oneOf: 0,
        license: '',
        by: '',
        group: '',
        error: '' as ledger.AssignmentError,
      },
    ],
    events: eventsOf(rows, name),
  };
}
