// What axe finds of WCAG 2.2 AA in each view, in the light and in the dark.
"use strict";
const fs = require("fs");
const { VIEWS, loadPackage } = require("./harness.js");

const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
const GRAVE = ["serious", "critical"];

const look = async (run, name, addresses, options) => {
  loadPackage("axe-core");
  // By the protocol, which no policy of the page stops, and with a page that axe can ask of itself.
  const source = fs.readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
  const page = await run.open(name, "", { bypassCSP: true, ...options });
  await page.evaluate(source);
  for (const address of addresses) {
    await run.go(page, address);
    await page.evaluate(() => scrollTo(0, 0)); // what lies under the menu while the page scrolls is not hidden for good
    const { violations, passes } = await page.evaluate(async ([tags, view]) => {
      const found = await window.axe.run({ include: [[".top"], [".views"], ["#" + view]] }, { runOnly: { type: "tag", values: tags }, resultTypes: ["violations"] });
      return { violations: found.violations.map((one) => ({ id: one.id, impact: one.impact, help: one.help, nodes: one.nodes.length, first: one.nodes[0].html.slice(0, 160), target: one.nodes[0].target.join(" "), why: one.nodes[0].failureSummary.slice(0, 200) })), passes: found.passes.length };
    }, [RULES, address.startsWith("party/") ? "parties" : address]);
    run.that(passes > 10, `${name}#${address}: axe has looked at something`);
    for (const one of violations.filter((violation) => GRAVE.includes(violation.impact)))
      run.that(false, `${name}#${address} (${options.colorScheme}): ${one.impact}: ${one.help} (${one.id}), ${one.nodes} of them, first ${one.target}: ${one.first}: ${one.why}`);
    for (const one of violations.filter((violation) => !GRAVE.includes(violation.impact)))
      console.log(`note: ${name}#${address} (${options.colorScheme}): ${one.impact}: ${one.help} (${one.id}), ${one.nodes} of them, first ${one.target}`);
  }
  await run.close(page);
};

const addresses = VIEWS.filter((view) => view !== "parties").concat("party/10000");

module.exports = {
  "in the light": (run) => look(run, "few.html", addresses, { colorScheme: "light" }),
  "in the dark": (run) => look(run, "few.html", addresses, { colorScheme: "dark" }),
  "on a phone": (run) => look(run, "few.html", ["overview", "matrix", "party/10000", "register"], { colorScheme: "light", width: 360, height: 780 }),
};
