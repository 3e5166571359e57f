import { existsSync } from 'node:fs';
import type { LaunchOptions } from 'playwright-core';

const PLACES = [
  process.env.CHROMIUM_PATH,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/** The system's own Chromium, or null. */
export function findChromium(): string | null {
  return PLACES.find((path) => path !== undefined && existsSync(path)) ?? null;
}

/** How Chromium is started so that it draws WebGL without a graphics card, runs as root, and calls nobody. */
export function chromiumOptions(more: readonly string[] = []): LaunchOptions {
  const executablePath = findChromium();
  if (!executablePath)
    throw new Error(
      'No Chromium is installed. On Debian: apt-get install chromium fonts-noto-cjk. Or set CHROMIUM_PATH.',
    );
  return {
    executablePath,
    args: [
      '--no-sandbox',
      '--use-angle=swiftshader',
      '--enable-unsafe-swiftshader',
      '--ignore-gpu-blocklist',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
      ...more,
    ],
  };
}
