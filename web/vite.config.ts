import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  plugins: [react()],
  build: {
    // Offices use old Chromium cores.
    target: 'chrome87',
    manifest: true,
    modulePreload: { polyfill: false },
    // The content security policy has no place for data: addresses.
    assetsInlineLimit: 0,
  },
  // What reads old workbooks is loaded only for one.
  worker: { format: 'es' },
  server: {
    proxy: {
      '/api': {
        target: 'http://localhost:8080',
        // Unsafe methods must come from the server's own origin.
        configure: (proxy) =>
          proxy.on('proxyReq', (request) => request.setHeader('origin', 'http://localhost:8080')),
      },
    },
  },
  test: { environment: 'node', include: ['src/**/*.test.ts'] },
});
