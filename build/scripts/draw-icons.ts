/**
 * `node build/scripts/draw-icons.ts`: draws assets/icons/*.svg as the PNG files that Electron and electron-builder want,
 * in the machine's Chromium. The PNG files are committed; run it after changing an SVG file.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';

import { chromium, type Page } from 'playwright-core';

import { findChromium } from './verdict/chromium.ts';

const root = join(import.meta.dirname, '..', '..');
const folder = join(root, 'assets', 'icons');
const font = readFileSync(join(root, 'node_modules/@fontsource-variable/inter/files/inter-latin-wght-normal.woff2')).toString('base64');

interface Size {
  pixels: number;
  /** Electron's mark for dense screens. */
  suffix: string;
}

const traySizes: Size[] = [
  { pixels: 16, suffix: '' },
  { pixels: 24, suffix: '@1.5x' },
  { pixels: 32, suffix: '@2x' },
];
const applicationSizes: Size[] = [{ pixels: 512, suffix: '' }];

async function draw(page: Page, file: string, { pixels, suffix }: Size): Promise<void> {
  const svg = readFileSync(join(folder, file), 'utf8').replace('<svg', `<svg width="${pixels}" height="${pixels}" style="display:block"`);
  await page.setViewportSize({ width: pixels, height: pixels });
  await page.setContent(`<style>@font-face{font-family:Inter;src:url(data:font/woff2;base64,${font})}body{margin:0}</style>${svg}`);
  await page.evaluate(() => document.fonts.ready);
  const name = `${basename(file, '.svg')}${suffix}.png`;
  writeFileSync(join(folder, name), await page.screenshot({ omitBackground: true }));
}

const browser = await chromium.launch({
  executablePath: findChromium() ?? undefined,
  args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
});
const page = await browser.newPage();
for (const file of readdirSync(folder).filter((name) => name.endsWith('.svg'))) {
  for (const size of file.startsWith('tray-') ? traySizes : applicationSizes) await draw(page, file, size);
}
await browser.close();
