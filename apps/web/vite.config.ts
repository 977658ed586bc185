import path from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const root = import.meta.dirname;
const contracts = path.resolve(root, '../../libs/contracts/index.ts');

/** Where the development server finds the API. The built pages are served by the API itself. */
const api = process.env.ASSAY_API_URL ?? 'http://localhost:3000';

export default defineConfig({
  root,
  plugins: [react()],
  resolve: {
    alias: [
      { find: '@assay/contracts', replacement: contracts },
      { find: /^zod$/, replacement: path.resolve(root, 'src/zod-without-eval.ts') },
    ],
  },
  worker: { format: 'es' },
  server: { port: 5173, proxy: { '/api': api } },
  build: {
    outDir: path.resolve(root, '../../dist/web'),
    emptyOutDir: true,
    target: 'es2022',
    // The page's policy allows no images or scripts from data addresses.
    assetsInlineLimit: 0,
    // The TypeScript language worker is one file of several megabytes, loaded only once the editor is open.
    chunkSizeWarningLimit: 8000,
    reportCompressedSize: false,
  },
});
