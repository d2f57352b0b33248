import { useEffect } from 'react';
import { oneLine } from '../i18n/one-line';
import { WindowSetTitle } from '../wailsjs/runtime/runtime';

const longest = 200; // characters of a title: some systems take no more than a few hundred

// useTitle names the window, for the task switcher.
export function useTitle(text: string) {
  const title = [...oneLine(text)].slice(0, longest).join('');
  useEffect(() => {
    document.title = title;
    WindowSetTitle(title);
  }, [title]);
}
