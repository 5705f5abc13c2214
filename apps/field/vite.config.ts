import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin, transformWithOxc } from 'vite';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

// The server answers /api; in development it runs beside this one.
const server = `http://127.0.0.1:${process.env.RAKOR_PORT ?? 8080}`;

// Vite writes its last placeholders into chunks while the bundle is generated: who reads their text comes after it.
const LAST = { order: 'post' } as const;

/** Writes the service worker with the names of all that was built, and a version made of their content. */
function serviceWorker(): Plugin {
  return {
    name: 'rakor-service-worker',
    enforce: 'post',
    apply: 'build',
    generateBundle: {
      ...LAST,
      async handler(_options, bundle) {
        const hash = createHash('sha256');
        const built = Object.entries(bundle).filter(([name]) => !name.endsWith('.map'));
        for (const [name, part] of built)
          hash.update(name).update(part.type === 'chunk' ? part.code : part.source);
        const fixed = readdirSync(here('./public'));
        for (const name of fixed) hash.update(readFileSync(here(`./public/${name}`)));
        const files = [...built.map(([name]) => name), ...fixed]
          .filter((name) => name !== 'index.html')
          .sort();
        const source = readFileSync(here('./service-worker.ts'), 'utf8');
        hash.update(source);
        const { code } = await transformWithOxc(source, 'service-worker.ts', {
          define: {
            'import.meta.env.FILES': JSON.stringify(['', ...files]),
            'import.meta.env.VERSION': JSON.stringify(hash.digest('hex').slice(0, 16)),
          },
        });
        this.emitFile({ type: 'asset', fileName: 'sw.js', source: code });
      },
    },
  };
}

/** Twins of the text files, packed once at the build: the server sends them instead of packing at each request. */
function compressed(): Plugin {
  return {
    name: 'rakor-compressed',
    enforce: 'post',
    apply: 'build',
    generateBundle: {
      ...LAST,
      handler(_options, bundle) {
        for (const [name, part] of Object.entries(bundle)) {
          if (!/\.(js|css|html)$/.test(name)) continue;
          const text = Buffer.from(part.type === 'chunk' ? part.code : part.source);
          this.emitFile({ type: 'asset', fileName: `${name}.br`, source: brotliCompressSync(text) });
          this.emitFile({ type: 'asset', fileName: `${name}.gz`, source: gzipSync(text, { level: 9 }) });
        }
      },
    },
  };
}

export default defineConfig({
  root: here('.'),
  base: '/lapor/',
  plugins: [react(), serviceWorker(), compressed()],
  // The same components, a third of the script: what a cheap phone has to load and to read (docs/decisions/0009).
  resolve: {
    alias: {
      'react/jsx-runtime': fileURLToPath(import.meta.resolve('preact/jsx-runtime')),
      'react-dom/client': fileURLToPath(import.meta.resolve('preact/compat/client')),
      'react-dom': fileURLToPath(import.meta.resolve('preact/compat')),
      react: fileURLToPath(import.meta.resolve('preact/compat')),
    },
  },
  build: {
    outDir: here('../../dist/field'),
    emptyOutDir: true,
    target: 'es2022',
    // Inlined images would need `data:` in the content policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  server: {
    host: '127.0.0.1',
    port: 5174,
    fs: { allow: [here('../..')] },
    proxy: { '/api': { target: server } },
  },
});
