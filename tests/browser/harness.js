// What the suites share: Chromium, a page that is watched, and claims that are counted. A suite is a file of tests, each
// a function of a `Run`; run.js runs one.
"use strict";
const fs = require("fs");
const path = require("path");
const { pathToFileURL } = require("url");

const SKIPPED = 77; // what ctest takes for it
const PLACES = [process.env.ACCORD_CHROMIUM, "/usr/bin/chromium", "/usr/bin/chromium-browser"].filter(Boolean);

const skip = (why) => {
  console.log("skipped: " + why);
  process.exit(SKIPPED);
};

const findChromium = () => PLACES.find((place) => fs.existsSync(place)) || skip("there is no Chromium here (Debian: chromium)");

const loadPackage = (name) => {
  try {
    return require(name);
  } catch (error) {
    if (error.code !== "MODULE_NOT_FOUND") throw error;
    return skip(name + " is not installed: npm ci in tests/browser");
  }
};

class Run {
  constructor(folder, artefacts) {
    this.folder = folder;
    this.artefacts = artefacts;
    this.claims = 0;
    this.failures = [];
    this.title = "";
  }

  // A claim. What is not so is told at the end, and stops nothing.
  that(holds, what) {
    this.claims++;
    if (!holds) this.failures.push(this.title + ": " + what);
  }

  same(found, expected, what) {
    const [a, b] = [found, expected].map((value) => JSON.stringify(value));
    this.that(a === b, `${what}: found ${a}, expected ${b}`);
  }

  async start() {
    const { chromium } = loadPackage("playwright-core");
    // Chromium refuses a sandbox to root; what it opens here are files that these tests wrote.
    const args = process.getuid && process.getuid() === 0 ? ["--no-sandbox"] : [];
    this.browser = await chromium.launch({ executablePath: findChromium(), args });
  }

  // Opens one of the pages: `address` is what follows "#". Whatever it writes to the console, fails with, or asks of
  // anybody but its own file is a failure.
  async open(name, address = "", { width = 1280, height = 900, ...options } = {}) {
    const context = await this.browser.newContext({ viewport: { width, height }, locale: "en-GB", ...options });
    const page = await context.newPage();
    const own = pathToFileURL(path.join(this.folder, name)).href;
    page.on("console", (message) => this.that(message.type() === "log", `${name} wrote to the console: ${message.text()}`));
    page.on("pageerror", (error) => this.that(false, `${name} failed: ${error.message}`));
    page.on("request", (request) => {
      const url = request.url().replace(/#.*/, "");
      this.that(url === own || url.startsWith("data:"), `${name} asked for ${url}`);
    });
    await page.goto(own + (address ? "#" + address : ""));
    return page;
  }

  async close(page) {
    await page.context().close();
  }

  async picture(page, name, options = {}) {
    if (!this.artefacts) return;
    fs.mkdirSync(this.artefacts, { recursive: true });
    await page.screenshot({ path: path.join(this.artefacts, name + ".png"), ...options });
  }

  // Goes to an address within the page, as a link does.
  async go(page, address) {
    await page.evaluate((hash) => {
      location.hash = hash;
    }, address);
    await this.settle(page);
  }

  // Waits for what follows from a click or an address, which a page does behind it.
  async settle(page) {
    await page.evaluate(() => new Promise((done) => setTimeout(() => requestAnimationFrame(() => requestAnimationFrame(done)))));
  }
}

const VIEWS = ["overview", "provisions", "matrix", "map", "trend", "parties", "register", "notes"];

// The ids of what can be seen of the views.
const shownViews = (page) =>
  page.evaluate(() => Array.from(document.querySelectorAll(".view")).filter((view) => view.checkVisibility()).map((view) => view.id));

module.exports = { Run, VIEWS, loadPackage, shownViews, SKIPPED };
