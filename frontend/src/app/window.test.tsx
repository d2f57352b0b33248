import { render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it } from 'vitest';
import type { JobKind, JobState } from '../api/types';
import { FakeProgram } from '../testing/fake-program';
import { ledger } from '../wailsjs/go/models';
import { App, newClient } from './app';

// The whole window against a program that keeps the contract of the bound
// methods. Rows are drawn by the grid, which needs a real layout: they are
// looked at in the browser tests.
let program: FakeProgram;
const user = userEvent.setup({ delay: null });

function start(options: ConstructorParameters<typeof FakeProgram>[0] = {}) {
  program = new FakeProgram(options);
  return program;
}

function show() {
  program.install();
  return render(<App client={newClient()} />);
}

// showList goes on from the first page to the list.
async function showList() {
  show();
  await user.click(await screen.findByText('User licenses'));
}

const footer = async (text: string | RegExp) => expect(await screen.findByText(text)).toBeInTheDocument();

beforeEach(() => {
  start();
});

describe('Welcome', () => {
  it('offers four ways, the sample first', async () => {
    start({ open: false });
    show();
    await screen.findByRole('heading', { level: 1 });
    expect(screen.getAllByRole('heading', { level: 2 }).map((way) => way.textContent)).toEqual([
      'Try it with a sample tenant',
      'Start with files you can download now',
      'Connect your tenant',
      'Open a history file',
    ]);
  });

  it('opens the sample with one click', async () => {
    start({ open: false });
    show();
    await user.click(await screen.findByRole('button', { name: 'Open the sample tenant' }));
    expect(await screen.findByRole('heading', { name: 'Overview' })).toBeInTheDocument();
    expect(screen.getByText('Sample')).toBeInTheDocument();
  });

  it('reads chosen files and shows them', async () => {
    start({ open: false });
    show();
    await user.click(await screen.findByRole('button', { name: 'Choose files…' }));
    const dialog = await screen.findByRole('dialog', { name: 'Import a file' });
    expect(
      within(dialog).getByText('Nothing is kept until you import. This is what the files say:'),
    ).toBeInTheDocument();
    expect(program.calls).not.toContain('StartImport');
    await user.click(await within(dialog).findByRole('button', { name: 'Import 1 file' }));
    expect(await screen.findByRole('heading', { name: 'Overview' })).toBeInTheDocument();
    expect((await screen.findAllByText('6 rows were read.'))[0]).toBeInTheDocument();
  });

  it('says why a file could not be opened, and what to do', async () => {
    start({ open: false });
    program.failNext('PickLedger', { code: ledger.Code.SCHEMA_TOO_NEW, message: 'x.ledger was written by version 9.' });
    show();
    await user.click(await screen.findByRole('button', { name: 'Open…' }));
    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent('Made by a newer version');
    expect(alert).toHaveTextContent('x.ledger was written by version 9.');
    expect(within(alert).getByRole('button', { name: 'Open another file' })).toBeInTheDocument();
  });
});

describe('User licenses', () => {
  it('counts rows, people and licenses, and says who is Unknown', async () => {
    await showList();
    await footer(/^\d+ rows, 60 people, \d licenses$/);
    expect(screen.getByText(/^\d+ Unknown: \d+ left/)).toBeInTheDocument();
  });

  it('keeps search per tab', async () => {
    await showList();
    const box = await screen.findByRole('searchbox');
    await user.type(box, 'premium');
    await footer(/^\d+ of \d+ rows/);
    await user.click(screen.getByRole('tab', { name: /Trials/ }));
    await waitFor(() => expect(screen.getByRole('searchbox')).toHaveValue(''));
    await user.click(screen.getByRole('tab', { name: /Used/ }));
    await waitFor(() => expect(screen.getByRole('searchbox')).toHaveValue('premium'));
  });

  it('says that nothing matches, and shows all rows again', async () => {
    await showList();
    await user.type(await screen.findByRole('searchbox'), 'nobody is called this');
    expect(await screen.findByRole('heading', { name: 'No row matches' })).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Show all rows' }));
    await footer(/^\d+ rows, 60 people/);
    expect(screen.getByRole('searchbox')).toHaveValue('');
  });

  it('filters by the values of a column and says so in a sentence that can be removed', async () => {
    await showList();
    await user.click(await screen.findByRole('button', { name: 'Filter' }));
    await user.click(await screen.findByRole('menuitem', { name: 'Department' }));
    await user.click(await screen.findByRole('checkbox', { name: 'Sales' }));
    expect(await screen.findByText('Department is Sales')).toBeInTheDocument();
    await user.click(screen.getByRole('checkbox', { name: 'Finance' }));
    expect(await screen.findByText('Department is Sales or Finance')).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Done' }));
    await user.click(screen.getByRole('button', { name: 'Remove filter: Department is Sales or Finance' }));
    await footer(/^\d+ rows, 60 people/);
  });

  it('tells apart: not read yet', async () => {
    program.neverRead = true;
    await showList();
    expect(await screen.findByRole('heading', { name: 'Not read yet' })).toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'Sync now' })).toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'Export to Excel' })).toHaveAttribute('aria-disabled', 'true');
  });

  it('tells apart: could not read, and tries again', async () => {
    program.failNext('OpenView', { code: ledger.Code.BUSY, message: 'Locked by another program.' });
    await showList();
    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent('In use elsewhere');
    await user.click(within(alert).getByRole('button', { name: 'Try again' }));
    await footer(/^\d+ rows, 60 people/);
  });
});

describe('The day', () => {
  it('travels by keyboard, says so, and comes back', async () => {
    await showList();
    await footer(/^\d+ rows, 60 people/);
    await user.keyboard('{Alt>}{ArrowLeft}{/Alt}');
    expect(await screen.findByText('You are looking at 19 November 2026.')).toBeInTheDocument();
    await user.keyboard('{Alt>}{ArrowRight}{/Alt}');
    await waitFor(() => expect(screen.queryByText(/You are looking at/)).not.toBeInTheDocument());
    await user.keyboard('{Alt>}{ArrowLeft}{ArrowLeft}{/Alt}');
    await user.click(await screen.findByRole('button', { name: 'Back to today' }));
    await waitFor(() => expect(screen.queryByText(/You are looking at/)).not.toBeInTheDocument());
  });

  it('says when nothing was read on the day asked for', async () => {
    await showList();
    await footer(/^\d+ rows, 60 people/);
    await user.keyboard('{Control>}g{/Control}');
    await user.type(await screen.findByRole('textbox', { name: 'Day' }), '2026-11-03');
    await user.click(screen.getByRole('button', { name: 'Go' }));
    expect(
      await screen.findByText(
        /^Nothing was read on 3 November 2026\. Between 1 November 2026 and 4 November 2026, \d+ of \d+ licenses changed\.$/,
      ),
    ).toBeInTheDocument();
  });

  it('keeps page, filter and search while travelling', async () => {
    await showList();
    await user.type(await screen.findByRole('searchbox'), 'premium');
    await footer(/^\d+ of \d+ rows/);
    await user.keyboard('{Alt>}{ArrowLeft}{/Alt}');
    expect(await screen.findByText(/You are looking at/)).toBeInTheDocument();
    expect(screen.getByRole('searchbox')).toHaveValue('premium');
  });

  it('is a slider that speaks', async () => {
    await showList();
    const strip = await screen.findByRole('slider');
    expect(strip).toHaveAttribute('aria-valuetext', expect.stringMatching(/^20 November 2026, 07:30, \d+ changes$/));
    strip.focus();
    await user.keyboard('{ArrowLeft}');
    await waitFor(() => expect(strip).toHaveAttribute('aria-valuetext', expect.stringMatching(/^19 November 2026/)));
  });
});

describe('Long work', () => {
  it('shows a sync with its end, and the window stays usable', async () => {
    await showList();
    await user.click(await screen.findByRole('button', { name: 'Sync' }));
    expect((await screen.findAllByText('Sync is done. 4 changes.'))[0]).toBeInTheDocument();
  });

  it('can be cancelled', async () => {
    start({ pace: 30 });
    await showList();
    await user.click(await screen.findByRole('button', { name: 'Sync' }));
    await user.click(await screen.findByRole('button', { name: 'Cancel' }));
    expect((await screen.findAllByText(/^Sync was stopped/))[0]).toBeInTheDocument();
  });

  it('exports in one click, and opens the file', async () => {
    await showList();
    await footer(/^\d+ rows, 60 people/);
    await user.click(screen.getByRole('button', { name: 'Export to Excel' }));
    expect(
      (
        await screen.findAllByText(
          /^Saved SAMPLE Contoso user licenses 2026-11-20\.xlsx with \d+ rows in your Downloads folder\.$/,
        )
      )[0],
    ).toBeInTheDocument();
    await user.click(await screen.findByRole('button', { name: 'Open' }));
    expect(program.calls).toContain('OpenExport');
  });

  it('says what failed by its code', async () => {
    await showList();
    await footer(/^\d+ rows, 60 people/);
    program.emit('job:progressed', {
      ...job('export', 'failed'),
      error: { code: 'disk_full', op: 'write', message: 'no space', retryAfter: 0, requestId: '' },
    });
    expect(await screen.findByRole('alert')).toHaveTextContent('The disk is full');
  });

  it('is not taken back by a state that arrives late', async () => {
    await showList();
    await footer(/^\d+ rows, 60 people/);
    program.emit('job:progressed', {
      ...job('import', 'failed'),
      seq: 2,
      error: { code: 'disk_full', op: 'write', message: 'no space', retryAfter: 0, requestId: '' },
    });
    program.emit('job:progressed', { ...job('import', 'running'), seq: 1 });
    expect(await screen.findByRole('alert')).toHaveTextContent('The disk is full');
    expect(screen.queryByRole('progressbar')).not.toBeInTheDocument();
  });

  it('says what a sync waits for', async () => {
    await showList();
    await footer(/^\d+ rows, 60 people/);
    program.emit('job:progressed', {
      ...job('sync', 'running'),
      stage: 'report',
      done: 250,
      waiting: 'report_being_prepared',
    });
    expect(await screen.findByText('Microsoft is preparing the list. You can go on working.')).toBeInTheDocument();
    expect(screen.getByText('250 so far')).toBeInTheDocument();
  });
});

describe('Settings', () => {
  it('speak Dutch at once, and are kept', async () => {
    await showList();
    await user.click(await screen.findByRole('button', { name: 'Quick settings' }));
    await user.click(await screen.findByRole('menuitemradio', { name: 'Nederlands' }));
    expect(await screen.findByRole('heading', { name: 'Gebruikerslicenties' })).toBeInTheDocument();
    await footer(/^\d+ regels, 60 personen, \d licenties$/);
    expect(program.settings.language).toBe('nl');
    expect(document.documentElement.lang).toBe('nl');
  });

  it('turn dark', async () => {
    await showList();
    await user.click(await screen.findByRole('button', { name: 'Quick settings' }));
    await user.click(await screen.findByRole('menuitemradio', { name: 'Dark' }));
    await waitFor(() => expect(document.documentElement.dataset.look).toBe('dark'));
    expect(program.settings.theme).toBe('dark');
  });
});

function job(kind: JobKind, state: JobState) {
  return {
    id: '9',
    kind,
    state,
    stage: '',
    source: '',
    stages: [],
    done: 0,
    total: 0,
    rate: 0,
    waiting: '',
    waitEnds: '',
    seq: 0,
    started: '',
  };
}
