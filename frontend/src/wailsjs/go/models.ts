export namespace app {
	
	export enum AccessState {
	    ALLOWED = "allowed",
	    CONSENT_MISSING = "consent_missing",
	    NOT_IN_CLOUD = "not_in_cloud",
	    NOT_REACHABLE = "not_reachable",
	    OFF = "off",
	    PREMIUM_MISSING = "premium_missing",
	    ROLE_MISSING = "role_missing",
	    SIGN_IN_NEEDED = "sign_in_needed",
	    UNCLEAR = "unclear",
	}
	export enum Alone {
	    ALWAYS = "always",
	    NO = "no",
	    WHILE_KEPT = "while_kept",
	}
	export enum FolderState {
	    ADDED = "added",
	    ASKS = "asks",
	    NO_LIST = "no_list",
	    REFUSED = "refused",
	    THERE = "there",
	}
	export enum NeedCode {
	    BLOCKED = "blocked",
	    DUE = "due",
	    OLD = "old",
	    PARTIAL = "partial",
	    TRIALS = "trials",
	    UNRESOLVED = "unresolved",
	}
	export enum SummaryOrder {
	    CHANGE = "change",
	    COST = "cost",
	    LICENSES = "licenses",
	    PEOPLE = "people",
	    ROWS = "rows",
	    VALUE = "value",
	}
	export enum Trouble {
	    FAILED = "failed",
	    OVERDUE = "overdue",
	    PARTIAL = "partial",
	}
	export interface FileRefusal {
	    code: ledger.Code;
	    message: string;
	    addresses: number;
	    strange: number;
	    why: importer.Why;
	    text: string;
	    columns: string[];
	    line: number;
	    rows: number;
	    of: number;
	}
	export interface FileQuestion {
	    asks: string;
	    message: string;
	    rows: number;
	    neighbour: number;
	    addresses: number;
	    strange: number;
	    beside: string;
	}
	export interface RejectedRow {
	    line: number;
	    column: string;
	    reason: string;
	    code: importer.Reason;
	    cells: number;
	    headings: number;
	}
	export interface FilePreview {
	    path: string;
	    name: string;
	    source: string;
	    recognized_by: string;
	    encoding: string;
	    separator: string;
	    headings: string[];
	    ignored: string[];
	    missing: string[];
	    at: string;
	    at_rule: string;
	    at_text: string;
	    date_order: string;
	    date_rule: string;
	    dates_said: string;
	    rows: number;
	    facts: number;
	    people: number;
	    unknown_rows: number;
	    deleted_rows: number;
	    rejected: RejectedRow[];
	    rejected_rows: number;
	    already_there: boolean;
	    question?: FileQuestion;
	    refusal?: FileRefusal;
	    date_example?: importer.DateExample;
	}
	
	

}

export namespace desktop {
	
	export enum ChangeKind {
	    BLOCKED = "blocked",
	    DEPARTED = "departed",
	    GAINED = "gained",
	    LOST = "lost",
	    RENAMED = "renamed",
	    RETURNED = "returned",
	    SWAPPED = "swapped",
	}
	export enum FilterOp {
	    BEFORE = "before",
	    CONTAINS = "contains",
	    EMPTY = "empty",
	    FROM = "from",
	    IS = "is",
	    IS_NOT = "is_not",
	    NOT_EMPTY = "not_empty",
	}
	export enum JobKind {
	    ACCESS = "access",
	    BACKUP = "backup",
	    CHECK = "check",
	    COMPACT = "compact",
	    COMPARE = "compare",
	    CONNECT = "connect",
	    EXPORT = "export",
	    FILL = "fill",
	    FORGET = "forget",
	    HELD = "held",
	    IMPORT = "import",
	    PRIVACY = "privacy",
	    RESTORE = "restore",
	    SAMPLE = "sample",
	    SHARE = "share",
	    SYNC = "sync",
	    SYNC_ALL = "sync_all",
	    THIN = "thin",
	}
	export enum JobState {
	    CANCELED = "canceled",
	    DONE = "done",
	    FAILED = "failed",
	    PARTIAL = "partial",
	    RUNNING = "running",
	}
	export enum SeatKind {
	    FREE = "free",
	    PAID = "paid",
	    TRIAL = "trial",
	}
	export enum SinceKind {
	    BLOCKED = "blocked",
	    DEPARTED = "departed",
	    GAINED = "gained",
	    KNOWN = "known",
	    LOST = "lost",
	    RENAMED = "renamed",
	    RETURNED = "returned",
	    SWAPPED = "swapped",
	    UNKNOWN = "unknown",
	}
	export interface AccessFinding {
	    set: ledger.AccessSet;
	    source: string;
	    state: app.AccessState;
	    sure: boolean;
	    optional: boolean;
	    permission: string;
	    role: string;
	    isApp: boolean;
	    link: string;
	    message: string;
	    requestId: string;
	}
	export interface Connection {
	    tenantId: string;
	    clientId: string;
	    cloud: string;
	    auth: string;
	    certificatePath: string;
	    authority: string;
	    graph: string;
	    powerPlatform: string;
	    graphAudience: string;
	    powerPlatformAudience: string;
	    caPath: string;
	    managers: boolean;
	    changesTellLicenses: boolean;
	    signInAppsPath: string;
	    launches: boolean;
	    noGroupNames: boolean;
	    useMinutes: number;
	    costCenter: string;
	}
	export interface Access {
	    connection?: Connection;
	    signedIn: boolean;
	    userName: string;
	    kept: boolean;
	    consentLink: string;
	    hasRead: boolean;
	    checkedAt: string;
	    findings: AccessFinding[];
	}
	
	export interface AppError {
	    code: ledger.Code;
	    op: string;
	    message: string;
	    format: string;
	    args: string[];
	    retryAfter: number;
	    requestId: string;
	    link: string;
	}
	export interface Backup {
	    path: string;
	    name: string;
	    at: string;
	    bytes: number;
	}
	export interface Change {
	    change: ChangeKind;
	    user_id: string;
	    user_name: string;
	    email_address: string;
	    service: string;
	    license: string;
	    was_service: string;
	    was_license: string;
	    was_name: string;
	    was_email: string;
	    since: string;
	}
	export interface ChangeCount {
	    kind: ChangeKind;
	    rows: number;
	}
	export interface ChangePage {
	    from: number;
	    rows: Change[];
	}
	export interface Changed {
	    kind: SinceKind;
	    other: string;
	    otherAt: string;
	}
	export interface Reading {
	    source: string;
	    title: string;
	    asOf: string;
	    wholeAt?: string;
	}
	export interface Snapshot {
	    id: number;
	    at: string;
	    day: string;
	    label: string;
	    partial: boolean;
	    rows: number;
	    changes: number;
	    coverage: Reading[];
	}
	export interface Changes {
	    id: string;
	    before: Snapshot;
	    after: Snapshot;
	    rows: number;
	    counts: ChangeCount[];
	    notRead: string[];
	}
	export interface FileAnswers {
	    path: string;
	    takenAt: string;
	    part: string;
	    dateOrder: string;
	    layout: string;
	    encoding: string;
	    columns: Record<string, string>;
	    sameTenant: boolean;
	}
	export interface CompareRequest {
	    file: FileAnswers;
	    at: string;
	}
	export interface ComparedRow {
	    user_name: string;
	    email_address: string;
	    assigned_date: string;
	    is_trial?: boolean;
	    expiration_date: string;
	}
	export interface DifferenceCount {
	    kind: ledger.DifferenceKind;
	    reason: ledger.DifferenceReason;
	    rows: number;
	    from: number;
	}
	export interface Comparison {
	    id: string;
	    fileName: string;
	    fileRows: number;
	    fileAt: string;
	    fileAtRule: string;
	    fileRejected: number;
	    snapshot: Snapshot;
	    basis: ledger.Basis;
	    asOf: string;
	    rows: number;
	    differences: number;
	    counts: DifferenceCount[];
	    request: CompareRequest;
	}
	
	export interface CostCenterProblem {
	    line: number;
	    reason: importer.CostCenterReason;
	    other: number;
	    cells: number;
	    headings: number;
	}
	export interface CostCenterList {
	    path: string;
	    name: string;
	    addresses: number;
	    people: number;
	    problems: CostCenterProblem[];
	    strangers: number[];
	    repeated: number[];
	    blank: number[];
	    before: number;
	}
	
	export interface CostCenters {
	    listed: number;
	    strangers: number;
	    isRead: boolean;
	    people: number;
	    fromList: number;
	    fromDirectory: number;
	    without: number;
	}
	export interface UnknownCount {
	    total: number;
	    left: number;
	    unresolved: number;
	    nameless: number;
	}
	export interface Counts {
	    rows: number;
	    people: number;
	    licenses: number;
	    unfiltered: number;
	    unknown: UnknownCount;
	}
	export interface DataFolder {
	    path: string;
	    isUsual: boolean;
	    missing: boolean;
	    unsafe: string;
	}
	export interface Diagnostics {
	    version: string;
	    system: string;
	    schema: number;
	    bytes: number;
	    readings: number;
	    report: string;
	}
	export interface Difference {
	    difference: ledger.DifferenceKind;
	    reason: ledger.DifferenceReason;
	    since: string;
	    user_id: string;
	    user_name: string;
	    email_address: string;
	    service: string;
	    license: string;
	    fields: string[];
	    one_of: number;
	    line: number;
	    there?: ComparedRow;
	    here?: ComparedRow;
	}
	
	export interface DifferencePage {
	    from: number;
	    rows: Difference[];
	}
	export interface Filter {
	    column: string;
	    op: FilterOp;
	    values: string[];
	    preset?: string;
	}
	export interface ViewRequest {
	    kind: ledger.ViewKind;
	    at: string;
	    filters: Filter[];
	    search: string;
	    sortBy: string;
	    sortDown: boolean;
	    changed?: Changed;
	    showFree: boolean;
	}
	export interface ExportRequest {
	    view: ViewRequest;
	    format: string;
	    layout: string;
	    month: string;
	    columns: string[];
	    language: string;
	    ask: boolean;
	    comma: string;
	    mark: boolean;
	    dates: string;
	    guard: boolean;
	    lineFeeds: boolean;
	    splitBy: string;
	    redact: boolean;
	}
	
	export interface JobTenant {
	    path: string;
	    name: string;
	    state: tenants.State;
	    stage: string;
	    done: number;
	    error?: AppError;
	}
	export interface SignInAsk {
	    address: string;
	    code: string;
	    until: string;
	}
	export interface Upkeep {
	    before: number;
	    after: number;
	    readings: number;
	    kept: number;
	    bytes: number;
	    preview: boolean;
	    keptAs: string;
	    findings: string[];
	    people: number;
	    backups: number;
	}
	export interface Forgotten {
	    facts: number;
	    backups: string[];
	}
	export interface Warning {
	    code: string;
	    source: string;
	    title: string;
	    permission: string;
	    count: number;
	    text: string;
	}
	export interface JobResult {
	    path: string;
	    inDownloads: boolean;
	    fileName: string;
	    folder: string;
	    missed: string;
	    rows: number;
	    files: number;
	    rejected: number;
	    changes: number;
	    snapshotId: number;
	    warnings: Warning[];
	    comparison?: string;
	    forgotten?: Forgotten;
	    upkeep?: Upkeep;
	}
	export interface JobStage {
	    code: string;
	    state: string;
	    done: number;
	    total: number;
	}
	export interface Job {
	    id: string;
	    seq: number;
	    kind: JobKind;
	    state: JobState;
	    stage: string;
	    source: string;
	    stages: JobStage[];
	    done: number;
	    total: number;
	    rate: number;
	    waiting: string;
	    waitEnds: string;
	    started: string;
	    error?: AppError;
	    result?: JobResult;
	    signIn?: SignInAsk;
	    tenants: JobTenant[];
	}
	export interface Filling {
	    missing: number;
	    stopped: boolean;
	    job?: Job;
	}
	
	
	export interface ValueCount {
	    value: string;
	    count: number;
	}
	export interface Row {
	    user_id: string;
	    user_name: string;
	    email_address: string;
	    service: string;
	    service_id: string;
	    license: string;
	    license_id: string;
	    assigned_date: string;
	    is_trial?: boolean;
	    expiration_date: string;
	    product: ledger.Product;
	    origin: ledger.Origin;
	    tier: ledger.Tier;
	    assigned_by: string;
	    group_name: string;
	    status: ledger.Status;
	    status_since: string;
	    last_known_name: string;
	    last_known_email: string;
	    identity_confidence: ledger.Confidence;
	    candidates: string[];
	    last_used: string;
	    last_used_source: string;
	    watched_since: string;
	    first_seen: string;
	    department: string;
	    cost_center: string;
	    source: string;
	    basis: ledger.Basis;
	    as_of: string;
	    restorable_until: string;
	    trial_ended: string;
	    also_paid: string;
	    trial_origin: string;
	    candidate_keys: string[];
	}
	export interface Found {
	    people: Row[];
	    licenses: ValueCount[];
	    view: ledger.ViewKind;
	}
	export interface FreeAmount {
	    cents: number;
	    currency: string;
	}
	export interface FreeCameBack {
	    people: number;
	    licenses: number;
	}
	export interface FreeLicense {
	    id: string;
	    name: string;
	}
	export interface FreeCover {
	    licenseId: string;
	    license: string;
	    coversId: string;
	    covers: string;
	    own: boolean;
	    removed: boolean;
	}
	export interface FreeKept {
	    user_id: string;
	    user_name: string;
	    keptAt: string;
	    note: string;
	}
	export interface FreeChoices {
	    rules: ledger.FreeRules;
	    kept: FreeKept[];
	    covers: FreeCover[];
	    licenses: FreeLicense[];
	}
	
	export interface FreeGain {
	    units: number;
	    costs: FreeAmount[];
	    unpriced: number;
	}
	export interface FreeGroup {
	    group: ledger.FreeGroup;
	    off: ledger.FreeOff;
	    people: number;
	    licenses: number;
	    units: number;
	    lines: number;
	    today: FreeGain;
	    atRenewal: FreeGain;
	    unknown: number;
	}
	
	export interface FreeLeftOut {
	    reason: ledger.LeftOut;
	    units: number;
	}
	
	export interface FreeLine {
	    group: ledger.FreeGroup;
	    user_id: string;
	    user_name: string;
	    email_address: string;
	    department: string;
	    license: string;
	    units: number;
	    direct: boolean;
	    groups: string[];
	    coveredBy: string;
	    lastUsed: string;
	    watchedSince: string;
	    renewsAt: string;
	    today?: number;
	    atRenewal?: number;
	    leftOut: ledger.LeftOut;
	    leftOutBy: string;
	}
	export interface FreePage {
	    from: number;
	    rows: FreeLine[];
	}
	export interface FreeWatch {
	    product: ledger.Product;
	    since: string;
	    until: string;
	    off: ledger.FreeOff;
	    from: string;
	}
	export interface FreeUp {
	    id: string;
	    snapshot?: Snapshot;
	    freshness: Reading[];
	    rules: ledger.FreeRules;
	    groups: FreeGroup[];
	    total: FreeGroup;
	    watches: FreeWatch[];
	    leftOut: FreeLeftOut[];
	    lines: number;
	    cameBack?: FreeCameBack;
	}
	
	export interface GroupCost {
	    currency: string;
	    cents: number;
	}
	export interface Group {
	    value: string;
	    rows: number;
	    people: number;
	    licenses: number;
	    change: number;
	    costs: GroupCost[];
	    unpriced: number;
	    user_id: string;
	    user_name: string;
	    email_address: string;
	}
	
	export interface HeldMost {
	    department: string;
	    count: number;
	}
	export interface HeldEnd {
	    of: ledger.EndingKind;
	    property: string;
	    count: number;
	    total: number;
	    usual?: number;
	    most: HeldMost[];
	}
	
	export interface HeldSync {
	    runId: number;
	    at: string;
	    since: string;
	    ends: HeldEnd[];
	}
	export interface ImportRequest {
	    paths: string[];
	    takenAt: string;
	    part: string;
	    answers: FileAnswers[];
	}
	
	
	
	
	export interface NextLook {
	    dueAt: string;
	    number: number;
	    rows: number;
	}
	export interface LedgerInfo {
	    path: string;
	    fileName: string;
	    tenantName: string;
	    name: string;
	    colour: string;
	    tenantId: string;
	    isSample: boolean;
	    zone: string;
	    canSync: boolean;
	    readOnly: boolean;
	    nextLook?: NextLook;
	}
	export interface Price {
	    amount?: number;
	    currency: string;
	    per: string;
	    from: string;
	    until: string;
	    holds: boolean;
	}
	export interface LicensePrices {
	    id: string;
	    license: string;
	    partNumber: string;
	    bought?: number;
	    costBasis: ledger.CostBasis;
	    prices: Price[];
	}
	export interface Number {
	    rows: number;
	    people: number;
	    at: string;
	    kind: ledger.ViewKind;
	    filters: Filter[];
	    changed?: Changed;
	}
	export interface LicenseUse {
	    license: string;
	    bought: number;
	    assigned: number;
	    held?: Number;
	    used?: Number;
	}
	export interface Need {
	    code: app.NeedCode;
	    number?: Number;
	    title: string;
	    since: string;
	    days: number;
	    warnings: Warning[];
	}
	
	
	export interface Overview {
	    snapshot?: Snapshot;
	    basis: ledger.Basis;
	    freshness: Reading[];
	    list?: Number;
	    unknown?: Number;
	    assigned?: Number;
	    neverSeen?: Number;
	    everyone?: Number;
	    needs: Need[];
	    licenses: LicenseUse[];
	    seatsKnown: boolean;
	}
	export interface PersonEvent {
	    event: ledger.EventCode;
	    fromDay: string;
	    day: string;
	    at: string;
	    service: string;
	    license: string;
	    detail: string;
	    wasName: string;
	    wasEmail: string;
	    newName: string;
	    newEmail: string;
	}
	export interface Sentence {
	    code: ledger.EvidenceCode;
	    from: string;
	    at: string;
	    source: string;
	    confidence: ledger.Confidence;
	    why: ledger.ConfidenceReason;
	    rows: number;
	    oneOf: number;
	    license: string;
	    by: string;
	    group: string;
	    error: ledger.AssignmentError;
	}
	export interface PersonService {
	    service: string;
	    inList: boolean;
	    inListSince: string;
	    inListUntil: string;
	    lastUsed: string;
	    lastUsedSource: string;
	    watchedSince: string;
	}
	export interface PersonHold {
	    license: string;
	    assignedBy: string;
	    groupName: string;
	    assignedDate: string;
	    expirationDate: string;
	    isTrial: boolean;
	    services: PersonService[];
	}
	export interface Person {
	    key: string;
	    name: string;
	    email: string;
	    department: string;
	    costCenter: string;
	    status: ledger.Status;
	    statusSince: string;
	    restorableUntil: string;
	    absent: boolean;
	    day: string;
	    listSince: string;
	    listRead: boolean;
	    holds: PersonHold[];
	    evidence: Sentence[];
	    events: PersonEvent[];
	}
	
	
	
	export interface Picture {
	    stamp: string;
	    root: Record<string, string>;
	    title: string;
	    html: string;
	}
	
	export interface PriceFaults {
	    amount: ledger.AmountFault;
	    currency: boolean;
	    from: boolean;
	}
	export interface PriceImport {
	    name: string;
	    problems: importer.PriceProblem[];
	    new: number;
	    changed: number;
	    same: number;
	    blank: number;
	    from: string;
	    monthly: boolean;
	    kept: boolean;
	}
	export interface PriceImportRequest {
	    path: string;
	    currencyChange: boolean;
	    preview: boolean;
	}
	export interface PriceRequest {
	    license: string;
	    amount: string;
	    currency: string;
	    per: string;
	    from: string;
	}
	export interface Prices {
	    licenses: LicensePrices[];
	    day: string;
	    readOnly: boolean;
	}
	export interface Privacy {
	    activity: string;
	    namesChosen: boolean;
	    nameMonths: number;
	    usualMonths: number;
	    canBeChanged: boolean;
	}
	
	export interface Recent {
	    path: string;
	    tenantName: string;
	    name: string;
	    colour: string;
	    isSample: boolean;
	    lastRead: string;
	    opened: string;
	    missing: boolean;
	    isOpen: boolean;
	}
	export interface Release {
	    version: string;
	    newer: boolean;
	    page: string;
	    published: string;
	}
	export interface RequestPage {
	    kind: string;
	    language: string;
	    connection: Connection;
	    sets: string[];
	}
	
	export interface RowPage {
	    from: number;
	    rows: Row[];
	}
	export interface RowSpan {
	    from: number;
	    to: number;
	}
	export interface Run {
	    id: number;
	    kind: ledger.RunKind;
	    state: ledger.RunState;
	    at: string;
	    day: string;
	    snapshotId: number;
	    thinned: boolean;
	    newest: boolean;
	    pinned: boolean;
	    closedMonth: string;
	    label: string;
	    changes: number;
	    warnings: number;
	    fileName: string;
	    titles: string[];
	}
	export interface RunListing {
	    source: string;
	    title: string;
	    rows: number;
	    changes: number;
	    seconds: number;
	    fileName: string;
	}
	export interface RunDetail {
	    listings: RunListing[];
	    warnings: Warning[];
	}
	
	export interface SavedView {
	    name: string;
	    kind: ledger.ViewKind;
	    filters: Filter[];
	    search: string;
	    sortBy: string;
	    sortDown: boolean;
	    columns: string[];
	    changed?: Changed;
	    showFree: boolean;
	    lookedAt?: string;
	}
	export interface ScheduleSource {
	    source: string;
	    title: string;
	    alone: app.Alone;
	    since: string;
	}
	export interface Schedule {
	    state: schedule.State;
	    system: string;
	    time: string;
	    days: string[];
	    next: string;
	    onlyLoggedIn: boolean;
	    programGone: boolean;
	    lastRun: string;
	    lastCode: ledger.Code;
	    trouble: app.Trouble;
	    message: string;
	    warnings: Warning[];
	    sources: ScheduleSource[];
	}
	
	export interface SeatPoint {
	    bought?: number;
	    assigned?: number;
	}
	export interface Seat {
	    id: string;
	    license: string;
	    partNumber: string;
	    kind: SeatKind;
	    bought: number;
	    assigned: number;
	    free: number;
	    suspended: number;
	    inGrace: number;
	    lockedOut: number;
	    holders?: number;
	    held?: Number;
	    blocked?: number;
	    blockedLeads?: Number;
	    inUse?: number;
	    inUseLeads?: Number;
	    inUseUnknown?: number;
	    renewsAt: string;
	    price?: number;
	    per: string;
	    currency: string;
	    cost?: number;
	    costBasis: ledger.CostBasis;
	    unpriced: number;
	    costChange?: number;
	    boughtChange?: number;
	    assignedChange?: number;
	    points: SeatPoint[];
	}
	
	export interface Seats {
	    snapshot?: Snapshot;
	    basis: ledger.Basis;
	    freshness: Reading[];
	    rows: Seat[];
	    useSince: string;
	    changeSince: string;
	    months: string[];
	}
	
	export interface Settings {
	    language: string;
	    theme: string;
	    hideNames: boolean;
	    startAtWelcome: boolean;
	    releases: string;
	    askReleases: boolean;
	}
	export interface ShareRequest {
	    withoutNames: boolean;
	    withoutActivity: boolean;
	    withoutHistory: boolean;
	    withoutPrices: boolean;
	}
	
	export interface SinceChange {
	    kind: SinceKind;
	    number: Number;
	}
	export interface Since {
	    before: Snapshot;
	    after: Snapshot;
	    changes: SinceChange[];
	    notRead: string[];
	}
	
	
	export interface SourceChoices {
	    groupNames: boolean;
	    launches: boolean;
	    changesTellLicenses: boolean;
	    signInAppsPath: string;
	    useMinutes: number;
	    costCenter: string;
	}
	export interface WatchedFile {
	    path: string;
	    name: string;
	    state: app.FolderState;
	    message: string;
	}
	export interface Watching {
	    folder: string;
	    trouble?: AppError;
	    files: WatchedFile[];
	}
	export interface State {
	    ledger?: LedgerInfo;
	    job?: Job;
	    settings: Settings;
	    version: string;
	    startup?: AppError;
	    watching?: Watching;
	    exportFolder: string;
	    filling?: Filling;
	}
	export interface Summary {
	    groups: Group[];
	    total: number;
	    unlike: boolean;
	}
	export interface SummaryRequest {
	    view: string;
	    column: string;
	    search: string;
	    by: app.SummaryOrder;
	    down: boolean;
	    since: string;
	}
	export interface Tenant {
	    path: string;
	    fileName: string;
	    tenantName: string;
	    tenantId: string;
	    name: string;
	    colour: string;
	    isSample: boolean;
	    isOpen: boolean;
	    added: string;
	}
	export interface TenantCost {
	    currency: string;
	    cents: number;
	}
	export interface TenantSync {
	    state: ledger.RunState;
	    at: string;
	    why?: Warning;
	}
	export interface TenantNeed {
	    code: string;
	    rows: number;
	    people: number;
	    title: string;
	    since: string;
	    days: number;
	}
	export interface TenantSeats {
	    bought: number;
	    assigned: number;
	    free: number;
	    over: number;
	    costs: TenantCost[];
	    unpriced: number;
	}
	export interface TenantFigures {
	    path: string;
	    tenantName: string;
	    isSample: boolean;
	    canSync: boolean;
	    at: string;
	    listRead: string;
	    people?: number;
	    seats?: TenantSeats;
	    needs: TenantNeed[];
	    lastSync?: TenantSync;
	    error?: AppError;
	    order: number;
	}
	
	
	
	export interface ThinRequest {
	    allDays: number;
	    weeklyDays: number;
	    preview: boolean;
	}
	export interface TrendPoint {
	    id: number;
	    at: string;
	    basis: ledger.Basis;
	    rows?: number;
	    licensed?: number;
	}
	
	
	
	export interface ValuePage {
	    values: ValueCount[];
	    more: boolean;
	}
	export interface View {
	    id: string;
	    snapshot?: Snapshot;
	    counts: Counts;
	    basis: ledger.Basis;
	    freshness: Reading[];
	    warnings: Warning[];
	    columns: string[];
	    freeHidden: number;
	}
	
	
	
	
	export interface Written {
	    path: string;
	    fileName: string;
	    folder: string;
	}

}

export namespace importer {
	
	export enum CostCenterReason {
	    AFTER_QUOTE = "after_quote",
	    CELL_COUNT = "cell_count",
	    CONTRADICTS = "contradicts",
	    NOT_ADDRESS = "not_address",
	    NO_ADDRESS = "no_address",
	}
	export enum PriceReason {
	    AFTER_QUOTE = "after_quote",
	    AMBIGUOUS = "ambiguous",
	    AMBIGUOUS_DAY = "ambiguous_day",
	    AMBIGUOUS_LICENSE = "ambiguous_license",
	    CELL_COUNT = "cell_count",
	    CURRENCY_CHANGE = "currency_change",
	    NEGATIVE = "negative",
	    NO_CURRENCY = "no_currency",
	    NO_DAY = "no_day",
	    NO_LICENSE = "no_license",
	    NO_NUMBER = "no_number",
	    NO_PERIOD = "no_period",
	    NO_SUCH_DAY = "no_such_day",
	    OTHER_LICENSE = "other_license",
	    REPEATED = "repeated",
	    TOO_LARGE = "too_large",
	    TOO_PRECISE = "too_precise",
	    TWO_CURRENCIES = "two_currencies",
	    UNKNOWN_LICENSE = "unknown_license",
	}
	export enum Reason {
	    AFTER_QUOTE = "after_quote",
	    CELL_COUNT = "cell_count",
	    NOBODY = "nobody",
	    NOT_DELETED = "not_deleted",
	    NOT_YES_NO = "not_yes_no",
	    NO_DATE = "no_date",
	    NO_OBJECT_ID = "no_object_id",
	    NO_SERVICE = "no_service",
	    NO_SUCH_DAY = "no_such_day",
	    REPEATED = "repeated",
	}
	export enum Why {
	    ALL_DELETED = "all_deleted",
	    CELL_TO_COME = "cell_to_come",
	    CHANGED = "changed",
	    COLUMN_TWICE = "column_twice",
	    DATABASE = "database",
	    EMPTY = "empty",
	    JSON = "json",
	    KEY_COLUMN = "key_column",
	    LACKS_COLUMNS = "lacks_columns",
	    LEDGER = "ledger",
	    MAPPING = "mapping",
	    MOSTLY_BAD = "mostly_bad",
	    NOT_ALLOWED = "not_allowed",
	    NOT_THERE = "not_there",
	    NOT_UTF8 = "not_utf8",
	    NO_FILE = "no_file",
	    NO_HEADER = "no_header",
	    NO_LICENSES = "no_licenses",
	    NO_ROWS = "no_rows",
	    NO_TEXT = "no_text",
	    OPEN_QUOTE = "open_quote",
	    PACKED = "packed",
	    PDF = "pdf",
	    ROWS_LOST = "rows_lost",
	    STILL_TO_COME = "still_to_come",
	    UNREADABLE = "unreadable",
	    WEB_PAGE = "web_page",
	    WORKBOOK = "workbook",
	}
	export interface ColumnInfo {
	    name: string;
	    label: string;
	    needed: boolean;
	}
	export interface DateExample {
	    text: string;
	    day_first: string;
	    month_first: string;
	}
	export interface HeadingSample {
	    heading: string;
	    values: string[];
	}
	export interface LayoutInfo {
	    source: string;
	    what: string;
	    columns: ColumnInfo[];
	}
	export interface PriceProblem {
	    line: number;
	    column: string;
	    reason: PriceReason;
	    cell: string;
	    near: string[];
	    other: number;
	    cells: number;
	    headings: number;
	}

}

export namespace ledger {
	
	export enum AccessSet {
	    GROUP_NAMES = "group_names",
	    LAUNCHES = "launches",
	    LIST = "list",
	    PEOPLE = "people",
	    SIGN_INS = "sign_ins",
	}
	export enum AmountFault {
	    AMBIGUOUS = "ambiguous",
	    NEGATIVE = "negative",
	    NO_NUMBER = "no_number",
	    TOO_LARGE = "too_large",
	    TOO_PRECISE = "too_precise",
	}
	export enum AssignmentError {
	    COUNTVIOLATION = "CountViolation",
	    DEPENDENCYVIOLATION = "DependencyViolation",
	    MUTUALLYEXCLUSIVEVIOLATION = "MutuallyExclusiveViolation",
	    OTHER = "Other",
	    PROHIBITEDINUSAGELOCATIONVIOLATION = "ProhibitedInUsageLocationViolation",
	    UNIQUENESSVIOLATION = "UniquenessViolation",
	}
	export enum Basis {
	    DIRECTORY = "directory",
	    NONE = "none",
	    REPORT = "report",
	}
	export enum Code {
	    BUSY = "busy",
	    CANCELED = "canceled",
	    CONSENT_REQUIRED = "consent_required",
	    CURSOR_EXPIRED = "cursor_expired",
	    DISK_FULL = "disk_full",
	    DUE = "due",
	    FORBIDDEN = "forbidden",
	    HELD = "held",
	    INTERNAL = "internal",
	    INVALID = "invalid",
	    LOST = "lost",
	    NEEDS_ANSWER = "needs_answer",
	    NOT_A_LEDGER = "not_a_ledger",
	    NOT_FOUND = "not_found",
	    NO_DISPLAY = "no_display",
	    OFFLINE = "offline",
	    PARTIAL = "partial",
	    PENDING = "pending",
	    READ_ONLY = "read_only",
	    SCHEMA_TOO_NEW = "schema_too_new",
	    SIGN_IN_REQUIRED = "sign_in_required",
	    STALE = "stale",
	    THROTTLED = "throttled",
	    USAGE = "usage",
	}
	export enum Confidence {
	    CERTAIN = "certain",
	    LIKELY = "likely",
	    NONE = "none",
	    ONE_OF_N = "one_of_n",
	}
	export enum ConfidenceReason {
	    BEFORE_DIRECTORY = "before_directory",
	    DAY_ONLY = "day_only",
	    EQUAL_ROWS = "equal_rows",
	    EXPIRATION = "expiration",
	    NOT_CONFIRMED = "not_confirmed",
	    ONLY_HOLDER = "only_holder",
	    OTHERS_HELD = "others_held",
	    OTHER_ZONE = "other_zone",
	    PERHAPS = "perhaps",
	    ROW_GONE = "row_gone",
	    TAKEN_FIRST = "taken_first",
	}
	export enum CostBasis {
	    FREE = "free",
	    PRICE = "price",
	    UNKNOWN = "unknown",
	}
	export enum DifferenceKind {
	    DIFFERENT = "different",
	    ONLY_HERE = "only_here",
	    ONLY_THERE = "only_there",
	}
	export enum DifferenceReason {
	    DUPLICATE_HERE = "duplicate_here",
	    DUPLICATE_IN_FILE = "duplicate_in_file",
	    GAINED_SINCE = "gained_since",
	    JOINED_SINCE = "joined_since",
	    LAG = "lag",
	    LEFT_SINCE = "left_since",
	    LOST_SINCE = "lost_since",
	    NOT_EXPLAINED = "not_explained",
	    OTHER_DEFINITION = "other_definition",
	    RENAMED = "renamed",
	    UNKNOWN_HERE = "unknown_here",
	    UNKNOWN_THERE = "unknown_there",
	}
	export enum EndingKind {
	    ALL = "all",
	    LICENSES = "licenses",
	    PEOPLE = "people",
	    ROWS = "rows",
	    SERVICES = "services",
	    VALUES = "values",
	}
	export enum EventCode {
	    BLOCKED = "blocked",
	    CREATED = "created",
	    GOT = "got",
	    LAUNCHED = "launched",
	    LEFT = "left",
	    LICENSE_MISSING = "license_missing",
	    LOST = "lost",
	    PURGED = "purged",
	    RENAMED = "renamed",
	    REPORTED = "reported",
	    RETURNED = "returned",
	    SEEN_FIRST = "seen_first",
	    UNBLOCKED = "unblocked",
	    UNKNOWN_ROW = "unknown_row",
	    UNREPORTED = "unreported",
	}
	export enum EvidenceCode {
	    ABSENT = "absent",
	    BLOCKED = "blocked",
	    DELETED = "deleted",
	    DELETED_NOT_READ = "deleted_not_read",
	    ERASED = "erased",
	    LAG = "lag",
	    LEFT = "left",
	    NAMED = "named",
	    NOT_ASSIGNED = "not_assigned",
	    NOT_FOUND = "not_found",
	    NOT_READ = "not_read",
	    NOT_RESTORABLE = "not_restorable",
	    NO_ACCOUNT = "no_account",
	    PRESENT = "present",
	    RESTORABLE = "restorable",
	    RETURNED = "returned",
	    UNKNOWN = "unknown",
	}
	export enum FreeGroup {
	    BLOCKED = "blocked",
	    NOT_ASSIGNED = "not-assigned",
	    NO_USE = "no-use",
	    TWICE = "twice",
	}
	export enum FreeOff {
	    ACTIVITY_NOT_KEPT = "activity-not-kept",
	    ACTIVITY_NOT_READ = "activity-not-read",
	    DIRECTORY_NOT_READ = "directory-not-read",
	    LICENSES_NOT_READ = "licenses-not-read",
	    WATCHED_TOO_SHORT = "watched-too-short",
	    WATCHING_STOPPED = "watching-stopped",
	}
	export enum LeftOut {
	    APPS = "apps",
	    CAPACITY = "capacity",
	    FILTER = "filter",
	    FREE = "free",
	    KEPT = "kept",
	    NEW_LICENSE = "new-license",
	    NOT_STANDALONE = "not-standalone",
	    TRIAL = "trial",
	    YOUNG = "young",
	}
	export enum Origin {
	    DYNAMICS_365 = "dynamics_365",
	    OFFICE_365 = "office_365",
	    OTHER_PRODUCT = "other_product",
	    STANDALONE = "standalone",
	    UNKNOWN = "unknown",
	}
	export enum Product {
	    OTHER = "other",
	    POWER_APPS = "power_apps",
	    POWER_AUTOMATE = "power_automate",
	}
	export enum RunKind {
	    IMPORT = "import",
	    SYNC = "sync",
	}
	export enum RunState {
	    CANCELED = "canceled",
	    COMPLETE = "complete",
	    FAILED = "failed",
	    PARTIAL = "partial",
	    RUNNING = "running",
	}
	export enum Status {
	    BLOCKED = "blocked",
	    ERASED = "erased",
	    GONE = "gone",
	    LEFT = "left",
	    PRESENT = "present",
	    SOFT_DELETED = "soft_deleted",
	    UNRESOLVED = "unresolved",
	    UNVERIFIED = "unverified",
	}
	export enum Tier {
	    DEVELOPER = "developer",
	    FREE = "free",
	    PAID = "paid",
	    SEEDED = "seeded",
	    TRIAL = "trial",
	}
	export enum TrialOrigin {
	    ADMIN = "admin",
	    SELF_SERVICE = "self_service",
	    SIGN_UP_OR_ADMIN = "sign_up_or_admin",
	}
	export enum ViewKind {
	    ASSIGNED = "assigned",
	    BLOCKED = "blocked",
	    DEPARTED = "departed",
	    GUESTS = "guests",
	    LIST = "list",
	    NEVER_USED = "never-used",
	    TRIALS = "trials",
	    UNKNOWN = "unknown",
	    USERS = "users",
	}
	export interface FreeRules {
	    no_use_days: number;
	    min_age: number;
	    leave_out: string[];
	}

}

export namespace schedule {
	
	export enum State {
	    OFF = "off",
	    ON = "on",
	}

}

export namespace tenants {
	
	export enum State {
	    CANCELED = "canceled",
	    DONE = "done",
	    FAILED = "failed",
	    PARTIAL = "partial",
	    RUNNING = "running",
	    SKIPPED = "skipped",
	    WAITING = "waiting",
	}

}

