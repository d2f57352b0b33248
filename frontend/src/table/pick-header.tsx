import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useTablePicking } from './use-selection';

// The column of boxes that select rows.
export const pickColumn = 'pick';

// PickHeader is the box that selects all rows, or none.
export function PickHeader() {
  const { t } = useTranslation();
  const { all, count, pickAll, clear } = useTablePicking();
  const box = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (box.current) box.current.indeterminate = !all && count > 0;
  }, [all, count]);
  return (
    <input
      ref={box}
      type="checkbox"
      className="ll-box"
      tabIndex={-1}
      checked={all}
      aria-label={all ? t('select.none') : t('select.all')}
      onChange={() => (all ? clear() : pickAll())}
    />
  );
}
