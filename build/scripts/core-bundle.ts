/** How the headless core becomes one file. Only better-sqlite3, which is a program of the machine, stays a package beside it. */
import { join } from 'node:path';
import { build, type InlineConfig } from 'vite';

/** As it is written, so that what is told of an error can be read: without the comments, and in ASCII, which takes half the memory. */
const output = {
  comments: false,
  minify: { compress: false, mangle: false, codegen: { removeWhitespace: false, asciiOnly: true } },
} as const;

/** Make `out/core/cli.js`. */
export async function buildCore(root: string): Promise<void> {
  const config: InlineConfig = {
    root,
    configFile: false,
    logLevel: 'warn',
    ssr: { noExternal: true, external: ['better-sqlite3'] },
    build: { ssr: 'embedded-server/cli.ts', outDir: join('out', 'core'), emptyOutDir: true, copyPublicDir: false, target: 'node24', rolldownOptions: { output } },
  };
  await build(config);
}
