/**
 * `node build/scripts/build.ts [renderer] [desktop]`: makes the named bundles unless they are newer than
 * what they are made of; both without a name. Everything it says goes to stderr.
 */
import { bringUpToDate, isBundle } from './bundles.ts';

const named = process.argv.slice(2).filter(isBundle);

const made = await bringUpToDate(named.length > 0 ? named : ['renderer', 'desktop']);
process.exitCode = made ? 0 : 1;
