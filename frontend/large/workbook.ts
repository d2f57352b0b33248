import { closeSync, createReadStream, openSync, readSync, statSync } from 'node:fs';
import { createInflateRaw } from 'node:zlib';

interface Entry {
  name: string;
  at: number; // of its bytes in the file
  size: number; // of these
}

const endSize = 22;
const endMark = 0x06054b50;

// entriesOf finds what a packed file holds. Workbooks of ours are below the
// limits beyond which a second kind of directory is needed.
function entriesOf(file: string): Entry[] {
  const handle = openSync(file, 'r');
  const read = (at: number, size: number) => {
    const bytes = Buffer.alloc(size);
    readSync(handle, bytes, 0, size, at);
    return bytes;
  };
  try {
    const end = read(statSync(file).size - endSize, endSize);
    if (end.readUInt32LE(0) !== endMark) throw new Error(`${file} is not packed as a workbook`);
    const directory = read(end.readUInt32LE(16), end.readUInt32LE(12));
    const entries: Entry[] = [];
    for (let at = 0; at < directory.length; ) {
      const [name, extra, comment] = [28, 30, 32].map((field) => directory.readUInt16LE(at + field)) as [
        number,
        number,
        number,
      ];
      const local = directory.readUInt32LE(at + 42);
      const head = read(local, 30);
      entries.push({
        name: directory.toString('utf8', at + 46, at + 46 + name),
        at: local + 30 + head.readUInt16LE(26) + head.readUInt16LE(28),
        size: directory.readUInt32LE(at + 20),
      });
      at += 46 + name + extra + comment;
    }
    return entries;
  } finally {
    closeSync(handle);
  }
}

// rowsOf counts the rows of each sheet of a workbook, piece by piece: unpacked it
// would not fit into one text.
export async function rowsOf(file: string): Promise<number[]> {
  const counts: number[] = [];
  for (const { name, at, size } of entriesOf(file).filter(({ name }) => /^xl\/worksheets\/[^/]+\.xml$/.test(name))) {
    const sheet = createReadStream(file, { start: at, end: at + size - 1 }).pipe(createInflateRaw());
    let rows = 0;
    let rest = '';
    for await (const piece of sheet) {
      const text = rest + (piece as Buffer).toString('latin1');
      rows += text.split('<row ').length - 1;
      rest = text.slice(-4); // shorter than what is looked for
    }
    if (rows === 0) throw new Error(`${name} has no rows`);
    counts.push(rows);
  }
  return counts;
}
