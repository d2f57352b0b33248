import { ledger } from '../wailsjs/go/models';
import { FakeProgram } from './fake-program';

// `npm run dev`: ?welcome starts with nothing open, ?pace=400 answers slowly,
// ?drop=a.csv,b.csv drops files.
async function install() {
  if (import.meta.env.MODE === 'test') return;
  const wish = new URLSearchParams(window.location.search);
  const fake = new FakeProgram({
    people: Number(wish.get('people') ?? 2000),
    open: !wish.has('welcome'),
    pace: Number(wish.get('pace') ?? 40),
  });
  fake.neverRead = wish.has('empty');
  fake.licenses = Number(wish.get('licenses') ?? 0);
  fake.settings = { ...fake.settings, language: wish.get('lang') ?? 'system', theme: wish.get('theme') ?? 'system' };
  if (wish.has('fail'))
    fake.failNext('OpenView', { code: ledger.Code.INTERNAL, message: 'the disk was read, but made no sense' });
  // ?drop=a.csv,b.csv drops files once the window stands.
  const files = wish
    .get('drop')
    ?.split(',')
    .map((name) => `/home/admin/Downloads/${name}`);
  if (files) setTimeout(() => fake.drop(files), 1500);
  fake.install();
}

export const bridgeReady: Promise<void> = install();
