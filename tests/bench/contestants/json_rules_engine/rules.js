// The rules of the benchmark, as json-rules-engine has them: conditions over facts, and the verdict as the event. There is
// no else, so the branches of a rule exclude each other by what they say.
"use strict";

const [NO, COARSE, MISSING, YES] = [0, 1, 2, 3];
const VERDICTS = { gap: 1, review: 2, unreported: 3, partial: 4, met: 5, not_due: 6, not_applicable: 7 };

const is = (fact, params, value) => ({ fact, params, operator: "equal", value });
const not = (fact, params, value) => ({ fact, params, operator: "notEqual", value });
const value = (of, wanted) => is("value", { of }, wanted);

const branch = (verdict, ...all) => ({ verdict, all });

// Nothing surely answers the question: too coarse, not on record, or absent where the table is or is not complete.
const absent = (question, complete, gap = "gap") => [
  branch("review", is("best", question, COARSE)),
  branch("unreported", is("best", question, MISSING)),
  branch(gap, is("best", question, NO), is("complete", complete, true)),
  branch("unreported", is("best", question, NO), is("complete", complete, false)),
];
const shown = (question, complete) => [branch("met", is("best", question, YES)), ...absent(question, complete)];

// The worst of the rows; `findings` says where their number stands.
const each = (of, ...verdicts) => verdicts.map((verdict) => ({
  verdict,
  all: [{ fact: "items", params: { of }, path: "$.verdict", operator: "equal", value: VERDICTS[verdict] }],
  findings: { fact: "items", params: { of } },
}));
const noItems = (of, ...more) => [{ fact: "items", params: { of }, path: "$.verdict", operator: "equal", value: 0 }, ...more];

const holds = (...roles) => ({ question: "holds", roles });
const office = (...values) => ({ table: "focal_points", column: "role", values });
const acts = (provision) => ({ question: "shows", provision });
const told = (...values) => ({ table: "actions", column: "provision", values, since: "effect" });
const reported = (treaty) => ({ table: "reports", column: "treaty", values: [treaty] });
const KINDS = ["nbsap", "resource-mobilization"];
const recent = { question: "recent", kinds: KINDS };
const group = (path, operator, wanted) => ({ fact: "groups", path: `$.${path}`, operator, value: wanted });
const refused = (provision, wanted) => is("best", { question: "refuses", provision }, wanted ? YES : NO);
const tell = (verdict, ...all) => ({ verdict, all, findings: { fact: "groups", open: 1 } });
const cbd = is("bound", { treaty: "cbd" }, YES);
const ifBoundByCbd = (branches) => [
  branch("not_applicable", is("bound", { treaty: "cbd" }, NO)),
  branch("review", is("bound", { treaty: "cbd" }, COARSE)),
  ...branches.map((one) => ({ ...one, all: [cbd, ...one.all] })),
];

const left = [group("missing", "greaterThan", 0)];
const alone = [...left, group("none", "equal", 0)];
const sureNot = [...left, group("maybe", "equal", NO)];

const rules = {
  "conventions-not-engaged": [
    ...absent(acts("bench:15"), told("bench:15")),
    branch("met", is("best", acts("bench:15"), YES), value("conventions", 3)),
    branch("unreported", is("best", acts("bench:15"), YES), value("conventions", -1)),
    branch("partial", is("best", acts("bench:15"), YES), not("value", { of: "conventions" }, 3),
      not("value", { of: "conventions" }, -1)),
  ],
  // A group that does not exist is for a person to judge, and worse than all else but a gap.
  "groups-not-engaged": [
    tell("met", group("missing", "equal", 0), group("none", "equal", 0)),
    tell("review", group("missing", "equal", 0), group("none", "greaterThan", 0)),
    tell("review", ...left, group("maybe", "equal", COARSE)),
    tell("unreported", ...alone, group("maybe", "greaterThan", COARSE)),
    tell("review", ...left, group("none", "greaterThan", 0), group("maybe", "greaterThan", COARSE)),
    tell("partial", ...sureNot, group("none", "equal", 0), group("engaged", "greaterThan", 0)),
    tell("review", ...sureNot, group("none", "greaterThan", 0), group("engaged", "greaterThan", 0)),
    tell("review", ...sureNot, group("engaged", "equal", 0), refused("bench:12", true)),
    tell("gap", ...sureNot, group("engaged", "equal", 0), refused("bench:12", false),
      is("complete", told("bench:12"), true)),
    tell("unreported", ...sureNot, group("none", "equal", 0), group("engaged", "equal", 0), refused("bench:12", false),
      is("complete", told("bench:12"), false)),
    tell("review", ...sureNot, group("none", "greaterThan", 0), group("engaged", "equal", 0), refused("bench:12", false),
      is("complete", told("bench:12"), false)),
  ],
  "late-cbd-report": ifBoundByCbd([
    ...absent({ question: "due", treaty: "cbd" }, reported("cbd")),
    ...each("cbd", "review", "unreported", "partial", "met", "not_due"),
  ]),
  "late-cms-report": [
    ...absent({ question: "due", treaty: "cms", kind: "hard" }, reported("cms")),
    ...each("cms", "gap", "review", "unreported", "partial", "met", "not_due"),
  ],
  "no-address": [branch("unreported", ...noItems("address")), ...each("address", "gap", "met")],
  "no-cbd-focal-point": shown(holds("cbd-nfp"), office("cbd-nfp")),
  "no-cms-focal-point": shown(holds("cms-nfp"), office("cms-nfp")),
  "no-collaboration": [
    branch("met", is("best", acts("bench:11"), YES)),
    branch("review", not("best", acts("bench:11"), YES), refused("bench:11", true)),
    ...absent(acts("bench:11"), told("bench:11")).map((one) => ({ ...one, all: [...one.all, refused("bench:11", false)] })),
  ],
  "no-evidence": [branch("not_applicable", ...noItems("evidence")), ...each("evidence", "unreported", "partial", "met")],
  "no-plan": shown({ question: "national" }, { table: "plans", column: "kind", values: ["nbsap"] }),
  "no-report-this-cycle": shown({ question: "cycle" }, reported("cms")),
  "no-web-tool": [
    ...absent(acts("bench:17"), told("bench:17"), "not_applicable"),
    branch("met", is("best", acts("bench:17"), YES), value("usesTool", true)),
    branch("unreported", is("best", acts("bench:17"), YES), value("usesTool", false), value("maybeActivity", false),
      value("saysNone", false)),
    { verdict: "review", all: [is("best", acts("bench:17"), YES), value("usesTool", false),
      { any: [value("maybeActivity", true), value("saysNone", true)] }] },
  ],
  "not-confirmed": [
    branch("review", value("maybeConfirmed", true)),
    ...absent(holds("cms-nfp", "cbd-nfp"), office("cms-nfp", "cbd-nfp")),
    ...[["unreported", -1], ["met", YES], ["partial", NO], ["review", COARSE]].map(([verdict, since]) =>
      branch(verdict, is("best", holds("cms-nfp", "cbd-nfp"), YES), value("maybeConfirmed", false),
        value("confirmedSince", since))),
  ],
  "offices-apart": [
    branch("unreported", not("best", holds("cms-nfp"), YES)),
    branch("met", is("best", holds("cms-nfp"), YES), { ...value("institutions", 1), operator: "lessThanInclusive" }),
    branch("review", { ...value("institutions", 1), operator: "greaterThan" }),
  ],
  "plan-expired": [["unreported", -1], ["gap", YES], ["review", COARSE], ["met", NO]].map(([verdict, by]) =>
    branch(verdict, value("expired", by))),
  "plan-not-carried-out": [
    branch("not_applicable", ...noItems("planned")),
    ...each("planned", "gap", "review", "partial", "not_due"),
  ],
  "plan-without-resources": ifBoundByCbd([
    ...absent(recent, { table: "plans", column: "kind", values: KINDS, since: "effect" }),
    branch("met", is("best", recent, YES), value("resources", true)),
    branch("partial", is("best", recent, YES), value("resources", false)),
  ]),
  "provision-not-named": Object.entries({
    none: "not_applicable", named: "met", undecided: "review", blank: "unreported", not: "gap",
  }).map(([named, verdict]) => branch(verdict, value("named", named))),
  "repealed-mandate": [branch("not_applicable", ...noItems("mandate")), ...each("mandate", "review", "unreported", "met")],
  "report-returned": [
    ...absent({ question: "submitted" }, { table: "reports", values: [] }, "not_applicable"),
    ...Object.entries({ "": "unreported", returned: "partial", draft: "review" }).map(([state, verdict]) =>
      branch(verdict, is("best", { question: "submitted" }, YES), value("lastState", state))),
    branch("met", is("best", { question: "submitted" }, YES),
      { fact: "value", params: { of: "lastState" }, operator: "notIn", value: ["", "returned", "draft"] }),
  ],
};

const requires = {
  "no-address": "no-cms-focal-point",
  "no-collaboration": "no-cms-focal-point",
  "offices-apart": "no-cms-focal-point",
  "plan-expired": "no-plan",
};

// A rule that others require goes first, and its verdict becomes a fact.
const first = new Set(Object.values(requires));
const failed = (id, operator) => ({ fact: `verdict of ${id}`, operator, value: [VERDICTS.gap, VERDICTS.partial] });

exports.ids = Object.keys(rules).sort();
exports.verdicts = VERDICTS;
exports.all = Object.entries(rules).flatMap(([rule, branches]) => {
  const required = requires[rule];
  const gate = required === undefined ? [] : [failed(required, "notIn")];
  const judged = branches.map(({ verdict, all, findings }) => ({
    priority: first.has(rule) ? 2 : 1,
    conditions: { all: [...gate, ...all] },
    event: { type: "verdict", params: { rule, verdict: VERDICTS[verdict], findings, required: first.has(rule) } },
  }));
  if (required === undefined) return judged;
  const aside = { rule, verdict: VERDICTS.not_applicable, findings: 0 };
  return [...judged, { priority: 1, conditions: { all: [failed(required, "in")] }, event: { type: "verdict", params: aside } }];
});
