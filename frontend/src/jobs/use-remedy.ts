import { useTranslation } from 'react-i18next';
import type { ErrorCode } from '../api/types';
import { remedyOf } from '../states/remedies';
import { useActions } from './use-actions';

// useRemedy gives the button that helps against a failure; nothing when only
// reading its sentence does.
export function useRemedy() {
  const { t } = useTranslation();
  const { openOther, importFiles, sync } = useActions();
  return (code: ErrorCode, retry?: () => void): { label: string; act: () => void } | undefined => {
    const remedy = remedyOf(code);
    if (remedy === 'none') return undefined;
    const act = { retry, openOther, chooseFile: importFiles, sync }[remedy];
    return act ? { label: t(`error.action.${remedy}`), act } : undefined;
  };
}
