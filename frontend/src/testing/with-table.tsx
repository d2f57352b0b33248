import { FluentProvider } from '@fluentui/react-components';
import { QueryClientProvider, useQuery } from '@tanstack/react-query';
import { render } from '@testing-library/react';
import type { ReactNode } from 'react';
import { I18nextProvider } from 'react-i18next';
import { listen } from '../api/events';
import { viewQuery } from '../api/queries';
import { newClient } from '../app/app';
import { kindOf, PlaceProvider, requestOf, usePlace } from '../app/place';
import { i18n } from '../i18n/i18n';
import { useChoice } from '../table/kept-sort';
import { TableContext } from '../table/table-context';
import { themes } from '../theme/theme';

function Around({ children }: { children: ReactNode }) {
  const { place } = usePlace();
  const { choice, change, ready } = useChoice(kindOf(place));
  const request = requestOf(place);
  const { data: view, isFetching: opening } = useQuery({ ...viewQuery(request), enabled: ready });
  return (
    <TableContext value={{ request, choice, change, view, opening, nextLook: '', briefly: false }}>
      {view ? children : null}
    </TableContext>
  );
}

// renderWithTable draws a part of the table's page against the installed fake
// program, without the grid and the frame, which take their time in jsdom.
export function renderWithTable(part: ReactNode) {
  const client = newClient();
  listen(client);
  return render(
    <QueryClientProvider client={client}>
      <I18nextProvider i18n={i18n}>
        <PlaceProvider>
          <FluentProvider theme={themes.light}>
            <Around>{part}</Around>
          </FluentProvider>
        </PlaceProvider>
      </I18nextProvider>
    </QueryClientProvider>,
  );
}
