import type { desktop } from '../wailsjs/go/models';
import type { FakeProgram } from './fake-program';
import type { Go, Job } from './fake-types';

const consent = 'https://login.microsoftonline.com/contoso.com/adminconsent?client_id=1';

// fakeFinding is a source that may be read, unless told otherwise.
export const fakeFinding = (
  set: string,
  source: string,
  state: Partial<Record<keyof desktop.AccessFinding, unknown>> = {},
) =>
  ({
    set,
    source,
    state: 'allowed',
    sure: true,
    optional: set === 'launches' || set === 'group_names',
    permission: 'User.Read.All',
    role: '',
    isApp: false,
    link: state.state === 'consent_missing' ? consent : '',
    message: 'English.',
    requestId: '',
    ...state,
  }) as desktop.AccessFinding;

// fakeFindings are those of an administrator of the Power Platform in a tenant
// without a premium license.
export const fakeFindings = () => [
  fakeFinding('people', 'graph.organization'),
  fakeFinding('people', 'graph.subscribedSkus'),
  fakeFinding('people', 'graph.subscriptions'),
  fakeFinding('people', 'graph.users'),
  fakeFinding('people', 'graph.deletedUsers', {
    state: 'role_missing',
    role: 'User Administrator',
    link: 'https://portal.azure.com/#view/roles',
  }),
  fakeFinding('list', 'powerplatform.licenseReport', { sure: false, permission: 'User' }),
  fakeFinding('sign_ins', 'graph.signIns', { state: 'premium_missing', permission: 'AuditLog.Read.All' }),
  fakeFinding('launches', 'graph.auditLaunches', { state: 'consent_missing', permission: 'AuditLogsQuery.Read.All' }),
  fakeFinding('group_names', 'graph.groups', { state: 'consent_missing', permission: 'GroupMember.Read.All' }),
];

export interface FakeAccess {
  access: desktop.Access;
  answers: desktop.AccessFinding[]; // of the next check
  person: string; // who signs in
  ask: desktop.SignInAsk | null; // what somebody has to do to sign in; the job then waits
  connected: desktop.Connection[];
  finished: [string, number][];
  pages: string[]; // that were opened
  requests: desktop.RequestPage[];
  picked: desktop.Connection | null;
}

const nobody = (): desktop.Access => ({
  signedIn: false,
  userName: '',
  kept: false,
  consentLink: '',
  hasRead: false,
  checkedAt: '',
  findings: [],
});

export const makeAccess = (): FakeAccess => ({
  access: nobody(),
  answers: fakeFindings(),
  person: 'alex@contoso.com',
  ask: null,
  connected: [],
  finished: [],
  pages: [],
  requests: [],
  picked: null,
});

// fakeAccess keeps the contract of connecting, signing in and asking what may be
// read.
export function fakeAccess(
  program: Pick<FakeProgram, 'open' | 'isSample' | 'neverRead' | 'access' | 'job'>,
  hooks: {
    run: (job: Partial<Job> & { kind: Job['kind'] }, stages: string[], finish: () => void) => string;
    emit: (nouns: string[]) => void;
    sync: () => Promise<string>;
  },
): Pick<
  Go,
  | 'Access'
  | 'PickCertificate'
  | 'PickConnection'
  | 'StartConnect'
  | 'StartSignIn'
  | 'StartAccessCheck'
  | 'FinishConnecting'
  | 'AbandonConnecting'
  | 'SignOut'
  | 'SaveSourceChoices'
  | 'PickSignInApps'
  | 'OpenPage'
  | 'WriteRequest'
> {
  const a = program.access;
  const check = () => {
    a.access = { ...a.access, findings: a.answers, checkedAt: '2026-11-20T09:00:00Z', consentLink: consent };
    hooks.emit(['access']);
  };
  const signIn = () => {
    const byApp = a.access.connection?.auth === 'certificate';
    a.access = { ...a.access, signedIn: true, kept: true, userName: byApp ? '' : a.person };
    check();
  };
  const begin = (finish: () => void) =>
    hooks.run({ kind: 'connect' as never, ...(a.ask ? { signIn: a.ask } : {}) }, ['sign_in', 'check'], () => {
      if (program.job) delete program.job.signIn;
      finish();
    });
  return {
    Access: async () => a.access,
    PickCertificate: async () => '/home/admin/license-ledger.pem',
    PickConnection: async () => {
      if (!a.picked)
        throw JSON.stringify({ code: 'canceled', op: '', message: '', retryAfter: 0, requestId: '', link: '' });
      return a.picked;
    },
    StartConnect: async (connection) =>
      begin(() => {
        a.connected.push(connection);
        a.access = { ...a.access, connection };
        if (!program.open || program.isSample) {
          program.open = true;
          program.isSample = false;
          program.neverRead = true;
          hooks.emit(['opened']);
        }
        signIn();
      }),
    StartSignIn: async () => begin(signIn),
    StartAccessCheck: async () => hooks.run({ kind: 'access' as never }, ['check'], check),
    FinishConnecting: async (activity, months) => {
      a.finished.push([activity, months]);
      program.neverRead = false;
      return hooks.sync();
    },
    AbandonConnecting: async () => undefined,
    SignOut: async () => {
      a.access = { ...a.access, signedIn: false, userName: '', kept: false };
      hooks.emit(['access']);
    },
    SaveSourceChoices: async ({ groupNames, ...chosen }) => {
      if (!a.access.connection) throw new Error('not connected');
      a.access = { ...a.access, connection: { ...a.access.connection, ...chosen, noGroupNames: !groupNames } };
      hooks.emit(['access']);
    },
    PickSignInApps: async () => '/home/admin/programs.csv',
    OpenPage: async (address) => {
      a.pages.push(address);
    },
    WriteRequest: async (request) => {
      a.requests.push(request);
      const fileName =
        request.kind === 'request' ? 'Request for License Ledger.html' : 'What License Ledger keeps of people.html';
      return { path: `/home/admin/Downloads/${fileName}`, fileName, folder: 'Downloads' };
    },
  };
}
