import { Button, makeStyles } from '@fluentui/react-components';
import { ArrowUndoRegular } from '@fluentui/react-icons/svg/arrow-undo';
import { DismissRegular } from '@fluentui/react-icons/svg/dismiss';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';

// Undoing is what was just done, in a sentence, and how it is taken back.
export interface Undoing {
  text: string;
  undo: () => void;
  ended?: () => void; // when it can be taken back no longer
}

const seconds = 10;

let offered: Undoing | undefined;
const listeners = new Set<() => void>();

function put(next: Undoing | undefined) {
  offered = next;
  for (const listener of listeners) listener();
}

// offerUndo shows for ten seconds that something was done, and lets it be taken
// back. What was offered before can be no longer.
export function offerUndo(next: Undoing | undefined) {
  const before = offered;
  put(next);
  before?.ended?.();
}

const subscribe = (changed: () => void) => {
  listeners.add(changed);
  return () => listeners.delete(changed);
};

const useStyles = makeStyles({
  bar: {
    display: 'flex',
    alignItems: 'center',
    gap: '10px',
    minHeight: '38px',
    padding: '0 12px 0 20px',
    fontSize: '13px',
    backgroundColor: 'var(--ll-canvas)',
    borderTop: '1px solid var(--ll-line)',
  },
  text: { minWidth: 0, overflow: 'hidden', textOverflow: 'ellipsis' },
  end: { marginLeft: 'auto' },
});

// UndoBar stands at the foot of the window while something can be taken back.
// It stays for as long as somebody points at it or is in it.
export function UndoBar() {
  const { t } = useTranslation();
  const styles = useStyles();
  const now = useSyncExternalStore(subscribe, () => offered);
  const [held, setHeld] = useState(false);
  useEffect(() => {
    if (!now || held) return;
    const timer = setTimeout(() => offerUndo(undefined), seconds * 1000);
    return () => clearTimeout(timer);
  }, [now, held]);
  return (
    <div role="status">
      {now ? (
        // biome-ignore lint/a11y/noStaticElementInteractions: pointing at it only makes it stay
        <div
          className={styles.bar}
          onMouseEnter={() => setHeld(true)}
          onMouseLeave={() => setHeld(false)}
          onFocus={() => setHeld(true)}
          onBlur={() => setHeld(false)}
        >
          <span className={styles.text}>{now.text}</span>
          <Button
            size="small"
            icon={<ArrowUndoRegular />}
            onClick={() => {
              put(undefined);
              setHeld(false);
              now.undo();
            }}
          >
            {t('undo.button')}
          </Button>
          <Button
            className={styles.end}
            size="small"
            appearance="subtle"
            icon={<DismissRegular />}
            aria-label={t('job.dismiss')}
            onClick={() => {
              offerUndo(undefined);
              setHeld(false);
            }}
          />
        </div>
      ) : null}
    </div>
  );
}
