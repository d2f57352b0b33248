import { useEffect } from 'react';
import { WindowSetTitle } from '../wailsjs/runtime/runtime';

// useTitle names the window, for the task switcher.
export function useTitle(title: string) {
  useEffect(() => {
    document.title = title;
    WindowSetTitle(title);
  }, [title]);
}
