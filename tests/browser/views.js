// Each view is shown alone, whole and in its place, at the width of a phone, a tablet and a desk, in each language.
"use strict";
const { VIEWS, shownViews } = require("./harness.js");
const { wrongBoxes } = require("./boxes.js");

const WIDTHS = [
  [360, 780],
  [1024, 768],
  [1920, 1080],
];
const PHONE = WIDTHS.slice(0, 1);

const lookAt = async (run, name, addresses, sizes, options = {}) => {
  const page = await run.open(name, "", options);
  for (const [width, height] of sizes) {
    await page.setViewportSize({ width, height });
    for (const address of addresses) {
      await run.go(page, address);
      run.same(await shownViews(page), [address.startsWith("party/") ? "parties" : address], `${name}#${address} at ${width}`);
      for (const wrong of await page.evaluate(wrongBoxes, "body")) run.that(false, `${name}#${address} at ${width}: ${wrong}`);
      await run.picture(page, `${name.replace(/\W+/g, "-")}-${address.replace(/\W+/g, "-")}-${width}${options.colorScheme === "dark" ? "-dark" : ""}`);
    }
  }
  await run.close(page);
};

const tests = {
  "every view at the width of a phone, a tablet and a desk": (run) => lookAt(run, "made.html", VIEWS, WIDTHS),
  "the sample, in full size": (run) => lookAt(run, "sample.html", ["matrix", "party/KEN"], PHONE),
  French: (run) => lookAt(run, "fr/made.html", VIEWS, PHONE),
  Spanish: (run) => lookAt(run, "es/made.html", VIEWS, PHONE),
  "in the dark": (run) => lookAt(run, "made.html", ["overview", "provisions", "matrix", "map", "trend", "parties"], [WIDTHS[1]], { colorScheme: "dark" }),
  "strings of data stay in their boxes": async (run) => {
    await lookAt(run, "hostile.html", VIEWS, PHONE);
    await lookAt(run, "strings.html", ["party/AAA"], PHONE);
  },
};

tests["each view has its heading, and the others are away"] = async (run) => {
  const page = await run.open("made.html");
  run.same(await shownViews(page), ["overview"], "what an address without a view shows");
  for (const view of VIEWS) {
    await page.click(`.views a[href="#${view}"]`);
    await run.settle(page);
    run.same(await shownViews(page), [view], "after a click");
    run.same(await page.locator(`#${view} h2`).count(), 1, view + ": headings");
    run.same(await page.locator(".views a[aria-current]").allTextContents(), [await page.locator(`.views a[href="#${view}"]`).textContent()], "what the menu marks");
  }
  await page.click('.views a[href="#all"]');
  await run.settle(page);
  run.same(await shownViews(page), VIEWS, "the whole report");
  await run.close(page);
};

tests["the word of a Party stands beside the finding, or apart"] = async (run) => {
  const page = await run.open("sample.html", "party/KEN");
  const row = page.locator("#party\\/KEN tr", { has: page.locator('[id="6862bb41e713020be7111af149588571"]') });
  run.that((await row.innerText()).includes("The wetlands counterpart took up office on 1 May 2025."), "beside the finding that it is on");
  run.that(!(await page.locator("#party\\/SEN").innerText()).includes("The wetlands counterpart"), "and beside no other Party's");
  await run.go(page, "notes");
  run.that((await page.locator("#notes").innerText()).includes("Le point focal a été désigné le 15 janvier 2024."), "one on a finding that stands no longer is told apart");
  run.that(!(await page.content()).includes("had to be sent again"), "one of a day to come is not there");
  await run.close(page);
};

tests["pages of many Parties lead to each other"] = async (run) => {
  for (const name of ["many/index.html", "many/index-003.html"]) {
    const page = await run.open(name);
    run.that((await shownViews(page)).length === 1, name + ": one view");
    const leads = await page.evaluate(() => Array.from(document.links, (link) => link.href.replace(/#.*/, "")).filter((href) => href !== location.href.replace(/#.*/, "")));
    run.that(leads.length > 0, name + ": leads to other pages");
    await run.close(page);
  }
};

module.exports = tests;
