import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { backend } from '../api/backend';
import { accessQuery, stateQuery } from '../api/queries';
import type { ErrorCode } from '../api/types';
import { useGo } from '../app/place';
import { remedyOf } from '../states/remedies';
import { useActions } from './use-actions';

// useRemedy gives the button that helps against a failure; nothing when only
// reading its sentence does.
export function useRemedy() {
  const { t } = useTranslation();
  const { openOther, importFiles, sync, fetchDue, attempt } = useActions();
  const { data: state } = useQuery(stateQuery());
  const { data: access } = useQuery(accessQuery());
  const byApp = access?.connection?.auth === 'certificate';
  const { go } = useGo();
  const settled = (act: () => Promise<string>) => () => {
    go({ to: 'page', page: 'settings' }); // which shows what comes of it
    void attempt(act);
  };
  // The sample has nobody to sign in and nothing to ask for.
  const real = state?.ledger && !state.ledger.isSample;
  return (code: ErrorCode, retry?: () => void): { label: string; act: () => void } | undefined => {
    const remedy = remedyOf(code);
    if (remedy === 'none') return undefined;
    const act = {
      retry,
      openOther,
      chooseFile: importFiles,
      sync,
      access: real ? settled(backend.startAccessCheck) : undefined,
      // An app that signs in by certificate has nobody who could.
      fetchDue: real ? (byApp ? settled(backend.startSignIn) : fetchDue) : undefined,
      signIn: real ? settled(backend.startSignIn) : undefined,
    }[remedy];
    return act ? { label: t(`error.action.${remedy}`), act } : undefined;
  };
}
