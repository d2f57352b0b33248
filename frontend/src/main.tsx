import './theme/base.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { bridgeReady } from '#bridge';
import { App, newClient } from './app/app';

await bridgeReady;
const root = document.getElementById('root');
if (!root) throw new Error('the page has no root element');
createRoot(root).render(
  <StrictMode>
    <App client={newClient()} />
  </StrictMode>,
);
