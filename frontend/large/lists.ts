import { readFileSync } from 'node:fs';
import { join } from 'node:path';

// List is a downloaded list, read by nothing of the program: what the window
// must say is counted in it.
export interface List {
  rows: number;
  by: Record<'license' | 'service' | 'address', Map<string, number>>;
}

export const folder = process.env.LICENSELEDGER_LARGE ?? '';
export const ledger = join(folder, 'large.ledger');

// readList counts a list. None of its cells holds a line break.
export function readList(day: string): List {
  const by = { license: new Map(), service: new Map(), address: new Map() };
  const count = (counts: Map<string, number>, value = '') => counts.set(value, (counts.get(value) ?? 0) + 1);
  const text = readFileSync(join(folder, `licenses ${day}.csv`), 'utf8');
  let rows = 0;
  for (let from = text.indexOf('\n') + 1; from < text.length; rows++) {
    const end = text.indexOf('\n', from);
    const [, address, service, license] = cells(text.slice(from, end));
    count(by.address, address?.toLowerCase());
    count(by.service, service);
    count(by.license, license);
    from = end + 1;
  }
  return { rows, by };
}

function cells(line: string): string[] {
  if (!line.includes('"')) return line.split(',');
  return [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(([, quoted, plain]) =>
    quoted === undefined ? (plain ?? '') : quoted.replaceAll('""', '"'),
  );
}

// most gives the value that most rows have.
export const most = (counts: Map<string, number>) => [...counts].reduce((a, b) => (b[1] > a[1] ? b : a));
