import { ledger } from '../wailsjs/go/models';
import { FakeProgram } from './fake-program';

// `npm run dev`: ?welcome starts with nothing open, ?pace=400 answers slowly.
async function install() {
  if (import.meta.env.MODE === 'test') return;
  const wish = new URLSearchParams(window.location.search);
  const fake = new FakeProgram({
    people: Number(wish.get('people') ?? 2000),
    open: !wish.has('welcome'),
    pace: Number(wish.get('pace') ?? 40),
  });
  fake.neverRead = wish.has('empty');
  fake.settings = { language: wish.get('lang') ?? 'system', theme: wish.get('theme') ?? 'system' };
  if (wish.has('fail'))
    fake.failNext('OpenView', { code: ledger.Code.INTERNAL, message: 'the disk was read, but made no sense' });
  fake.install();
}

export const bridgeReady: Promise<void> = install();
