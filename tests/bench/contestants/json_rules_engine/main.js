// main.js FOLDER AS-OF: json-rules-engine over Parties read from JSON, one engine for all of them.
"use strict";

const fs = require("node:fs");
const readline = require("node:readline");
const { Engine } = require("json-rules-engine");
const makeFacts = require("./facts.js");
const rules = require("./rules.js");

async function findingsOf({ verdict, findings }, almanac) {
  if (findings === undefined) return verdict === rules.verdicts.met ? 0 : 1;
  if (findings === 0) return 0;
  const value = await almanac.factValue(findings.fact, findings.params);
  return findings.open === undefined ? value.findings : value.none + (value.missing > 0 ? 1 : 0);
}

async function judge(engine, party) {
  const codes = new Map();
  const { almanac, events } = await engine.run({ party });
  for (const { params } of events) {
    if (codes.has(params.rule)) throw new Error(`${party.id}: ${params.rule} has two verdicts`);
    codes.set(params.rule, (await findingsOf(params, almanac)) * 8 + params.verdict);
  }
  return rules.ids.map((id) => {
    if (!codes.has(id)) throw new Error(`${party.id}: ${id} has no verdict`);
    return codes.get(id);
  });
}

async function main(folder, asOf) {
  const { prepare, ...facts } = makeFacts(asOf, JSON.parse(fs.readFileSync(`${folder}/complete.json`, "utf8")));
  const engine = new Engine();
  for (const [name, compute] of Object.entries(facts)) engine.addFact(name, compute);
  for (const rule of rules.all) engine.addRule(rule);
  engine.on("success", ({ params }, almanac) => {
    if (params.required) almanac.addFact(`verdict of ${params.rule}`, params.verdict);
  });
  // Nobody is asked whom the instrument does not bind.
  const gate = new Engine();
  gate.addFact("bound", facts.bound);
  [[0, rules.verdicts.not_applicable], [1, rules.verdicts.review]].forEach(([value, verdict]) => gate.addRule({
    conditions: { all: [{ fact: "bound", params: { treaty: "cms" }, operator: "equal", value }] },
    event: { type: "gate", params: { verdict } },
  }));
  for await (const line of readline.createInterface({ input: fs.createReadStream(`${folder}/parties.jsonl`) })) {
    const party = prepare(JSON.parse(line));
    const { events } = await gate.run({ party });
    const codes = events.length > 0 ? rules.ids.map(() => events[0].params.verdict) : await judge(engine, party);
    process.stdout.write(`${codes.join(" ")}\n`);
  }
}

main(process.argv[2], process.argv[3]).catch((error) => {
  console.error(error.message);
  process.exitCode = 1;
});
