import { lastDay, makeRows, makeSnapshots } from './data';
import { fakeAccess, makeAccess } from './fake-access';
import { fakeChangeRows, fakeChanges } from './fake-changes';
import { fakeChoices, makeChoices } from './fake-choices';
import { fakeCostCenters, makeCostCenters } from './fake-cost-centers';
import { fakeFiles } from './fake-files';
import type { makeFilling } from './fake-filling';
import { fakeFrame, makeFrame, samplePath } from './fake-frame';
import { FakeFree } from './fake-free';
import { fakeHistory } from './fake-history';
import { begunJob, nothingDone, runJob } from './fake-jobs';
import { fakeOpening } from './fake-opening';
import { fakeOverview, fakeSince, fakeTrend } from './fake-overview';
import { fakePerson } from './fake-person';
import { fakePrices, makePrices } from './fake-prices';
import { fakeViews, type Selected, selected, textOf } from './fake-rows';
import { fakeSchedule, makeSchedule } from './fake-schedule';
import { fakeSeats } from './fake-seats';
import { fakeTables } from './fake-tables';
import { fakeTenants, makeTenants, turnsOf } from './fake-tenants';
import type {
  AppError,
  CompareRequest,
  ExportRequest,
  FileAnswers,
  Go,
  HeldSync,
  Job,
  JobResult,
  Row,
  SavedView,
  Settings,
  Snapshot,
  ViewRequest,
  Watching,
} from './fake-types';

// FakeProgram stands in for the Go program where there is none: in component
// tests and in `npm run dev`. It keeps the contract of the bound methods, and
// is typed by what Wails generated from them.
export class FakeProgram {
  settings: Settings = {
    language: 'en',
    theme: 'light',
    hideNames: false,
    startAtWelcome: false,
    releases: '',
    askReleases: false,
  };
  frame = makeFrame();
  tenants = makeTenants();
  choices = makeChoices();
  prices = makePrices();
  access = makeAccess();
  schedule = makeSchedule();
  due = ''; // what waits for a sign-in
  noScheduler = ''; // what the program says where there is none
  costCenters = makeCostCenters();
  isSample = true;
  people: number;
  days: number;
  open: boolean;
  pace: number;
  job: Job | null = null;
  neverRead = false;
  comparesForever = false; // two days
  unchanged = false; // nothing differs between any two readings
  seatsRead = true; // licenses, at every reading
  free = new FakeFree();
  licenses = 0; // further ones, beside those that the page is tested with
  readonly sinceAsked: [number, number][] = [];
  exportFolder = 'Downloads';
  exportMissed = '';
  exported: ExportRequest[] = [];
  filling: ReturnType<typeof makeFilling> | null = null;
  readOnly = false;
  copied = '';
  watching: Watching | null = null;
  imported: FileAnswers[] = [];
  compared: CompareRequest[] = [];
  nextLook = '';
  canceledPreviews = 0;
  notes: Record<string, string> = {};
  pinned = new Set<number>();
  closed = new Map<string, number>(); // months, and the readings that they are closed with
  syncFailed = false;
  held: HeldSync[] = [];
  readonly deleted = new Map<number, Snapshot>(); // readings that can be brought back
  readonly finished: number[] = [];
  readonly saved = new Map<string, SavedView>();
  pickedFiles: string[] = ['/home/admin/Downloads/licenses 2026-11-20.csv'];
  readonly calls: string[] = [];
  private failures = new Map<string, Partial<AppError>>();
  private listeners = new Map<string, Set<(payload: unknown) => void>>();
  private views = new Map<string, Row[]>();
  private rows: Row[] = [];
  snapshotList: Snapshot[] = [];
  private counter = 0;
  private onDrop: ((x: number, y: number, paths: string[]) => void) | undefined;

  constructor(options: { people?: number; days?: number; open?: boolean; pace?: number } = {}) {
    this.people = options.people ?? 60;
    this.days = options.days ?? 60;
    this.open = options.open ?? true;
    this.pace = options.pace ?? 0;
    this.fill();
  }

  snapshots = () => this.snapshotList;

  private putReadings(readings: Snapshot[]) {
    this.snapshotList = readings;
    this.emit('data:changed', { nouns: ['ledger', 'snapshots', 'views'] });
  }

  private fill() {
    this.rows = makeRows(1, this.people);
    this.snapshotList = makeSnapshots(this.days, this.rows.length);
  }

  // failNext makes the next call of a method reject as the Go side would.
  failNext(method: keyof Go, error: Partial<AppError>) {
    this.failures.set(method, error);
  }

  emit(event: string, payload: unknown) {
    for (const listener of this.listeners.get(event) ?? []) listener(payload);
  }

  // install puts the fake where the generated code looks for the program.
  install() {
    const page = window as unknown as { go: unknown; runtime: unknown };
    const guarded = Object.fromEntries(
      Object.entries(this.methods()).map(([name, method]) => [
        name,
        async (...args: unknown[]) => {
          this.calls.push(name);
          await new Promise((done) => setTimeout(done, this.pace));
          const failure = this.failures.get(name);
          if (failure) {
            this.failures.delete(name);
            throw JSON.stringify({ code: 'internal', op: '', message: '', retryAfter: 0, requestId: '', ...failure });
          }
          return structuredClone(await (method as (...a: unknown[]) => Promise<unknown>)(...args));
        },
      ]),
    );
    page.go = { desktop: { Window: guarded } };
    page.runtime = {
      EventsOnMultiple: (event: string, listener: (payload: unknown) => void) => {
        const set = this.listeners.get(event) ?? new Set();
        set.add(listener);
        this.listeners.set(event, set);
        return () => set.delete(listener);
      },
      OnFileDrop: (listener: (x: number, y: number, paths: string[]) => void) => {
        this.onDrop = listener;
      },
      WindowSetTitle: () => undefined,
      ClipboardSetText: async (text: string) => {
        this.copied = text;
        return true;
      },
      OnFileDropOff: () => undefined,
    };
  }

  private snapshotFor(at: string): Snapshot | undefined {
    const list = this.snapshotList;
    if (at === 'latest') return list.at(-1);
    if (/^\d{4}-/.test(at)) return list.filter((one) => one.day <= at).at(-1);
    return list.find((one) => String(one.id) === at);
  }

  private select(request: ViewRequest): Selected {
    const snapshot = this.neverRead ? undefined : this.snapshotFor(request.at);
    return { snapshot, ...selected(snapshot ? this.rows.slice(0, snapshot.rows) : [], request) };
  }

  private run(job: Partial<Job> & { kind: Job['kind'] }, stages: string[], finish: () => void): string {
    this.job = begunJob(String(++this.counter), job, stages);
    runJob(this.job, this.pace, finish, (now) => this.emit('job:progressed', now));
    return this.job.id;
  }

  private async sync() {
    return this.run({ kind: 'sync' as never }, ['catalog', 'directory', 'deleted', 'report'], () => {
      const id = (this.snapshotList.at(-1)?.id ?? 0) + 1;
      const before = this.snapshotList.at(-1);
      if (before) this.snapshotList.push({ ...before, id, at: `${lastDay}T12:00:00Z`, changes: 4 });
      if (this.job) this.job.result = { ...nothingDone, rows: this.rows.length, changes: 4, snapshotId: id };
      this.emit('data:changed', { nouns: ['snapshots', 'views'] });
    });
  }

  // What a part of the fake starts and tells.
  private hooks = {
    start: (kind: string, result: Partial<JobResult>) =>
      this.run(
        { kind: kind as Job['kind'], tenants: kind === 'sync_all' ? turnsOf(this.tenants) : [] },
        ['work'],
        () => {
          if (this.job) this.job.result = { ...nothingDone, ...result };
          this.emit('data:changed', { nouns: ['ledger', 'snapshots', 'views'] });
        },
      ),
    emit: (nouns: string[]) => this.emit('data:changed', { nouns }),
  };

  // A file is dropped on the window.
  drop(paths: string[]) {
    this.onDrop?.(0, 0, paths);
  }

  private methods(): Go {
    return {
      ...fakeTenants(this.tenants, this.hooks),
      ...fakeTables({
        rowsOf: (view) => this.views.get(view),
        textOf,
        saved: this.saved,
        changed: () => this.emit('data:changed', { nouns: ['saved'] }),
      }),
      ...fakeCostCenters(this.costCenters, (nouns) => this.emit('data:changed', { nouns })),
      ...fakeViews({
        select: (request) => this.select(request),
        columns: () => Object.keys(this.rows[0] ?? {}),
        views: this.views,
      }),
      ...fakePrices(this.prices, () => this.readOnly, this.hooks.emit),
      ...fakeHistory(this, {
        put: (readings) => this.putReadings(readings),
        emit: this.hooks.emit,
      }),
      ...fakeFiles(this, {
        run: (job, stages, finish) => this.run(job, stages, finish),
        done: (result) => {
          if (this.job) this.job.result = { ...nothingDone, ...result };
        },
        readingOf: (at) => this.snapshotFor(at),
      }),
      ...fakeFrame(this.frame, {
        rows: (at) => this.rows.slice(0, this.snapshotFor(at)?.rows ?? 0),
        ...this.hooks,
      }),
      ...fakeChoices(this.choices, this.hooks),
      ...fakeAccess(this, {
        run: (job, stages, finish) => this.run(job, stages, finish),
        emit: this.hooks.emit,
        sync: () => this.sync(),
      }),
      ...fakeSchedule(this, { sync: () => this.sync(), emit: this.hooks.emit }),
      ...fakeOpening(this, {
        run: (job, stages, finish) => this.run(job, stages, finish),
        emit: this.hooks.emit,
      }),
      Notes: async () => this.notes,
      PutNote: async (name: string, value: string) => {
        this.notes = { ...this.notes, [name]: value };
      },
      PictureStamp: async () => '',
      KeepPicture: async () => {},
      State: async () => ({
        version: '0.1.0',
        settings: this.settings,
        exportFolder: this.exportFolder,
        ...(this.job ? { job: this.job } : {}),
        ...(this.watching ? { watching: this.watching } : {}),
        ...(this.filling ? { filling: this.filling } : {}),
        ...(this.open
          ? {
              ledger: {
                path: samplePath,
                ...this.frame.look,
                fileName: 'sample.ledger',
                tenantName: 'Contoso',
                tenantId: '11111111-1111-1111-1111-111111111111',
                isSample: this.isSample,
                zone: 'Europe/Amsterdam',
                canSync: true,
                readOnly: this.readOnly,
                ...(this.nextLook ? { nextLook: { dueAt: this.nextLook, number: 1, rows: 3 } } : {}),
              },
            }
          : {}),
      }),
      SaveSettings: async (settings) => {
        this.settings = settings;
        return settings;
      },
      Held: async () => this.held,
      StartApplyHeld: async (id) =>
        this.run({ kind: 'held' as never }, ['apply'], () => {
          this.held = this.held.filter(({ runId }) => runId !== id);
          if (this.job) this.job.result = { ...nothingDone, changes: 412 };
          this.emit('data:changed', { nouns: ['ledger', 'snapshots', 'views'] });
        }),
      DiscardHeld: async (id) => {
        this.held = this.held.filter(({ runId }) => runId !== id);
      },
      Snapshots: async () => (this.neverRead ? [] : this.snapshotList),
      Overview: async (at) => {
        const of = (kind: string) =>
          this.select({
            kind: kind as never,
            at,
            filters: [],
            search: '',
            sortBy: '',
            sortDown: false,
            showFree: false,
          });
        return fakeOverview(of('list').snapshot, (kind) => of(kind).rows, this.due);
      },
      ChangedSince: async (before, after) => {
        const [a, b] = [this.snapshotFor(before), this.snapshotFor(after)];
        if (!a || !b) throw JSON.stringify({ code: 'not_found', op: 'compare days', message: 'There is no reading.' });
        this.sinceAsked.push([a.id, b.id]);
        return this.unchanged ? { ...fakeSince(a, b), changes: [] } : fakeSince(a, b);
      },
      OpenFreeUp: async (at) => this.free.open(this.neverRead ? undefined : this.snapshotFor(at)),
      FreeUpRows: async (_, group, leftOut, from, count) => this.free.rows(group, leftOut, from, count),
      FreeChoices: async () => this.free.choices(),
      SaveFreeRules: async (rules) => {
        this.free.rules = rules;
        this.emit('data:changed', { nouns: ['freeUp'] });
      },
      KeepLicenses: async (id) => {
        this.free.kept.push(id);
        this.emit('data:changed', { nouns: ['freeUp'] });
      },
      ReleaseLicenses: async (id) => {
        this.free.kept = this.free.kept.filter((one) => one !== id);
        this.emit('data:changed', { nouns: ['freeUp'] });
      },
      SaveCover: async (license, covers, is) => {
        this.free.cover(license, covers, is);
        this.emit('data:changed', { nouns: ['freeUp'] });
      },
      Seats: async (at) => fakeSeats(this, this.neverRead ? undefined : this.snapshotFor(at)),
      Trend: async () => fakeTrend(this.snapshotList),
      StartSync: async () => this.sync(),
      CancelLook: async () => undefined,
      Person: async (key) => {
        const person = fakePerson(
          key,
          this.rows.filter((row) => row.user_id === key || row.email_address === key),
        );
        if (!person) throw JSON.stringify({ code: 'not_found', op: 'find person', message: 'Nobody.' });
        return person as never;
      },
      StartForget: async (key) =>
        this.run({ kind: 'forget' as never }, ['forget'], () => {
          this.rows = this.rows.map((row) =>
            row.user_id === key
              ? { ...row, user_name: 'Unknown', email_address: 'Unknown', status: 'erased' as never }
              : row,
          );
          if (this.job) this.job.result = { ...nothingDone, forgotten: { facts: 12, backups: [] } };
          this.emit('data:changed', { nouns: ['ledger', 'snapshots', 'views'] });
        }),
      OpenChanges: async (before, after) => {
        const [from, to] = [this.snapshotFor(before), this.snapshotFor(after)];
        if (!from || !to) throw JSON.stringify({ code: 'not_found', op: 'compare days', message: 'No such reading.' });
        if (this.comparesForever) await new Promise(() => undefined);
        return fakeChanges(from, to);
      },
      CancelChanges: async () => undefined,
      ChangeRows: async (_, kind, from, count) => ({ from, rows: fakeChangeRows(kind).slice(from, from + count) }),
      StartExport: async (request) => {
        this.exported.push(request);
        const rows = this.select(request.view).rows.length;
        const fileName = `SAMPLE Contoso user licenses ${lastDay}.${request.format}`;
        return this.run({ kind: 'export' as never }, ['write'], () => {
          if (this.job)
            this.job.result = {
              ...nothingDone,
              path: `/home/admin/Downloads/${fileName}`,
              fileName,
              inDownloads: this.exportFolder === 'Downloads' || this.exportMissed !== '',
              folder: this.exportFolder,
              missed: this.exportMissed,
              rows,
              files: request.splitBy ? 3 : 0,
            };
        });
      },
      CancelJob: async () => {
        if (this.job) {
          this.job.state = 'canceled' as Job['state'];
          this.emit('job:progressed', structuredClone(this.job));
        }
      },
      PickImportFiles: async () => this.pickedFiles,
      OpenExport: async () => undefined,
      ShowExport: async () => undefined,
    };
  }
}
