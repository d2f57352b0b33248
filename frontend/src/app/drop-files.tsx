import { useEffect, useRef } from 'react';
import { useActions } from '../jobs/use-actions';
import { OnFileDrop, OnFileDropOff } from '../wailsjs/runtime/runtime';

// DropFiles reads CSV files that are dropped anywhere on the window, and opens
// a history file that is.
export function DropFiles() {
  const { dropped } = useActions();
  const latest = useRef(dropped);
  latest.current = dropped;
  useEffect(() => {
    OnFileDrop((_x, _y, paths) => void latest.current(paths), false);
    return () => OnFileDropOff();
  }, []);
  return null;
}
