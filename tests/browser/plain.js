// Without scripts, on paper, and with what a reader may set: nothing is lost.
"use strict";
const fs = require("fs");
const path = require("path");
const { VIEWS, shownViews } = require("./harness.js");
const { wrongBoxes } = require("./boxes.js");

const texts = (page, selector) => page.locator(selector).evaluateAll((elements) => elements.map((element) => element.textContent.trim()));

const unscripted = async (run) => {
  for (const name of ["few.html", "strings.html"]) {
    const page = await run.open(name, "", { javaScriptEnabled: false, width: 1024 });
    const scripted = await run.open(name, "all", { width: 1024 });
    // Without scripts only the protocol can look.
    const tables = await page.locator("table").count();
    run.that(tables > 5, name + ": tables");
    run.same(await page.locator("table:visible").count(), tables, name + ": tables that are seen");
    run.same(await page.locator(".view:visible").count(), VIEWS.length, name + ": views that are seen");
    run.same(await page.locator(".party:visible").count(), await scripted.locator(".party").count(), name + ": Parties that are seen");
    run.same(await page.locator(".matrix tbody tr:visible").count(), await scripted.locator(".matrix tbody tr").count(), name + ": rows of the matrix");
    run.same(await page.locator("form:visible, .scripted:visible").count(), 0, name + ": controls that would do nothing");
    run.same(await texts(page, "#overview .score"), await texts(scripted, "#overview .score"), name + ": scores");
    await run.picture(page, name.replace(/\W+/g, "-") + "-without-scripts");
    await run.close(page);
    await run.close(scripted);
  }
};

// What is printed is what is shown: a view, a Party, or the whole report.
const printed = async (run) => {
  for (const [name, address, views, least] of [["few.html", "all", VIEWS, 8], ["fr/made.html", "register", ["register"], 1], ["few.html", "party/10000", ["parties"], 1]]) {
    const page = await run.open(name, address, { width: 794, height: 1123 }); // A4 at 96 pixels an inch
    await page.emulateMedia({ media: "print" });
    const what = `${name}#${address} on paper`;
    run.same(await shownViews(page), views, what + ": views");
    run.same(await page.evaluate(() => Array.from(document.querySelectorAll("form, button, .views, .skip")).filter((one) => one.checkVisibility() && one.getBoundingClientRect().height > 0 && !one.closest("thead")).map((one) => one.localName)), [], what + ": controls");
    if (address === "all") run.same(await page.evaluate(() => Array.from(document.querySelectorAll(".party")).filter((one) => !one.checkVisibility()).length), 0, what + ": Parties that are not printed");
    const pdf = await page.pdf({ preferCSSPageSize: true, printBackground: false });
    const sizes = new Set(Array.from(pdf.toString("latin1").matchAll(/\/MediaBox\s*\[([^\]]*)\]/g), ([, box]) => box.trim().split(/\s+/).slice(2).map((length) => Math.round(Number(length))).join(" by ")));
    run.that([...sizes].every((size) => ["595 by 842", "596 by 842", "842 by 595", "842 by 596"].includes(size)), `${what}: A4, of one kind or the other: ${[...sizes].join(", ")}`);
    const pages = (pdf.toString("latin1").match(/\/Type\s*\/Page\b/g) || []).length;
    run.that(pages >= least && pages < 200, `${what}: ${pages} pages`);
    if (run.artefacts) fs.writeFileSync(path.join(run.artefacts, `${name}-${address}`.replace(/\W+/g, "-") + ".pdf"), pdf);
    await run.close(page);
  }
  const dark = await run.open("few.html", "", { colorScheme: "dark" });
  await dark.emulateMedia({ media: "print", colorScheme: "dark" });
  const light = (colour) => colour.match(/\d+/g).map(Number).reduce((sum, part) => sum + part) / 3;
  const [paper, ink] = await dark.evaluate(() => [getComputedStyle(document.documentElement).backgroundColor, getComputedStyle(document.body).color]);
  run.that(light(paper) > 250 && light(ink) < 100, `paper is white for those who read in the dark too: ${ink} on ${paper}`);
  await run.close(dark);
};

// What WCAG asks for at 200 % of text: it is larger, and nothing is lost.
const enlarged = async (run) => {
  const page = await run.open("made.html", "", { width: 1280, height: 1024 });
  await page.evaluate(() => {
    document.documentElement.style.fontSize = "200%";
  });
  for (const view of ["overview", "provisions", "map", "parties", "notes"]) {
    await run.go(page, view);
    for (const wrong of await page.evaluate(wrongBoxes, "#" + view)) run.that(false, `${view} with large text: ${wrong}`);
  }
  await run.close(page);
};

const forced = async (run) => {
  const page = await run.open("made.html", "matrix", { forcedColors: "active", reducedMotion: "reduce" });
  const words = await page.evaluate(() => Array.from(document.querySelectorAll(".matrix tbody td")).filter((cell) => cell.className && !cell.textContent.trim() && !cell.classList.contains("s")).length);
  run.same(words, 0, "cells of the matrix that say nothing but by colour");
  await run.picture(page, "made-html-forced-colours");
  await run.close(page);
};

module.exports = {
  "without scripts every table is there": unscripted,
  "on paper all of it is there, and nothing to click": printed,
  "with text of twice the size": enlarged,
  "in colours that the reader chose": forced,
};
