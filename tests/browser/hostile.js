// Strings of data that mean harm: they are text in every view, add no node, and nothing runs or leaves the page.
"use strict";
const { VIEWS } = require("./harness.js");

// How many elements of each name a page has.
const elements = (page) =>
  page.evaluate(() => {
    const counts = {};
    for (const element of document.querySelectorAll("*")) counts[element.localName] = (counts[element.localName] || 0) + 1;
    return counts;
  });
const FORBIDDEN = "img, iframe, object, embed, audio, video, base, frame, applet, link:not([rel=icon]):not([rel=alternate][hreflang]), svg script, [onerror], [onload], [onclick], [srcdoc], a[href^='javascript:' i], a[href^='data:' i], [style*=expression]";

const nodes = async (run) => {
  for (const [name, calm] of [["hostile.html", "made.html"], ["strings.html", "made.html"]]) {
    const page = await run.open(name, "all");
    const [found, usual] = [await elements(page), await run.open(calm, "all").then(async (other) => { const counts = await elements(other); await run.close(other); return counts; })];
    run.same(found.script, usual.script, name + ": scripts");
    run.same(found.style, usual.style, name + ": styles");
    run.same(Object.keys(found).filter((element) => !(element in usual) && !["blockquote", "pre", "cite", "q", "small", "s", "mark", "abbr"].includes(element)), [], name + ": elements that a calm page has not");
    for (const view of VIEWS) {
      await run.go(page, view);
      run.same(await page.locator(FORBIDDEN).count(), 0, `${name}#${view}: nodes that were injected`);
    }
    run.same(await page.evaluate(() => [typeof window.hacked, document.title.includes("<"), window.name]), ["undefined", name === "hostile.html", ""], name + ": nothing ran");
    run.same(await page.evaluate(() => Array.from(document.querySelectorAll("a[href]")).filter((link) => !["#", "h"].includes(link.getAttribute("href")[0]) && !/^[\w./-]+\.html/.test(link.getAttribute("href"))).map((link) => link.getAttribute("href").slice(0, 60)).slice(0, 5)), [], name + ": links of another kind");
    await run.close(page);
  }
};

const shown = async (run) => {
  const page = await run.open("hostile.html");
  for (const view of VIEWS) {
    await run.go(page, view);
    const text = await page.locator("#" + view).innerText();
    run.that(/<script>alert\(1\)<\/script>/.test(text) || ["map", "trend", "overview", "notes", "provisions"].includes(view), `${view}: the strings are shown as they are`);
  }
  const [party] = await page.evaluate(() => [document.querySelector(".party").id]);
  await run.go(page, party);
  run.that((await page.locator(`[id="${party}"]`).innerText()).includes("<img src=x onerror=alert(1)>"), "a Party: the strings are shown as they are");
  await run.close(page);
};

// Filters, charts and links that scripts make of these strings.
const made = async (run) => {
  const page = await run.open("hostile.html", "matrix");
  for (const select of await page.locator("form.filters select").all()) {
    const values = await select.evaluate((one) => Array.from(one.options, (option) => option.value));
    const form = await select.evaluate((one) => (one.form.dataset.view ? one.form.dataset.view : "parties"));
    await run.go(page, form);
    for (const value of values.slice(0, 4)) await select.selectOption(value);
  }
  await run.go(page, "provisions");
  for (const summary of (await page.locator("#provisions summary").all()).slice(0, 3)) await summary.click();
  run.same(await page.locator(FORBIDDEN).count(), 0, "nodes that were injected by scripts");
  await run.close(page);
};

// What the policy of the page allows: nothing.
const policy = async (run) => {
  const page = await run.open("made.html");
  page.removeAllListeners("console");
  page.removeAllListeners("request");
  const blocked = await page.evaluate(async () => {
    const tried = {};
    tried.fetch = await fetch("https://example.org/").then(() => "let through", () => "blocked");
    tried.image = await new Promise((done) => { const image = new Image(); image.onload = () => done("let through"); image.onerror = () => done("blocked"); image.src = "https://example.org/x.png"; });
    const inline = document.createElement("script");
    inline.textContent = "window.hacked = 1";
    document.head.append(inline);
    tried.inline = window.hacked ? "let through" : "blocked";
    try { tried.evaluated = (0, eval)("1") === 1 ? "let through" : "?"; } catch { tried.evaluated = "blocked"; }
    const frame = document.createElement("iframe");
    frame.srcdoc = "<script>parent.hacked = 2</script>";
    document.body.append(frame);
    await new Promise((done) => setTimeout(done, 300));
    tried.frame = window.hacked ? "let through" : "blocked";
    return tried;
  });
  run.same(blocked, { fetch: "blocked", image: "blocked", inline: "blocked", evaluated: "blocked", frame: "blocked" }, "what the page may do");
  await run.close(page);
};

module.exports = {
  "no node is injected": nodes,
  "the strings are text": shown,
  "what scripts make of them is text too": made,
  "the policy lets nothing through": policy,
};
