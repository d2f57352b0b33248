import { execFileSync, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { BrowserContext } from '@playwright/test';

// Left is what was sent to somebody, held to the closed list of calls (build/leaving).
export interface Left {
  requests: number;
  calls: Record<string, number>; // by service, method and path
  outside: string[]; // of the list: method, host and path
}

// Recorder is a proxy that records what programs send to anybody, and leads nowhere but
// to the tenant that it is told.
export interface Recorder {
  environment: Record<string, string>; // in which a program sends everything through it
  lead(address: string, authority: string): Promise<void>; // from now on Microsoft's names lead to that tenant
  authority: string; // who vouches for it then
  calls(): Promise<string[]>; // of the closed list, of this worker's tests so far
  outside(): Promise<string[]>; // of the closed list, since it was asked last
  stop(): void;
}

const helper = () => process.env.LICENSELEDGER_E2E_LEAVING ?? '';

// startRecorder starts the proxy. Go leaves loopback addresses out of any: what tenants on
// this computer are asked they count themselves, see leftAt.
export async function startRecorder(): Promise<Recorder> {
  const recorder = spawn(helper(), { stdio: ['pipe', 'pipe', 'inherit'] });
  const lines = createInterface({ input: recorder.stdout })[Symbol.asyncIterator]();
  const line = async <T>(): Promise<T> => {
    const { value, done } = await lines.next();
    if (done) throw new Error('the recorder of what leaves has ended');
    return JSON.parse(value) as T;
  };
  const calls = new Set<string>();
  let outside: string[] = [];
  const ask = async (question: object) => {
    recorder.stdin.write(`${JSON.stringify(question)}\n`);
    const { proxy } = await line<{ proxy: Left }>();
    for (const call of Object.keys(proxy.calls)) calls.add(call);
    outside.push(...proxy.outside);
  };
  const { url, authority } = await line<{ url: string; authority: string }>();
  const names = ['HTTPS_PROXY', 'HTTP_PROXY', 'ALL_PROXY'].flatMap((name) => [name, name.toLowerCase()]);
  return {
    environment: { ...Object.fromEntries(names.map((name) => [name, url])), NO_PROXY: '', no_proxy: '' },
    lead: (address, vouching) => ask({ lead: { address, authority: vouching } }),
    authority,
    calls: async () => {
      await ask({});
      return [...calls].sort();
    },
    outside: async () => {
      await ask({});
      const found = outside;
      outside = [];
      return found;
    },
    stop: () => recorder.stdin.end(),
  };
}

// leftAt holds what a tenant was asked, as it counts it, to the closed list.
export function leftAt(asked: Record<string, number>): Left {
  const said = execFileSync(helper(), { input: JSON.stringify({ tenant: asked }), encoding: 'utf8' });
  return (JSON.parse(said.split('\n')[1] ?? '') as { tenant: Left }).tenant;
}

// watchPages notes what pages ask of anybody who is not theirs, and pages that they open.
export function watchPages(context: BrowserContext, isOwn: (url: URL) => boolean): string[] {
  const strayed: string[] = [];
  const note = (what: string, address: string) => {
    const url = new URL(address);
    if (!['data:', 'blob:', 'about:'].includes(url.protocol) && !isOwn(url)) strayed.push(`${what} ${address}`);
  };
  context.on('request', (request) => note(request.method(), request.url()));
  context.on('page', (page) => {
    page.on('popup', (other) => strayed.push(`opens another page: ${other.url()}`));
    page.on('websocket', (socket) => note('WebSocket', socket.url().replace(/^ws/, 'http')));
  });
  return strayed;
}
