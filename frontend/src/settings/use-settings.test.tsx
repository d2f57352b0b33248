import { QueryClientProvider } from '@tanstack/react-query';
import { act, renderHook, waitFor } from '@testing-library/react';
import type { ReactNode } from 'react';
import { describe, expect, it } from 'vitest';
import { newClient } from '../app/app';
import { FakeProgram } from '../testing/fake-program';
import type { Go } from '../testing/fake-types';
import { useSettings } from './use-settings';

// opened gives the settings of a window, once they were read, and what it calls.
async function opened() {
  const program = new FakeProgram({ people: 12 });
  program.install();
  const { Window } = (window as unknown as { go: { desktop: { Window: Go } } }).go.desktop;
  const client = newClient();
  const wrapper = (props: { children: ReactNode }) => (
    <QueryClientProvider client={client}>{props.children}</QueryClientProvider>
  );
  const { result } = renderHook(useSettings, { wrapper });
  await waitFor(() => expect(result.current.version).not.toBe(''));
  return { program, Window, client, result };
}

describe('Settings', () => {
  it('that are changed within moments of each other are all kept, however long the first takes', async () => {
    const { program, Window, result } = await opened();
    const write = Window.SaveSettings;
    let letGo = () => {};
    const gate = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    let first = true;
    Window.SaveSettings = async (next) => {
      if (first) {
        first = false;
        await gate;
      }
      return write(next);
    };
    const { save } = result.current; // as it was drawn, for all three
    let saved: Promise<unknown> = Promise.resolve();
    act(() => {
      saved = Promise.all([save({ startAtWelcome: true }), save({ theme: 'dark' }), save({ language: 'nl' })]);
    });
    await waitFor(() => expect(result.current.settings).toMatchObject({ theme: 'dark', language: 'nl' }));
    letGo();
    await act(() => saved);
    expect(program.settings).toMatchObject({ startAtWelcome: true, theme: 'dark', language: 'nl' });
  });

  it('hold over a state that was read before them and arrives after them, and nothing else of it is lost', async () => {
    const { program, Window, client, result } = await opened();
    const read = Window.State;
    let arrives = () => {};
    Window.State = async () => {
      const state = { ...(await read()), version: 'of another day' };
      await new Promise<void>((resolve) => {
        arrives = resolve;
      });
      return state;
    };
    let reading: Promise<void> = Promise.resolve();
    act(() => {
      reading = client.invalidateQueries({ queryKey: ['state'] });
    });
    await act(() => result.current.save({ startAtWelcome: true }));
    arrives();
    await act(() => reading);
    await waitFor(() => expect(result.current.version).toBe('of another day'));
    expect(result.current.settings).toMatchObject({ startAtWelcome: true });
    await act(() => result.current.save({ theme: 'dark' }));
    expect(program.settings).toMatchObject({ startAtWelcome: true, theme: 'dark' });
  });
});
