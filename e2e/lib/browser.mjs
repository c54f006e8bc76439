// Starts the Chromium that is installed on the machine. Downloads no browser.

import { chromium } from 'playwright-core';

const FLAGS = [
  '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
  '--disable-background-networking', '--disable-component-update', '--disable-sync',
];

export const WIDTHS = [1280, 360];
export const LANGUAGES = ['vi', 'en'];

export function launch() {
  const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium';
  return chromium.launch({ executablePath, headless: true, args: FLAGS });
}

/** A new browser profile. Walks have no scripts; only the auditor's page has them. */
export function visitor(browser, { width, language, scripts = false }) {
  return browser.newContext({
    javaScriptEnabled: scripts,
    viewport: { width, height: width < 600 ? 740 : 900 },
    locale: language === 'vi' ? 'vi-VN' : 'en-GB',
    timezoneId: 'Asia/Ho_Chi_Minh',
    reducedMotion: 'reduce',
  });
}
