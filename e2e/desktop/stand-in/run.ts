/**
 * `node run.ts <main.js>`: runs an application's built main module as Electron would, with the stand-in for `electron`.
 * The application becomes ready only after the module has been evaluated, so a top-level `await app.whenReady()`
 * hangs here as it does there.
 */
import { registerHooks } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const standIn = pathToFileURL(path.join(import.meta.dirname, 'electron.ts')).href;

registerHooks({
  resolve: (specifier, context, next) => (specifier === 'electron' ? { url: standIn, shortCircuit: true } : next(specifier, context)),
});

const [, , mainModule] = process.argv;
if (mainModule === undefined) throw new Error('which main module?');
Object.defineProperty(process, 'versions', { value: { ...process.versions, electron: '45.0.0-stand-in', chrome: '0.0.0.0' } });

const { emitReady } = await import('./app.ts');
await import('./control.ts');
// With the channel to the test put aside, a main module that waits for itself ends the process instead of hanging it.
process.channel?.unref();
await import(pathToFileURL(path.resolve(mainModule)).href);
process.channel?.ref();
emitReady();
