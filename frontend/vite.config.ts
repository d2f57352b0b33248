import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));

// The dev server puts an inline script in the page, which the policy of the
// built window forbids.
const withoutPolicy = {
  name: 'without-policy',
  transformIndexHtml: (html: string) => html.replace(/<meta\s+http-equiv="Content-Security-Policy"[^>]*>/, ''),
};

// `npm run dev` and the component tests have no Go program behind them: there
// the bridge is the fake one, typed by the generated bindings.
export default defineConfig(({ mode }) => ({
  plugins: [react(), mode === 'production' ? null : withoutPolicy],
  resolve: {
    alias: {
      '#bridge': at(mode === 'production' ? './src/api/bridge.ts' : './src/testing/bridge.ts'),
    },
  },
  // The program puts a word of its own in place of this one (app/desktop/policy.go).
  ...(mode === 'production' ? { html: { cspNonce: 'of-this-page' } } : {}),
  build: {
    outDir: 'dist',
    target: ['safari16', 'chrome110'],
    // The tracked placeholder in dist must survive, so the script empties it.
    emptyOutDir: false,
    chunkSizeWarningLimit: 2500,
    assetsInlineLimit: 0,
  },
  server: { host: '127.0.0.1', port: 5173, strictPort: true },
  test: {
    environment: 'jsdom',
    include: ['src/**/*.test.{ts,tsx}'],
    setupFiles: ['./src/testing/setup.ts'],
    testTimeout: 15_000,
    pool: 'threads',
    isolate: false,
    maxWorkers: 2,
    css: false,
    // Each test file reads Fluent UI anew: as one file, not as thousands. The grid is in it
    // with its React part, which else brings another one, without our modules.
    deps: {
      optimizer: {
        client: {
          enabled: true,
          include: ['@fluentui/react-components', '@fluentui/react-icons', 'ag-grid-community', 'ag-grid-react'],
        },
      },
    },
  },
}));
