import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const api = process.env.API_URL ?? 'http://127.0.0.1:8080';

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  // The server puts a nonce of its own here into every page that it sends: static-client.ts knows the word.
  html: { cspNonce: 'NONCE-OF-THIS-REPLY' },
  resolve: {
    alias: [
      { find: /^\.{1,2}\/getScrollBarSize$/, replacement: `${import.meta.dirname}/src/theme/scroll-bar-size.ts` },
    ],
  },
  build: {
    outDir: 'dist',
    target: 'es2022',
    sourcemap: false,
    // The map library by itself is over the usual limit, and no page does without it.
    chunkSizeWarningLimit: 1100,
    // Libraries change less often than the page: in files of their own they stay in the browser's cache.
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: 'maplibre', test: /node_modules[\\/]maplibre-gl[\\/]/ },
            { name: 'react', test: /node_modules[\\/](react|react-dom|scheduler)[\\/]/ },
            { name: 'zod', test: /node_modules[\\/]zod[\\/]|api[\\/]without-eval/ },
          ],
        },
      },
    },
  },
  worker: { format: 'es' },
  server: { host: '127.0.0.1', port: 5173, strictPort: true, proxy: { '/api': api, '/tiles': api } },
});
