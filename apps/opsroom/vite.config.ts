import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

// The server answers /api; in development it runs beside this one.
const server = `http://127.0.0.1:${process.env.RAKOR_PORT ?? 8080}`;

export default defineConfig({
  root: here('.'),
  base: '/',
  plugins: [react()],
  build: {
    outDir: here('../../dist/opsroom'),
    emptyOutDir: true,
    target: 'es2022',
    // Inlined fonts and images would need `data:` in the content policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  worker: { format: 'es' },
  server: {
    host: '127.0.0.1',
    port: 5173,
    fs: { allow: [here('../..')] },
    proxy: { '/api': { target: server } },
  },
});
