// Filters, search and sorting: they show what they say, and the address carries them.
"use strict";

// Of the rows of a table that can be seen: the texts of their cells, and each cell's class.
const shownRows = (page, table) =>
  page.evaluate((selector) => Array.from(document.querySelectorAll(selector + " tbody tr")).filter((row) => row.checkVisibility()).map((row) =>
    Array.from(row.cells).filter((cell) => cell.checkVisibility()).map((cell) => ({ text: cell.textContent.trim(), verdict: cell.className }))), table);
const hash = (page) => page.evaluate(() => location.hash);
const choose = (page, view, name, value) => page.selectOption(`form[data-view="${view}"] [name="${name}"]`, value);
const optionsOf = (page, view, name) =>
  page.evaluate(([view, name]) => Array.from(document.querySelectorAll(`form[data-view="${view}"] [name="${name}"] option`), (option) => option.value).filter(Boolean), [view, name]);
const told = (page, view) => page.textContent(`#shown-${view}`);
const clear = (page, view) => page.click(`form[data-view="${view}"] button[type="reset"]`);

const matrix = async (run) => {
  const page = await run.open("made.html", "matrix");
  const all = await shownRows(page, ".matrix");
  run.that(all.length >= 40, `the matrix has all Parties: ${all.length}`);
  const regions = await optionsOf(page, "matrix", "region");
  run.that(regions.length > 1, "there are regions to choose");
  let sum = 0;
  for (const region of regions) {
    await choose(page, "matrix", "region", region);
    const rows = await shownRows(page, ".matrix");
    run.that(rows.length > 0 && rows.every((row) => row[1].text === region), region + ": only its Parties");
    run.that((await told(page, "matrix")).includes(String(rows.length)), region + ": how many is told");
    run.that((await hash(page)).includes("region="), region + ": the address says so");
    sum += rows.length;
  }
  run.that(sum <= all.length, "no Party is in two regions");
  await clear(page, "matrix");
  await page.waitForFunction(() => location.hash === "#matrix");
  run.same((await shownRows(page, ".matrix")).length, all.length, "cleared, all Parties are back");
  for (const verdict of ["gap", "met"]) {
    await choose(page, "matrix", "verdict", verdict);
    const rows = await shownRows(page, ".matrix");
    run.that(rows.length > 0 && rows.every((row) => row.some((cell) => cell.verdict.split(" ").includes(verdict[0]))), verdict + ": each row that is left has one");
    await clear(page, "matrix");
  }
  const [first] = await optionsOf(page, "matrix", "instrument");
  const before = (await shownRows(page, ".matrix"))[0].length;
  await choose(page, "matrix", "instrument", first);
  run.that((await shownRows(page, ".matrix"))[0].length < before, "an instrument leaves its columns alone");
  await clear(page, "matrix");
  const name = all[7][0].text;
  await page.fill('form[data-view="matrix"] [name="search"]', name.toUpperCase());
  run.that((await shownRows(page, ".matrix")).some((row) => row[0].text === name), "a search finds a Party, whatever the case");
  await page.fill('form[data-view="matrix"] [name="search"]', "nobody is called so");
  run.same(await shownRows(page, ".matrix"), [], "a search that finds nobody shows nobody");
  run.that((await told(page, "matrix")).length > 0, "and says so");
  await run.close(page);
};

const sorts = async (run) => {
  const page = await run.open("made.html", "matrix");
  const bodies = () => page.evaluate(() => Array.from(document.querySelectorAll(".matrix tbody"), (body) => Array.from(body.rows, (row) => ({
    name: row.cells[0].textContent.trim(), score: row.cells[2].dataset.v ? Number(row.cells[2].dataset.v.split(",")[0] || -1) : -1 }))));
  const ordered = (values, compare) => values.every((value, at) => at === 0 || compare(values[at - 1], value) <= 0);
  const head = (index) => page.locator("#matrix-parties thead tr:last-child > *").nth(index);
  const whole = (await bodies()).map((rows) => rows.map((row) => row.name).sort());
  await head(2).locator("button").click();
  run.same(await head(2).getAttribute("aria-sort"), "ascending", "the head says how it is sorted");
  run.that((await bodies()).every((rows) => ordered(rows, (a, b) => a.score - b.score)), "by score, the least first");
  await head(2).locator("button").click();
  run.same(await head(2).getAttribute("aria-sort"), "descending", "and the other way round");
  run.that((await bodies()).every((rows) => ordered(rows, (a, b) => b.score - a.score)), "by score, the most first");
  run.that((await hash(page)).includes("sort=-2"), "the address says so");
  run.same((await bodies()).map((rows) => rows.map((row) => row.name).sort()), whole, "no row is lost");
  await head(0).locator("button").click();
  run.that((await bodies()).every((rows) => ordered(rows, (a, b) => a.name.localeCompare(b.name))), "by name");
  run.same(await head(2).getAttribute("aria-sort"), null, "one head says it at a time");
  await run.close(page);
};

const register = async (run) => {
  const page = await run.open("made.html", "register");
  const all = await shownRows(page, "#register-table");
  for (const [name, cell] of [["role", 2], ["region", 1]]) {
    const [first] = await optionsOf(page, "register", name);
    await choose(page, "register", name, first);
    const rows = await shownRows(page, "#register-table");
    run.that(rows.length > 0 && rows.length < all.length && rows.every((row) => row[cell].text === first), `${name} ${first}: only its designations`);
    await clear(page, "register");
  }
  const states = await optionsOf(page, "register", "state");
  let sum = 0;
  for (const state of states) {
    await choose(page, "register", "state", state);
    sum += (await shownRows(page, "#register-table")).length;
  }
  run.same(sum, all.length, "each designation is in one state");
  await run.close(page);
};

const map = async (run) => {
  const page = await run.open("made.html", "map");
  const classes = () => page.evaluate(() => Array.from(document.querySelectorAll(".tiles a"), (tile) => tile.className));
  const boxes = await page.evaluate(() => Array.from(document.querySelectorAll(".tiles a"), (tile) => [Math.round(tile.getBoundingClientRect().width), Math.round(tile.getBoundingClientRect().height)].join(" by ")));
  run.same(new Set(boxes).size, 1, "tiles are equal: " + [...new Set(boxes)].join(", "));
  const before = await classes();
  const [provision] = await optionsOf(page, "map", "provision");
  await choose(page, "map", "provision", provision);
  const coloured = await page.evaluate((provision) => {
    const rows = Array.from(document.querySelectorAll(".matrix tbody tr"));
    return Array.from(document.querySelectorAll(".tiles a")).every((tile) => {
      const row = rows.find((one) => one.querySelector("a").hash === tile.hash);
      const head = row.closest("table").querySelector(`th[data-p="${provision}"]`);
      const verdict = Array.from("egrupmdn").find((letter) => row.cells[head.cellIndex].classList.contains(letter));
      return tile.classList.contains(verdict || "n");
    });
  }, provision);
  run.that(coloured, "tiles have the verdicts of the paragraph that was chosen");
  await choose(page, "map", "provision", "");
  run.same(await classes(), before, "and their scores again");
  await run.close(page);
};

const trend = async (run) => {
  const page = await run.open("made.html", "trend");
  run.same(await page.locator("#trend-chart canvas").count(), 1, "there is a chart");
  const label = () => page.getAttribute("#trend-chart canvas", "aria-label");
  const before = await label();
  const values = await page.evaluate(() => Array.from(document.querySelectorAll("#choose-show-trend option"), (option) => option.value));
  for (const kind of ["regions/", "provisions/", "party/"]) {
    const value = values.find((one) => one.startsWith(kind));
    run.that(value !== undefined, "a series of " + kind);
    if (value === undefined) continue;
    await page.selectOption("#choose-show-trend", value);
    run.that((await label()) !== before, kind + ": another chart");
    const drawn = await page.evaluate(() => {
      const canvas = document.querySelector("#trend-chart canvas");
      const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
      return data.some((value, at) => at % 4 === 3 && value > 0);
    });
    run.that(drawn, kind + ": something is drawn");
  }
  run.that((await page.locator("#trend table").count()) >= 3, "a table stands behind each chart");
  await run.close(page);
};

module.exports = {
  "the matrix shows what is chosen": matrix,
  "the matrix is sorted by its heads": sorts,
  "the register shows what is chosen": register,
  "the map shows scores, or the verdicts on one paragraph": map,
  "the trend of an instrument, a region, a paragraph, a Party": trend,
};
