import { FluentProvider } from '@fluentui/react-components';
import { QueryClientProvider } from '@tanstack/react-query';
import { render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Row } from '../api/types';
import { newClient } from '../app/app';
import { PlaceProvider, usePlace } from '../app/place';
import { FormatContext, makeFormat } from '../i18n/format';
import { i18n } from '../i18n/i18n';
import { JobBar } from '../jobs/job-bar';
import { emptyRow, makeRows } from '../testing/data';
import { FakeProgram } from '../testing/fake-program';
import { themes } from '../theme/theme';
import { ledger } from '../wailsjs/go/models';
import { type PersonAsked, PersonProvider, useOpenPerson } from './open-person';

let program: FakeProgram;
const user = userEvent.setup({ delay: null });
const rows = makeRows(1, 60);
const jane = rows.find((row) => row.user_name !== 'Unknown') as Row;
const gone = rows.find((row) => row.status === ledger.Status.SOFT_DELETED) as Row;

function Opener(props: { asked: PersonAsked }) {
  const open = useOpenPerson();
  const { place } = usePlace();
  return (
    <>
      <button type="button" onClick={() => open(props.asked)}>
        Open
      </button>
      <output>{place.at}</output>
    </>
  );
}

async function show(asked: PersonAsked, language: 'en' | 'nl' = 'en') {
  await i18n.changeLanguage(language);
  program.install();
  render(
    <QueryClientProvider client={newClient()}>
      <FluentProvider theme={themes.light}>
        <FormatContext value={makeFormat(language, 'Europe/Amsterdam', () => new Date('2026-11-20T09:00:00Z'))}>
          <PlaceProvider>
            <PersonProvider>
              <Opener asked={asked} />
              <JobBar />
            </PersonProvider>
          </PlaceProvider>
        </FormatContext>
      </FluentProvider>
    </QueryClientProvider>,
  );
  await user.click(screen.getByRole('button', { name: 'Open' }));
  return screen.findByRole('dialog');
}

const part = (name: string) => screen.findByRole('region', { name });
const heading = async (name: string) =>
  expect(await screen.findByRole('heading', { level: 2, name })).toBeInTheDocument();

beforeEach(() => {
  program = new FakeProgram();
});

describe('a person', () => {
  it('is told of by a key alone', async () => {
    const drawer = await show({ key: jane.user_id });
    await heading(jane.user_name);
    expect(drawer).toHaveTextContent(jane.email_address);
    expect(drawer).toHaveTextContent('Present');
    expect(await part('How we know')).toHaveTextContent('In the directory, as read 20 Nov 07:30.');
    const holds = await part('Licenses');
    expect(holds).toHaveTextContent(jane.license);
    expect(holds).toHaveTextContent("in Microsoft's list of used licenses since 1 Oct or earlier");
    expect(await part('Timeline')).toHaveTextContent(`Renamed from Jane Smith to ${jane.user_name}`);
  });

  it('who left is told by their last day', async () => {
    const drawer = await show({ key: gone.user_id, row: gone });
    await heading(gone.last_known_name);
    expect(drawer).toHaveTextContent('Left 12 Nov, restorable until 12 Dec');
    expect(await part('Licenses on the last day')).toHaveTextContent(gone.license);
  });

  it('reads in Dutch', async () => {
    const drawer = await show({ key: gone.user_id, row: gone }, 'nl');
    await heading(gone.last_known_name);
    expect(drawer).toHaveTextContent('Weg sinds 12 nov., te herstellen tot 12 dec.');
    expect(await part('Licenties op de laatste dag')).toBeInTheDocument();
    expect(await part('Tijdlijn')).toHaveTextContent('Erbij gekomen: het account is aangemaakt');
  });

  it('is left by Escape, and focus goes back to where it was', async () => {
    await show({ key: jane.user_id });
    await heading(jane.user_name);
    await user.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(screen.getByRole('button', { name: 'Open' })).toHaveFocus();
  });

  it('leads to a day of the timeline, and stays', async () => {
    await show({ key: jane.user_id });
    await user.click(await within(await part('Timeline')).findByRole('button', { name: '12-13 Oct' }));
    const there = program.snapshots().find((one) => one.day === '2026-10-13');
    expect(screen.getByRole('status', { hidden: true })).toHaveTextContent(String(there?.id));
    await heading(jane.user_name);
    await user.click(await screen.findByRole('button', { name: 'Back to today' }));
    expect(screen.getByRole('status', { hidden: true })).toHaveTextContent('latest');
  });

  it('is copied whole', async () => {
    await show({ key: jane.user_id });
    await user.click(await screen.findByRole('button', { name: 'Copy' }));
    await screen.findByRole('button', { name: 'Copied' });
    expect(program.copied.split('\n')[0]).toBe(`${jane.user_name}, as of 20 November 2026`);
    expect(program.copied).toContain(`- 12-13 Oct: Renamed from Jane Smith to ${jane.user_name}`);
    expect(program.copied).not.toMatch(/person\.|{{|undefined/);
  });

  it('whom nobody knows is said so', async () => {
    const drawer = await show({ key: 'nobody@contoso.com' });
    await waitFor(() => expect(drawer).toHaveTextContent('Nobody is known by this'));
  });

  it('that could not be read is asked for again', async () => {
    program.failNext('Person', { code: ledger.Code.INTERNAL, message: 'disk on fire' });
    await show({ key: jane.user_id });
    await user.click(await screen.findByRole('button', { name: 'Try again' }));
    await heading(jane.user_name);
  });
});

describe('a row that names nobody', () => {
  const row: Row = {
    ...emptyRow(),
    user_name: 'Unknown',
    email_address: 'Unknown',
    status: ledger.Status.UNRESOLVED,
    identity_confidence: ledger.Confidence.ONE_OF_N,
    candidates: [jane.user_name, gone.last_known_name],
    candidate_keys: [jane.user_id, gone.user_id],
  };

  it('leads to each who it may be, and back', async () => {
    await show({ key: '', row });
    const behind = await part('Who it may be');
    await user.click(within(behind).getByRole('button', { name: gone.last_known_name }));
    await heading(gone.last_known_name);
    await user.click(screen.getByRole('button', { name: 'Back' }));
    expect(await part('Who it may be')).toBeInTheDocument();
  });

  it('says so when nobody fits', async () => {
    const drawer = await show({
      key: '',
      row: { ...row, candidates: [], candidate_keys: [], identity_confidence: ledger.Confidence.NONE },
    });
    expect(drawer).toHaveTextContent('Not known yet.');
    expect(program.calls).not.toContain('Person');
  });
});

describe('forgetting', () => {
  it('asks for the name, and says what was done', async () => {
    await show({ key: jane.user_id });
    await user.click(await screen.findByRole('button', { name: 'Forget…' }));
    const ask = await screen.findByRole('alertdialog');
    expect(ask).toHaveTextContent('There is no undo.');
    const forget = within(ask).getByRole('button', { name: 'Forget for good' });
    await user.type(within(ask).getByRole('textbox'), 'somebody else');
    await user.click(forget);
    expect(program.calls).not.toContain('StartForget');
    await user.clear(within(ask).getByRole('textbox'));
    await user.type(within(ask).getByRole('textbox'), jane.user_name.toLowerCase());
    await user.click(forget);
    await waitFor(() => expect(program.calls).toContain('StartForget'));
    await waitFor(() => expect(screen.queryByRole('alertdialog')).toBeNull());
  });

  it('is left by Escape, and the person stays', async () => {
    await show({ key: jane.user_id });
    await user.click(await screen.findByRole('button', { name: 'Forget…' }));
    await user.type(within(await screen.findByRole('alertdialog')).getByRole('textbox'), 'Jane{Escape}');
    await waitFor(() => expect(screen.queryByRole('alertdialog')).toBeNull());
    await heading(jane.user_name);
    await waitFor(() => expect(screen.getByRole('button', { name: 'Forget…' })).toHaveFocus());
    await user.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  });

  it('is not possible in a file that can only be read, and says why', async () => {
    program.readOnly = true;
    await show({ key: jane.user_id });
    const forget = await screen.findByRole('button', { name: 'Forget…' });
    await waitFor(() => expect(forget).toHaveAccessibleDescription(/can only be read/));
    await user.click(forget);
    expect(screen.queryByRole('alertdialog')).toBeNull();
  });
});

describe('The next person', () => {
  it('does not open again what was closed while they were looked for', async () => {
    let found = (_: PersonAsked) => {};
    const next = new Promise<PersonAsked>((resolve) => {
      found = resolve;
    });
    await show({ key: jane.user_id, row: jane, beside: () => next });
    await user.keyboard('{Alt>}{ArrowDown}{/Alt}');
    await user.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    found({ key: gone.user_id, row: gone });
    await next;
    await new Promise((resolve) => setTimeout(resolve, 0));
    expect(screen.queryByRole('dialog')).toBeNull();
  });
});
