/**
 * `node build/scripts/build.ts [renderer] [core] [desktop]`: makes the named bundles unless they are newer than
 * what they are made of; all without a name. Everything it says goes to stderr.
 */
import { bringUpToDate, isBundle } from './bundles.ts';

const named = process.argv.slice(2).filter(isBundle);

const made = await bringUpToDate(named.length > 0 ? named : ['renderer', 'core', 'desktop']);
process.exitCode = made ? 0 : 1;
