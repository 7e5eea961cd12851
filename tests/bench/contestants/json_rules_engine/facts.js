// What the rules ask of a Party's rows. A condition of json-rules-engine sees one value, and not that some row has this and
// that, so rows are looked at in computed facts: `best`, how they answer a question; `items`, a verdict a row; `complete`.
"use strict";

const [NO, COARSE, MISSING, YES] = [0, 1, 2, 3];
const [GAP, REVIEW, UNREPORTED, PARTIAL, MET, NOT_DUE] = [1, 2, 3, 4, 5, 6];
const DAY = 86400000;

const both = Math.min;
const either = (a, b) => (a === YES || b === YES ? YES : a === NO ? b : b === NO ? a : both(a, b));
const dayOf = (text) => Date.parse(text) / DAY;

// A month's last day stays the last one that there is.
function addMonths(day, months) {
  const date = new Date(day * DAY);
  const year = date.getUTCFullYear();
  const month = date.getUTCMonth() + months;
  return Math.min(Date.UTC(year, month, date.getUTCDate()), Date.UTC(year, month + 1, 0)) / DAY;
}

const isBefore = (first, last, day) => (last < day ? YES : first >= day ? NO : COARSE);
const isBy = (first, last, day) => (last <= day ? YES : first > day ? NO : COARSE);
const isAfter = (first, last, day) => (first > day ? YES : last <= day ? NO : COARSE);
const isSince = (first, last, day) => (first >= day ? YES : last < day ? NO : COARSE);
const isOneOf = (cell, ...wanted) => (cell === undefined ? MISSING : wanted.includes(cell) ? YES : NO);
const has = (list, item) => list !== undefined && list.includes(item);

module.exports = function facts(asOfText, declared) {
  const asOf = dayOf(asOfText);
  const effect = dayOf("2020-02-22");
  const days = { asOf, effect, twoYearsAgo: addMonths(asOf, -24), oneYearAgo: addMonths(asOf, -12) };

  const onRecord = (first, last) => (first === undefined ? NO : isBy(first, last, asOf));
  const still = (begun, row) =>
    row.ended === undefined ? begun : both(begun, isAfter(row.ended, row.ended_last, asOf));

  function inOffice(holder) {
    let begun = holder.designated === undefined ? COARSE : isBy(holder.designated, holder.designated_last, asOf);
    if (begun === COARSE && holder.confirmed_last <= asOf) begun = YES;
    return still(begun, holder);
  }

  function isThere(act) {
    if (act.date === undefined && act.from === undefined) return YES;
    return either(onRecord(act.date, act.date_last), onRecord(act.from, act.from_last));
  }

  // Dated since the effect, or an arrangement that ran at some time since.
  function isActive(act) {
    if (act.date !== undefined)
      return both(isSince(act.date, act.date_last, effect), isBy(act.date, act.date_last, asOf));
    if (act.from === undefined) return MISSING;
    const begun = isBy(act.from, act.from_last, asOf);
    return act.to === undefined ? begun : both(begun, isAfter(act.to, act.to_last, effect));
  }

  function prepare(party) {
    for (const holder of party.focal_points) holder.valid = inOffice(holder);
    for (const report of party.reports) report.seen = onRecord(report.submitted, report.submitted_last);
    for (const act of party.actions) {
      act.there = isThere(act);
      act.active = both(isActive(act), act.there);
      act.done = both(isOneOf(act.status, "done", "ongoing"), act.active);
    }
    for (const plan of party.plans) plan.seen = onRecord(plan.adopted, plan.adopted_last);
    return party;
  }

  function bound(party, treaty) {
    const says = party.memberships
      .filter((claim) => claim.treaty === treaty)
      .map((claim) => still(onRecord(claim.in_force, claim.in_force_last), claim));
    if (says.length === 0) return NO;
    return says.every((one) => one === says[0]) ? says[0] : COARSE;
  }

  // How a row answers a question.
  const questions = {
    holds: [(row, { roles }) => both(isOneOf(row.role, ...roles), row.valid), "focal_points"],
    due: [(row, { treaty, kind }) => both(isOneOf(row.treaty, treaty), kind ? isOneOf(row.due_kind, kind) : YES), "reports"],
    cycle: [(row) => both(both(isOneOf(row.treaty, "cms"), isOneOf(row.period, "cms-cop14")), row.seen), "reports"],
    submitted: [(row) => row.seen, "reports"],
    shows: [(row, { provision }) => both(isOneOf(row.provision, provision), row.done), "actions"],
    refuses: [(row, { provision }) =>
      row.provision === provision && row.status === "refused" && row.active === YES ? YES : NO, "actions"],
    national: [(row) => both(isOneOf(row.kind, "nbsap"), row.seen), "plans"],
    recent: [(row, { kinds }) =>
      row.adopted === undefined || !kinds.includes(row.kind)
        ? NO : both(isSince(row.adopted, row.adopted_last, effect), row.seen), "plans"],
  };
  function answers(party, params) {
    const [answer, table] = questions[params.question];
    return party[table].map((row) => answer(row, params));
  }
  const best = (party, params) => answers(party, params).reduce(either, NO);
  function sure(party, params) {
    const [answer, table] = questions[params.question];
    return party[table].filter((row) => answer(row, params) === YES);
  }

  // Is the table complete for the values of the column on the day, or since the effect?
  function complete({ table, column, values, since }) {
    const first = since === "effect" ? effect : asOf;
    return declared.some((one) => one.table === table && one.column === column && one.since <= first &&
      asOf <= (one.until ?? asOf) && values.every((value) => one.values.includes(value)));
  }

  function latest(rows, column) {
    const last = `${column}_last`;
    return rows.reduce((a, b) =>
      a === undefined || b[column] > a[column] || (b[column] === a[column] && b[last] > a[last]) ? b : a, undefined);
  }

  function inTime(report, months, missing) {
    if (report.due === undefined) return UNREPORTED;
    const [first, last] = [addMonths(report.due, months), addMonths(report.due_last, months)];
    const ahead = isAfter(first, last, asOf);
    if (ahead !== NO) return ahead === YES ? NOT_DUE : REVIEW;
    if (report.seen !== YES) return report.seen === NO ? missing : REVIEW;
    if (report.submitted > last) return PARTIAL;
    return report.submitted_last <= first ? MET : REVIEW;
  }

  function carriedOut(act) {
    const overdue = act.to === undefined ? NO : isBefore(act.to, act.to_last, asOf);
    if (overdue !== NO) return overdue === YES ? GAP : REVIEW;
    const old = act.date === undefined ? NO : isBefore(act.date, act.date_last, days.oneYearAgo);
    return old === COARSE ? REVIEW : old === YES ? PARTIAL : NOT_DUE;
  }

  const REPEALED = ["cms-7.9", "cms-8.11", "cms-9.6", "cms-10.21", "cms-11.11"];
  function mandateStands(act) {
    if (!act.mandate.some((one) => REPEALED.includes(one))) return MET;
    const [first, last] = act.date === undefined ? [act.from, act.from_last] : [act.date, act.date_last];
    if (first === undefined) return UNREPORTED;
    return isSince(first, last, effect) === NO ? MET : REVIEW;
  }

  const GROUPS = ["indigenous-peoples", "youth-groups", "local-communities"];
  function groups(party) {
    const acts = party.actions.map((act) => [act, questions.shows[0](act, { provision: "bench:12" })]);
    const engaged = GROUPS.filter((group) => acts.some(([act, shows]) => shows === YES && has(act.groups, group)));
    const none = GROUPS.filter((group) => !engaged.includes(group) && party.actions.some((act) =>
      act.provision === "bench:12" && act.there === YES && has(act.flags, `absent:${group}`)));
    const missing = GROUPS.filter((group) => !engaged.includes(group) && !none.includes(group));
    const maybe = acts.map(([act, shows]) => both(shows,
      act.groups === undefined ? MISSING : missing.some((group) => has(act.groups, group)) ? YES : NO)).reduce(either, NO);
    return { engaged: engaged.length, none: none.length, missing: missing.length, maybe };
  }

  // A verdict a row, of rules that look at each.
  const items = {
    address: (party) => sure(party, { question: "holds", roles: ["cms-nfp"] })
      .map((holder) => (holder.email === undefined ? GAP : MET)),
    cms: (party) => sure(party, { question: "due", treaty: "cms", kind: "hard" }).map((one) => inTime(one, 0, GAP)),
    // The provision is qualified: a gap is told as unreported.
    cbd: (party) => sure(party, { question: "due", treaty: "cbd" }).map((one) => inTime(one, 6, UNREPORTED)),
    evidence: (party) => sure(party, { question: "shows", provision: "bench:13" }).map(({ evidence_url: url }) =>
      url === undefined ? UNREPORTED : url.startsWith("https://") ? MET : PARTIAL),
    mandate: (party) => party.actions.filter((act) => act.mandate && act.there === YES).map(mandateStands),
    planned: (party) => party.actions.filter((act) => act.status === "planned" && act.there === YES &&
      ["bench:16", "bench:17"].includes(act.provision)).map(carriedOut),
  };
  function worst(verdicts) {
    if (verdicts.length === 0) return { verdict: 0, findings: 0 };
    const verdict = Math.min(...verdicts);
    return { verdict, findings: verdicts.filter((one) => one < MET || (verdict > MET && one === verdict)).length };
  }

  // Single values that rules compare.
  const NFP = { question: "holds", roles: ["cms-nfp", "cbd-nfp"] };
  const values = {
    institutions: (party) => new Set(sure(party, { question: "holds", roles: ["cms-nfp"] })
      .map((one) => one.institution).filter((one) => one !== undefined)).size,
    maybeConfirmed: (party) =>
      sure(party, NFP).some((one) => onRecord(one.confirmed, one.confirmed_last) === COARSE),
    confirmedSince(party) {
      const last = latest(sure(party, NFP).filter((one) => one.confirmed <= asOf), "confirmed");
      return last === undefined ? -1 : isSince(last.confirmed, last.confirmed_last, days.twoYearsAgo);
    },
    lastState: (party) => latest(sure(party, { question: "submitted" }), "submitted")?.state ?? "",
    named(party) {
      const said = party.reports.filter((one) => one.treaty === "cms").map((one) => {
        const is = one.about === undefined ? NO : one.submitted === undefined ? YES : one.seen;
        return is !== YES ? (is === COARSE ? "undecided" : "blank") : one.about.includes("bench:11") ? "named" : "not";
      });
      return ["named", "undecided", "blank", "not"].find((one) => said.includes(one)) ?? "none";
    },
    conventions(party) {
      const named = sure(party, { question: "shows", provision: "bench:15" }).flatMap((act) => act.counterparts ?? []);
      return named.length === 0 ? -1 : ["cbd", "cites", "ramsar"].filter((one) => named.includes(one)).length;
    },
    usesTool: (party) => sure(party, { question: "shows", provision: "bench:17" }).some((act) => act.kind === "dart" ||
      (act.kind && (act.flags ?? []).some((flag) => flag.startsWith("tool:") && flag !== "tool:none"))),
    maybeActivity: (party) => answers(party, { question: "shows", provision: "bench:17" })
      .some((one) => one === COARSE || one === MISSING),
    saysNone: (party) => sure(party, { question: "shows", provision: "bench:17" })
      .every((act) => has(act.flags, "tool:none")),
    expired(party) {
      const last = latest(sure(party, { question: "national" }), "adopted");
      return last?.expires === undefined ? -1 : isBy(last.expires, last.expires_last, asOf);
    },
    resources: (party) => sure(party, { question: "recent", kinds: ["nbsap", "resource-mobilization"] })
      .some((plan) => plan.kind === "resource-mobilization" || has(plan.flags, "resource-mobilization")),
  };

  const of = (compute) => async (params, almanac) => compute(await almanac.factValue("party"), params);
  return {
    prepare,
    bound: of((party, { treaty }) => bound(party, treaty)),
    best: of(best),
    complete: (params) => complete(params),
    items: of((party, { of: name }) => worst(items[name](party))),
    groups: of(groups),
    value: of((party, { of: name }) => values[name](party)),
  };
};
