import { makeStyles, tokens } from '@fluentui/react-components';
import { ArrowDownloadRegular } from '@fluentui/react-icons/svg/arrow-download';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useActions } from '../jobs/use-actions';
import { OnFileDrop, OnFileDropOff } from '../wailsjs/runtime/runtime';

const useStyles = makeStyles({
  over: {
    position: 'fixed',
    inset: '10px',
    zIndex: 2000000,
    pointerEvents: 'none',
    display: 'grid',
    placeContent: 'center',
    justifyItems: 'center',
    gap: '8px',
    fontSize: '16px',
    fontWeight: tokens.fontWeightSemibold,
    color: tokens.colorBrandForeground1,
    borderRadius: tokens.borderRadiusXLarge,
    border: `2px dashed ${tokens.colorBrandStroke1}`,
    backgroundColor: 'color-mix(in srgb, var(--ll-sheet) 92%, transparent)',
  },
  icon: { fontSize: '32px' },
});

const holdsFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false;

// useDragging tells whether files are being dragged over the window. Every
// element that is entered and left says so, hence the count.
function useDragging(): boolean {
  const [dragging, setDragging] = useState(false);
  useEffect(() => {
    let depth = 0;
    const enter = (event: DragEvent) => {
      if (holdsFiles(event)) setDragging(++depth > 0);
    };
    const leave = (event: DragEvent) => {
      if (holdsFiles(event)) setDragging(--depth > 0);
    };
    const end = () => {
      depth = 0;
      setDragging(false);
    };
    window.addEventListener('dragenter', enter);
    window.addEventListener('dragleave', leave);
    window.addEventListener('drop', end, { capture: true });
    return () => {
      window.removeEventListener('dragenter', enter);
      window.removeEventListener('dragleave', leave);
      window.removeEventListener('drop', end, { capture: true });
    };
  }, []);
  return dragging;
}

// DropFiles shows files that are dropped anywhere on the window, and opens a
// history file that is.
export function DropFiles() {
  const { t } = useTranslation();
  const styles = useStyles();
  const { dropped } = useActions();
  const dragging = useDragging();
  const latest = useRef(dropped);
  latest.current = dropped;
  useEffect(() => {
    OnFileDrop((_x, _y, paths) => void latest.current(paths), false);
    return () => OnFileDropOff();
  }, []);
  if (!dragging) return null;
  return (
    <div className={styles.over}>
      <ArrowDownloadRegular className={styles.icon} aria-hidden="true" />
      <span>{t('import.dropHere')}</span>
    </div>
  );
}
