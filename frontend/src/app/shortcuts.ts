import { useEffect, useRef } from 'react';

// Every key that does something wherever the person is, and, marked so, those
// that a part of a page handles itself. The help under ? and the handling of
// keys both read this list. Key names are those on the keys; they are not
// translated.
export const shortcuts = [
  { name: 'palette', keys: ['Ctrl', 'K'] },
  { name: 'search', keys: ['Ctrl', 'F'] },
  { name: 'previous', keys: ['Alt', '←'] },
  { name: 'next', keys: ['Alt', '→'] },
  { name: 'latest', keys: ['Alt', 'Home'] },
  { name: 'goTo', keys: ['Ctrl', 'G'] },
  { name: 'person', keys: ['Enter'], ofPart: true },
  { name: 'neighbour', keys: ['Alt', '↑ ↓'], ofPart: true },
  { name: 'select', keys: ['Space'], ofPart: true },
  { name: 'selectMore', keys: ['Shift', '↓'], ofPart: true },
  { name: 'selectAll', keys: ['Ctrl', 'A'], ofPart: true },
  { name: 'copy', keys: ['Ctrl', 'C'], ofPart: true },
  { name: 'menu', keys: ['Shift', 'F10'], ofPart: true },
  { name: 'filter', keys: ['Alt', '↓'], ofPart: true },
  { name: 'export', keys: ['Ctrl', 'E'] },
  { name: 'hideNames', keys: ['Ctrl', 'Shift', 'H'] },
  { name: 'settings', keys: ['Ctrl', ','] },
  { name: 'help', keys: ['?'] },
] as const satisfies readonly { name: string; keys: readonly string[]; ofPart?: true }[];

export type Shortcut = (typeof shortcuts)[number]['name'];

const arrows: Record<string, string> = { '←': 'arrowleft', '→': 'arrowright', '↓': 'arrowdown' };

// isPressed tells whether an event is the press of these keys.
export function isPressed(keys: readonly string[], event: KeyboardEvent): boolean {
  const key = keys.at(-1) ?? '';
  const wanted = arrows[key] ?? key.toLowerCase();
  if (event.key?.toLowerCase() !== wanted) return false;
  if (event.altKey !== keys.includes('Alt')) return false;
  if ((event.ctrlKey || event.metaKey) !== keys.includes('Ctrl')) return false;
  // Signs such as ? need Shift on some keyboards and not on others.
  return !/^[a-z]/.test(wanted) || event.shiftKey === keys.includes('Shift');
}

const isTyping = (event: KeyboardEvent) =>
  (event.target as HTMLElement | null)?.closest?.('input, textarea, select, [contenteditable=true]') != null;

// What each shortcut does now: the part that was drawn last goes first.
const acts = new Map<Shortcut, (() => void)[]>();

// canRun tells whether a shortcut does something here; run does it.
export const canRun = (name: Shortcut) => (acts.get(name)?.length ?? 0) > 0;
export const run = (name: Shortcut) => acts.get(name)?.at(-1)?.();

function onKey(event: KeyboardEvent) {
  const pressed = shortcuts.find((one) => !('ofPart' in one) && isPressed(one.keys, event));
  if (!pressed || !canRun(pressed.name)) return;
  if (pressed.keys.length === 1 && isTyping(event)) return;
  event.preventDefault();
  event.stopPropagation();
  run(pressed.name);
}

// useShortcut lets a shortcut do something while a part is drawn.
export function useShortcut(name: Shortcut, act: () => void) {
  const latest = useRef(act);
  latest.current = act;
  useEffect(() => {
    const own = () => latest.current();
    acts.set(name, [...(acts.get(name) ?? []), own]);
    window.addEventListener('keydown', onKey, { capture: true }); // adding the same one twice changes nothing
    return () => {
      const others = (acts.get(name) ?? []).filter((one) => one !== own);
      acts.set(name, others);
    };
  }, [name]);
}
