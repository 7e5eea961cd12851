// Addresses that can be shared, and the whole page by keyboard alone.
"use strict";
const { shownViews } = require("./harness.js");

const visible = (page, selector) => page.locator(selector).first().evaluate((element) => element.checkVisibility());
const inWindow = (page, id) =>
  page.evaluate((id) => {
    const box = document.getElementById(id).getBoundingClientRect();
    return box.bottom > 0 && box.top < innerHeight;
  }, id);

const deep = async (run) => {
  const start = await run.open("made.html");
  const [provision, party, finding] = await start.evaluate(() => [
    document.querySelectorAll("[id^='provision/']")[5].id, document.querySelectorAll(".party")[9].id,
    document.querySelectorAll(".party")[12].querySelector("td[id]").id]);
  const owner = await start.evaluate((id) => document.getElementById(id).closest(".party").id, finding);
  await run.close(start);
  for (const [address, view, seen] of [[provision, "provisions", provision], [party, "parties", party], [finding, "parties", owner]]) {
    const page = await run.open("made.html", address);
    run.same(await shownViews(page), [view], address + ": the view");
    await page.waitForFunction((id) => { const box = document.getElementById(id).getBoundingClientRect(); return box.bottom > 0 && box.top < innerHeight; }, seen, { timeout: 3000 }).catch(() => {});
    run.that(await inWindow(page, seen), address + ": it is in the window");
    await run.close(page);
  }
  const page = await run.open("made.html", party);
  run.same(await page.evaluate(() => Array.from(document.querySelectorAll(".party")).filter((one) => one.checkVisibility()).map((one) => one.id)), [party], "one Party alone");
  await run.close(page);
};

const filtered = async (run) => {
  const first = await run.open("made.html", "matrix");
  await first.selectOption('form[data-view="matrix"] [name="verdict"]', "gap");
  await first.locator("#matrix-parties thead tr:last-child > *").nth(0).locator("button").click();
  const address = (await first.evaluate(() => location.hash)).slice(1);
  const rows = (page) => page.evaluate(() => Array.from(document.querySelectorAll(".matrix tbody tr")).filter((row) => row.checkVisibility()).map((row) => row.cells[0].textContent));
  const expected = await rows(first);
  await run.close(first);
  run.that(address.startsWith("matrix&") && address.includes("verdict=gap") && address.includes("sort="), "the address of a choice: " + address);
  const second = await run.open("made.html", address);
  run.same(await rows(second), expected, "whoever opens the address sees the same rows in the same order");
  run.same(await second.inputValue('form[data-view="matrix"] [name="verdict"]'), "gap", "and the choice that was made");
  await run.close(second);
  for (const odd of ["nothing-is-called-so", "matrix&verdict=nonsense&sort=99", "party/%", "matrix&search=%", "&", "constructor", "provision/"]) {
    const page = await run.open("few.html", odd);
    run.same((await shownViews(page)).length, 1, `#${odd}: one view, and no failure`);
    await run.close(page);
  }
};

const leads = async (run) => {
  for (const name of ["few.html", "sample.html"]) {
    const page = await run.open(name, "all");
    const broken = await page.evaluate(() => {
      const found = [];
      for (const link of document.querySelectorAll('a[href^="#"]')) {
        const target = decodeURIComponent(link.hash.slice(1).split("&")[0]);
        if (target !== "all" && !document.getElementById(target) && !document.getElementById(link.hash.slice(1))) found.push(link.hash);
      }
      return found.slice(0, 5);
    });
    run.same(broken, [], name + ": links that lead nowhere");
    await run.close(page);
  }
  const page = await run.open("made.html", "matrix");
  const link = page.locator("#matrix-parties tbody th a").first();
  const hash = await link.evaluate((one) => one.hash);
  await link.click();
  await run.settle(page);
  run.same(await shownViews(page), ["parties"], "a Party's name leads to the Party");
  run.that(await visible(page, `[id="${hash.slice(1)}"]`), "which is shown");
  await page.goBack();
  await run.settle(page);
  run.same(await shownViews(page), ["matrix"], "and back");
  await run.close(page);
};

const focused = (page) =>
  page.evaluate(() => {
    const at = document.activeElement;
    const style = getComputedStyle(at);
    return { name: at.localName, hash: at.hash || "", id: at.id, text: (at.textContent || at.name || "").trim().slice(0, 30), outlined: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0, seen: at.checkVisibility() };
  });

const keyboard = async (run) => {
  const page = await run.open("made.html", "", { width: 1280, height: 800 });
  await page.keyboard.press("Tab");
  run.same((await focused(page)).hash, "#main", "the first stop skips to the content");
  run.that(await page.evaluate(() => document.activeElement.getBoundingClientRect().top >= 0), "which is seen when it has the focus");
  await page.keyboard.press("Enter");
  run.that(await page.evaluate(() => document.activeElement.id === "main" || document.activeElement.closest("main") !== null), "it leads there");
  const stops = [];
  for (let i = 0; i < 40; i++) {
    await page.keyboard.press("Tab");
    const stop = await focused(page);
    if (stop.name === "body") break;
    stops.push(stop);
  }
  run.that(stops.length > 5, "there are stops in the content");
  run.same(stops.filter((stop) => !stop.seen || !stop.outlined).slice(0, 3), [], "stops that are not seen or not outlined");
  await page.focus('.views a[href="#matrix"]');
  await page.keyboard.press("Enter");
  await run.settle(page);
  run.same(await shownViews(page), ["matrix"], "a view by Enter");
  run.same((await focused(page)).id, "h-matrix", "its heading has the focus");
  await page.focus("#matrix-parties thead button");
  await page.keyboard.press("Space");
  run.same(await page.locator("#matrix-parties thead tr:last-child > *").first().getAttribute("aria-sort"), "ascending", "a head sorts by the space bar");
  await page.focus('form[data-view="matrix"] [name="region"]');
  await page.keyboard.press("ArrowDown");
  run.that((await page.evaluate(() => location.hash)).includes("region="), "a choice by the arrow keys");
  await page.focus("#matrix .wide");
  await page.keyboard.press("End");
  const scrolled = await page.evaluate(() => new Promise((done) => setTimeout(() => { const frame = document.querySelector("#matrix .wide"); done(frame.scrollTop > 0 || frame.scrollHeight <= frame.clientHeight); }, 400)));
  run.that(scrolled, "a wide table scrolls by keyboard");
  await page.focus('.views a[href="#provisions"]');
  await page.keyboard.press("Enter");
  await run.settle(page);
  const details = page.locator("#provisions details.who summary").first();
  await details.focus();
  await page.keyboard.press("Enter");
  await run.settle(page);
  run.that(await page.locator("#provisions details.who").first().evaluate((one) => one.open), "who is behind a bar opens by Enter");
  run.that((await page.locator("#provisions details.who").first().locator("a").count()) > 0, "and links to Parties");
  await page.focus('.views a[href="#parties"]');
  await page.keyboard.press("Enter");
  await run.settle(page);
  await page.focus("#choose-party");
  await page.keyboard.press("ArrowDown");
  await run.settle(page);
  run.that((await page.evaluate(() => location.hash)).startsWith("#party/"), "a Party by the arrow keys");
  await run.close(page);
};

module.exports = {
  "an address of a paragraph, a Party, a finding": deep,
  "an address of a choice": filtered,
  "links lead somewhere": leads,
  "everything by keyboard": keyboard,
};
