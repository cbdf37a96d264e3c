/**
 * How the three bundles are made: the shell's main process (ESM, with the core as a second entry that
 * src-main/core-process.ts pulls in by `?modulePath`), its preload script, and the console.
 * VALVOMO_BUILD names the bundles to make (comma separated; all by default): a headless core needs only the console.
 */
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import type { Plugin, UserConfig } from 'vite';

/** The console is served at many paths (`/devices/17`), so its files are named from the root; electron-vite would make them relative. */
const namedFromTheRoot: Plugin = {
  name: 'valvomo:named-from-the-root',
  enforce: 'post',
  config: () => ({ base: '/' }),
};

const main = {
  build: {
    outDir: 'out/main',
    rolldownOptions: { input: { main: 'src-main/main.ts' } },
  },
};

const preload = {
  build: {
    outDir: 'out/preload',
    // A sandboxed preload script cannot load packages, so whatever it imports goes into the file.
    externalizeDeps: false,
    // A sandboxed preload script must be CommonJS, whatever the package says.
    rolldownOptions: { input: { preload: 'src-main/preload.ts' }, output: { format: 'cjs' as const, entryFileNames: '[name].cjs' } },
  },
};

/** The console; the daily loop's development server takes its plugins. */
export const renderer: UserConfig = {
  root: 'src-renderer',
  plugins: [react(), namedFromTheRoot],
  build: {
    outDir: 'out/renderer',
    emptyOutDir: true,
    minify: 'oxc',
    // Fonts and icons stay files: the content security policy allows no data: fonts.
    assetsInlineLimit: 0,
    rolldownOptions: {
      input: 'src-renderer/index.html',
      output: {
        codeSplitting: {
          // A group takes what its packages import too, so what the first page needs as well is given out before the charts.
          groups: [
            { name: 'react', priority: 3, test: /node_modules[\\/](react|react-dom|scheduler|use-sync-external-store|clsx)[\\/]/ },
            { name: 'mantine', priority: 2, test: /node_modules[\\/](@mantine|@floating-ui)/ },
            { name: 'charts', priority: 1, test: /node_modules[\\/](recharts|d3-|victory-vendor|@reduxjs|immer|decimal)/ },
          ],
        },
      },
    },
  },
};

const bundles = { main, preload, renderer };

function isWanted(name: string): boolean {
  return (process.env['VALVOMO_BUILD'] ?? Object.keys(bundles).join()).split(',').includes(name);
}

export default defineConfig(Object.fromEntries(Object.entries(bundles).filter(([name]) => isWanted(name))));
