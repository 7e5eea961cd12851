// paint.js CHROMIUM FILE TIMES: opens the page so many times, each time afresh, and prints the seconds from the navigation
// to the first paint. Drives Chromium with what tests/browser does.
"use strict";
const path = require("path");
const { pathToFileURL } = require("url");

const browserTests = path.join(__dirname, "..", "browser");
const { chromium } = require(require.resolve("playwright-core", { paths: [browserTests] }));

const firstPaint = () =>
  new Promise((done) => {
    new PerformanceObserver((list, observer) => {
      const paint = list.getEntriesByName("first-paint")[0];
      if (!paint) return;
      observer.disconnect();
      done(paint.startTime);
    }).observe({ type: "paint", buffered: true });
  });

const load = async (browser, address) => {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  const page = await context.newPage();
  await page.goto(address);
  const milliseconds = await page.evaluate(firstPaint);
  await context.close();
  return milliseconds / 1000;
};

const main = async () => {
  const [executablePath, file, times] = process.argv.slice(2);
  // Chromium refuses a sandbox to root; what it opens here was written by the benchmark.
  const args = process.getuid && process.getuid() === 0 ? ["--no-sandbox"] : [];
  const browser = await chromium.launch({ executablePath, args });
  try {
    const address = pathToFileURL(path.resolve(file)).href;
    for (let i = 0; i < Number(times); i++) console.log((await load(browser, address)).toFixed(6));
  } finally {
    await browser.close();
  }
};

main().catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
