import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { bridgeReady } from '#bridge';
import { notesQuery } from './api/notes';
import { snapshotsQuery, stateQuery } from './api/queries';
import { App, newClient } from './app/app';

await bridgeReady;

// start draws the window into the page.
export function start(): HTMLElement {
  const root = document.getElementById('root');
  if (!root) throw new Error('the page has no root element');
  const client = newClient();
  // On their way while the first page is made.
  void client.prefetchQuery(stateQuery());
  void client.prefetchQuery(notesQuery());
  void client.prefetchQuery(snapshotsQuery());
  createRoot(root).render(
    <StrictMode>
      <App client={client} />
    </StrictMode>,
  );
  return root;
}
