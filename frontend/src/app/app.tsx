import { FluentProvider } from '@fluentui/react-components';
import { QueryClient, QueryClientProvider, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import { I18nextProvider } from 'react-i18next';
import { toAppError } from '../api/errors';
import { listen } from '../api/events';
import { hideNames } from '../api/names';
import { notesQuery } from '../api/notes';
import { stateQuery } from '../api/queries';
import { ConnectPage } from '../connect/connect-page';
import { useConnecting } from '../connect/use-connecting';
import { FormatContext, makeFormat } from '../i18n/format';
import { i18n, languageOf } from '../i18n/i18n';
import { ImportDialog } from '../imports/import-dialog';
import { useNotice } from '../jobs/use-actions';
import { CouldNotRead } from '../states/failed';
import { TenantsOutside } from '../tenants/tenants-outside';
import { calmButtons } from '../theme/calm-buttons';
import { ownTokens, themes } from '../theme/theme';
import { useLook } from '../theme/use-look';
import { Welcome } from '../welcome/welcome';
import { DropFiles } from './drop-files';
import { Frame } from './frame';
import { PlaceProvider, usePlacePart } from './place';

export const newClient = () =>
  new QueryClient({ defaultOptions: { queries: { refetchOnWindowFocus: false, networkMode: 'always' } } });

function Window() {
  const client = useQueryClient();
  const { data: state, error, refetch } = useQuery(stateQuery());
  // How the window was left is known before a page is drawn, or cannot be.
  const { isFetched: remembers } = useQuery(notesQuery());
  const { setNotice } = useNotice();
  const { step } = useConnecting();
  const page = usePlacePart((place) => place.page);
  const startup = state?.startup;
  useEffect(() => {
    if (startup) setNotice(toAppError(JSON.stringify(startup)));
  }, [startup, setNotice]);
  useEffect(() => listen(client), [client]);

  const hidden = state?.settings.hideNames ?? false;
  hideNames(hidden); // before a page below asks for anything
  const look = useLook(state?.settings.theme ?? 'system');
  const language = languageOf(state?.settings.language ?? 'system');
  const zone = state?.ledger?.zone ?? '';
  const format = useMemo(() => makeFormat(language, zone), [language, zone]);
  if (i18n.language !== language) void i18n.changeLanguage(language);

  useEffect(() => {
    const root = document.documentElement;
    root.lang = language;
    root.dataset.look = look;
    root.dataset.names = hidden ? 'hidden' : 'shown';
    root.style.colorScheme = look;
    for (const [name, value] of Object.entries(ownTokens[look])) root.style.setProperty(name, value);
  }, [look, language, hidden]);

  return (
    <FluentProvider
      theme={themes[look]}
      customStyleHooks_unstable={calmButtons}
      style={{ height: '100%', background: 'var(--ll-canvas)' }}
    >
      <FormatContext value={format}>
        <DropFiles />
        <ImportDialog />
        {error ? <CouldNotRead thrown={error} onRetry={() => void refetch()} /> : null}
        {state && step && remembers ? <ConnectPage step={step} /> : null}
        {state && !step && !state.ledger ? page === 'tenants' ? <TenantsOutside /> : <Welcome /> : null}
        {state?.ledger && !step && remembers ? <Frame key={state.ledger.path} ledger={state.ledger} /> : null}
      </FormatContext>
    </FluentProvider>
  );
}

export function App(props: { client: QueryClient }) {
  return (
    <QueryClientProvider client={props.client}>
      <I18nextProvider i18n={i18n}>
        <PlaceProvider>
          <Window />
        </PlaceProvider>
      </I18nextProvider>
    </QueryClientProvider>
  );
}
