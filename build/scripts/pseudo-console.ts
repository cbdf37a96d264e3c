/**
 * Builds the console with a pseudo language in the place of English: every letter of the catalogues wears an accent and
 * every text is a third longer. What then still shows plain letters does not come from the catalogues.
 * `node build/scripts/pseudo-console.ts FOLDER`
 */
import { resolve } from 'node:path';

import { build, mergeConfig, type Plugin } from 'vite';

import { renderer } from '../../electron.vite.config.ts';
import { pseudoCatalogue } from './pseudo-text.ts';

const folder = process.argv[2];
if (folder === undefined) throw new Error('name the folder to build into');

const pseudoEnglish: Plugin = {
  name: 'valvomo:pseudo-english',
  enforce: 'pre',
  transform: (code, id) => (/\/locales\/en\/[\w-]+\.json$/.test(id) ? { code: JSON.stringify(pseudoCatalogue(JSON.parse(code))), map: null } : null),
};

const outDir = resolve(folder);
await build(mergeConfig(renderer, { configFile: false, logLevel: 'warn', plugins: [pseudoEnglish], build: { outDir, emptyOutDir: true, sourcemap: false } }));
