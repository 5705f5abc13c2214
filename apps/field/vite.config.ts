import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin, transformWithOxc } from 'vite';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

// The server answers /api; in development it runs beside this one.
const server = `http://127.0.0.1:${process.env.RAKOR_PORT ?? 8080}`;

/** Writes the service worker with the names of all that was built, and a version made of their content. */
function serviceWorker(): Plugin {
  return {
    name: 'rakor-service-worker',
    enforce: 'post',
    apply: 'build',
    async generateBundle(_options, bundle) {
      const hash = createHash('sha256');
      const built = Object.entries(bundle).filter(([name]) => !name.endsWith('.map'));
      for (const [name, part] of built)
        hash.update(name).update(part.type === 'chunk' ? part.code : part.source);
      const fixed = readdirSync(here('./public'));
      for (const name of fixed) hash.update(readFileSync(here(`./public/${name}`)));
      const files = [...built.map(([name]) => name), ...fixed].filter((name) => name !== 'index.html').sort();
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
  };
}

export default defineConfig({
  root: here('.'),
  base: '/lapor/',
  plugins: [react(), serviceWorker()],
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
