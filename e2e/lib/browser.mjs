// Starts the Chromium that is installed on the machine. Downloads no browser.

import { chromium } from 'playwright-core';

const FLAGS = [
  '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
  '--disable-background-networking', '--disable-component-update', '--disable-sync',
];

/** Widths in CSS pixels with languages. */
export const SETTINGS = [
  { width: 1280, language: 'vi' }, { width: 1280, language: 'en' },
  { width: 360, language: 'vi' }, { width: 360, language: 'en' },
];
/** Where none is named: each width and each language once, and Vietnamese where room is scarce. */
export const USUAL = ['1280 en', '360 vi'];

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
