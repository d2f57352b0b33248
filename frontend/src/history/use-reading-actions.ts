import { useQueryClient } from '@tanstack/react-query';
import { backend } from '../api/backend';
import { toAppError } from '../api/errors';
import { runsQuery } from '../api/queries';
import { useNotice } from '../jobs/use-actions';
import { offerUndo } from '../states/undo';

// useReadingActions are what can be done to readings. What fails is told at the
// foot of the window, and the list is read again.
export function useReadingActions() {
  const client = useQueryClient();
  const { setNotice } = useNotice();
  const attempt = async (action: () => Promise<unknown>) => {
    setNotice(null);
    try {
      await action();
    } catch (thrown) {
      setNotice(toAppError(thrown));
    }
    await client.invalidateQueries({ queryKey: runsQuery().queryKey });
  };
  const remove = async (id: number, text: string) => {
    await backend.deleteReading(id);
    offerUndo({
      text,
      undo: () => void attempt(() => backend.bringBackReading(id)),
      ended: () => void attempt(() => backend.finishDeleting(id)),
    });
  };
  return {
    pin: (ids: number[], pinned: boolean) => attempt(() => backend.pinReadings(ids, pinned)),
    label: (id: number, text: string) => attempt(() => backend.labelReading(id, text)),
    // month is as 2026-03; closed takes it back.
    close: (month: string, closed: boolean) =>
      attempt(() => (closed ? backend.reopenMonth(month) : backend.closeMonth(month))),
    // text says what was deleted, where it can be taken back.
    remove: (id: number, text: string) => attempt(() => remove(id, text)),
  };
}
