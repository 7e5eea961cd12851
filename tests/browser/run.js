// run.js SUITE FOLDER [ARTEFACTS]: runs the tests of one suite on the pages in FOLDER (pages.py); pictures go to
// ARTEFACTS, or nowhere.
"use strict";
const path = require("path");
const { Run } = require("./harness.js");

const main = async () => {
  const [suite, folder, artefacts] = process.argv.slice(2);
  const tests = require("./" + suite + ".js");
  const run = new Run(path.resolve(folder), artefacts && path.resolve(artefacts));
  await run.start();
  try {
    for (const [title, test] of Object.entries(tests)) {
      const before = Date.now();
      run.title = title;
      await test(run);
      console.log(`${title} (${Date.now() - before} ms)`);
    }
  } finally {
    await run.browser.close();
  }
  for (const failure of run.failures) console.log("not ok: " + failure);
  console.log(`${suite}: ${run.claims} claims, ${run.failures.length} failed`);
  if (run.failures.length > 0) process.exitCode = 1;
};

main().catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
