-- rules.lua FOLDER AS-OF: the rules of the benchmark as a script would have them, over Parties read from JSON.
local json = require "cjson"

local folder, as_of_text = arg[1], arg[2]

-- ---- days ----

local function day_of(year, month, day)
  return os.time { year = year, month = month, day = day, hour = 12 } // 86400
end

-- The last day of a month stays the last one that there is.
local function add_months(day, months)
  local date = os.date("!*t", day * 86400)
  local total = date.year * 12 + date.month - 1 + months
  local year, month = total // 12, total % 12 + 1
  if date.day <= 28 then
    return day_of(year, month, date.day)
  end
  return math.min(day_of(year, month, date.day), day_of(year, month + 1, 1) - 1)
end

local function parse(text)
  local year, month, day = text:match "^(%d%d%d%d)-(%d%d)-(%d%d)$"
  return day_of(tonumber(year), tonumber(month), tonumber(day))
end

local AS_OF = parse(as_of_text)
local EFFECT = parse "2020-02-22"
local TWO_YEARS_AGO, ONE_YEAR_AGO = add_months(AS_OF, -24), add_months(AS_OF, -12)

-- ---- three values and a half ----

-- How a row answers a question; the least of its terms counts.
local NO, COARSE, MISSING, YES = 0, 1, 2, 3
local both = math.min

local function either(a, b)
  if a == YES or b == YES then
    return YES
  elseif a == NO then
    return b
  elseif b == NO then
    return a
  end
  return both(a, b)
end

-- Is [first, last] before the day, not after it, after it, not before it?
local function is_before(first, last, day)
  return last < day and YES or first >= day and NO or COARSE
end

local function is_by(first, last, day)
  return last <= day and YES or first > day and NO or COARSE
end

local function is_after(first, last, day)
  return first > day and YES or last <= day and NO or COARSE
end

local function is_since(first, last, day)
  return first >= day and YES or last < day and NO or COARSE
end

local function equals(cell, wanted)
  return cell == nil and MISSING or cell == wanted and YES or NO
end

-- An event that lies after the date is not on record.
local function on_record(first, last)
  return first == nil and NO or is_by(first, last, AS_OF)
end

local function has(list, item)
  for i = 1, list and #list or 0 do
    if list[i] == item then
      return true
    end
  end
  return false
end

-- ---- verdicts ----

local GAP, REVIEW, UNREPORTED, PARTIAL, MET, NOT_DUE, NOT_APPLICABLE = 1, 2, 3, 4, 5, 6, 7

-- What the script writes of a verdict.
local function coded(verdict, findings)
  return findings * 8 + verdict
end

local function one(verdict)
  return coded(verdict, verdict == MET and 0 or 1)
end

local function worst(verdicts)
  local least, findings = NOT_APPLICABLE, 0
  for i = 1, #verdicts do
    least = math.min(least, verdicts[i])
  end
  for i = 1, #verdicts do
    if verdicts[i] < MET or least > MET and verdicts[i] == least then
      findings = findings + 1
    end
  end
  return coded(least, findings)
end

local declared

-- Is the table complete for the values of the column in all the days?
local function complete(name, column, values, first, last)
  for _, one_of in ipairs(declared) do
    if one_of.table == name and one_of.column == column and one_of.since <= first and last <= (one_of["until"] or last) then
      local all = true
      for _, value in ipairs(values) do
        all = all and has(one_of.values, value)
      end
      if all then
        return true
      end
    end
  end
  return false
end

local function absent(best, is_complete)
  if best == COARSE then
    return one(REVIEW)
  end
  return one(best == NO and is_complete and GAP or UNREPORTED)
end

-- No occasion on record.
local function no_occasion(best, is_complete)
  if best == COARSE then
    return one(REVIEW)
  end
  return one(best == NO and is_complete and NOT_APPLICABLE or UNREPORTED)
end

-- ---- validity ----

local function still(begun, row)
  return row.ended and both(begun, is_after(row.ended, row.ended_last, AS_OF)) or begun
end

local function bound(party, treaty)
  local joined
  for _, claim in ipairs(party.memberships) do
    if claim.treaty == treaty then
      local says = still(on_record(claim.in_force, claim.in_force_last), claim)
      joined = (joined == nil or joined == says) and says or COARSE
    end
  end
  return joined or NO
end

local function in_office(holder)
  local begun = COARSE
  if holder.designated then
    begun = is_by(holder.designated, holder.designated_last, AS_OF)
  end
  if begun == COARSE and holder.confirmed and holder.confirmed_last <= AS_OF then
    begun = YES
  end
  return still(begun, holder)
end

local function there(act)
  if not act.date and not act.from then
    return YES
  end
  return either(on_record(act.date, act.date_last), on_record(act.from, act.from_last))
end

-- Dated since the effect, or an arrangement that ran at some time since.
local function active(act)
  local match
  if act.date then
    match = both(is_since(act.date, act.date_last, EFFECT), is_by(act.date, act.date_last, AS_OF))
  elseif act.from then
    match = is_by(act.from, act.from_last, AS_OF)
    match = act.to and both(match, is_after(act.to, act.to_last, EFFECT)) or match
  else
    match = MISSING
  end
  return both(match, act.there)
end

local function shows(act, provision)
  local status = act.status
  local done = status == nil and MISSING or (status == "done" or status == "ongoing") and YES or NO
  return both(both(equals(act.provision, provision), done), act.active)
end

local function best_act(party, provision)
  local best = NO
  for _, act in ipairs(party.actions) do
    best = either(best, shows(act, provision))
  end
  return best
end

local function refused(party, provision)
  for _, act in ipairs(party.actions) do
    if act.provision == provision and act.status == "refused" and act.active == YES then
      return true
    end
  end
  return false
end

-- Every row's answers to what several rules ask.
local function prepare(party)
  for _, holder in ipairs(party.focal_points) do
    holder.valid = in_office(holder)
  end
  for _, report in ipairs(party.reports) do
    report.seen = on_record(report.submitted, report.submitted_last)
  end
  for _, act in ipairs(party.actions) do
    act.there = there(act)
    act.active = active(act)
  end
  for _, plan in ipairs(party.plans) do
    plan.seen = on_record(plan.adopted, plan.adopted_last)
    plan.there = plan.adopted and plan.seen or YES
  end
end

-- The rows with the latest date in the column, of those that pass.
local function latest(rows, column, passes)
  local best
  local last = column .. "_last"
  for _, row in ipairs(rows) do
    if row[column] and passes(row) then
      if not best or row[column] > best[column] or row[column] == best[column] and row[last] > best[last] then
        best = row
      end
    end
  end
  return best
end

-- ---- the rules ----

local rules = {}

local function focal_point(role)
  return function(party)
    local best = NO
    for _, holder in ipairs(party.focal_points) do
      if holder.role == role then
        best = either(best, holder.valid)
      end
    end
    return best == YES and one(MET) or absent(best, complete("focal_points", "role", { role }, AS_OF, AS_OF))
  end
end

rules["no-cms-focal-point"] = focal_point "cms-nfp"
rules["no-cbd-focal-point"] = focal_point "cbd-nfp"

rules["offices-apart"] = function(party)
  local current, first = 0, nil
  for _, holder in ipairs(party.focal_points) do
    if holder.role == "cms-nfp" and holder.valid == YES then
      current = current + 1
      if first and holder.institution and holder.institution ~= first then
        return one(REVIEW)
      end
      first = first or holder.institution
    end
  end
  return one(current == 0 and UNREPORTED or MET)
end

rules["no-address"] = function(party)
  local verdicts = {}
  for _, holder in ipairs(party.focal_points) do
    if holder.role == "cms-nfp" and holder.valid == YES then
      table.insert(verdicts, holder.email and MET or GAP)
    end
  end
  return #verdicts == 0 and one(UNREPORTED) or worst(verdicts)
end

rules["not-confirmed"] = function(party)
  local best, possible = NO, false
  local roles = { "cms-nfp", "cbd-nfp" }
  for _, holder in ipairs(party.focal_points) do
    if has(roles, holder.role) then
      best = either(best, holder.valid)
      possible = possible or holder.valid == YES and on_record(holder.confirmed, holder.confirmed_last) == COARSE
    end
  end
  if possible then
    return one(REVIEW)
  elseif best ~= YES then
    return absent(best, complete("focal_points", "role", roles, AS_OF, AS_OF))
  end
  local last = latest(party.focal_points, "confirmed", function(holder)
    return has(roles, holder.role) and holder.valid == YES and holder.confirmed <= AS_OF
  end)
  if not last then
    return one(UNREPORTED)
  end
  local since = is_since(last.confirmed, last.confirmed_last, TWO_YEARS_AGO)
  return one(since == COARSE and REVIEW or since == YES and MET or PARTIAL)
end

local function in_time(report, months, missing)
  if not report.due then
    return UNREPORTED
  end
  local first, last = report.due, report.due_last
  if months > 0 then
    first, last = add_months(first, months), add_months(last, months)
  end
  local ahead = is_after(first, last, AS_OF)
  if ahead == COARSE then
    return REVIEW
  elseif ahead == YES then
    return NOT_DUE
  elseif report.seen == COARSE then
    return REVIEW
  elseif report.seen == NO then
    return missing
  elseif report.submitted > last then
    return PARTIAL
  end
  return report.submitted_last <= first and MET or REVIEW
end

rules["late-cms-report"] = function(party)
  local best, verdicts = NO, {}
  for _, report in ipairs(party.reports) do
    local match = both(equals(report.treaty, "cms"), equals(report.due_kind, "hard"))
    best = either(best, match)
    if match == YES then
      table.insert(verdicts, in_time(report, 0, GAP))
    end
  end
  return best == YES and worst(verdicts) or absent(best, complete("reports", "treaty", { "cms" }, AS_OF, AS_OF))
end

local function if_bound_by_cbd(judge)
  return function(party)
    local says = bound(party, "cbd")
    if says == YES then
      return judge(party)
    end
    return one(says == NO and NOT_APPLICABLE or REVIEW)
  end
end

-- The provision is qualified: a gap is told as unreported.
rules["late-cbd-report"] = if_bound_by_cbd(function(party)
  local best, verdicts = NO, {}
  for _, report in ipairs(party.reports) do
    local match = equals(report.treaty, "cbd")
    best = either(best, match)
    if match == YES then
      table.insert(verdicts, in_time(report, 6, UNREPORTED))
    end
  end
  return best == YES and worst(verdicts) or absent(best, false)
end)

rules["no-report-this-cycle"] = function(party)
  local best = NO
  for _, report in ipairs(party.reports) do
    local match = both(equals(report.treaty, "cms"), equals(report.period, "cms-cop14"))
    best = either(best, both(match, report.seen))
  end
  return best == YES and one(MET) or absent(best, complete("reports", "treaty", { "cms" }, AS_OF, AS_OF))
end

rules["report-returned"] = function(party)
  local best = NO
  for _, report in ipairs(party.reports) do
    best = either(best, report.seen)
  end
  if best ~= YES then
    return no_occasion(best, complete("reports", nil, {}, AS_OF, AS_OF))
  end
  local state = latest(party.reports, "submitted", function(report)
    return report.seen == YES
  end).state
  if not state then
    return one(UNREPORTED)
  end
  return one(state == "returned" and PARTIAL or state == "draft" and REVIEW or MET)
end

-- What a report says is on record when the report is; one whose day is not known is.
rules["provision-not-named"] = function(party)
  local any, blank, undecided = false, false, false
  for _, report in ipairs(party.reports) do
    if report.treaty == "cms" then
      local said = report.about and (report.submitted and report.seen or YES) or NO
      if said == YES and has(report.about, "bench:11") then
        return one(MET)
      end
      any = true
      undecided = undecided or said == COARSE
      blank = blank or said ~= YES
    end
  end
  if not any then
    return one(NOT_APPLICABLE)
  end
  return one(undecided and REVIEW or blank and UNREPORTED or GAP)
end

rules["no-collaboration"] = function(party)
  local best = best_act(party, "bench:11")
  if best == YES then
    return one(MET)
  elseif refused(party, "bench:11") then
    return one(REVIEW)
  end
  return absent(best, complete("actions", "provision", { "bench:11" }, EFFECT, AS_OF))
end

local GROUPS = { "indigenous-peoples", "youth-groups", "local-communities" }

local function judge_missing(party, missing, shown)
  local best = NO
  local is_complete = complete("actions", "provision", { "bench:12" }, EFFECT, AS_OF)
  for _, act in ipairs(party.actions) do
    local with = act.groups and NO or MISSING
    for _, group in ipairs(missing) do
      with = has(act.groups, group) and YES or with
    end
    best = either(best, both(shows(act, "bench:12"), with))
  end
  if best ~= NO then
    return best == COARSE and REVIEW or UNREPORTED
  elseif shown then
    return PARTIAL
  end
  return refused(party, "bench:12") and REVIEW or is_complete and GAP or UNREPORTED
end

rules["groups-not-engaged"] = function(party)
  local verdicts, missing, shown = {}, {}, false
  for _, group in ipairs(GROUPS) do
    local engaged, none = false, false
    for _, act in ipairs(party.actions) do
      engaged = engaged or shows(act, "bench:12") == YES and has(act.groups, group)
      none = none or act.provision == "bench:12" and act.there == YES and has(act.flags, "absent:" .. group)
    end
    shown = shown or engaged
    if not engaged then
      table.insert(none and verdicts or missing, none and REVIEW or group)
    end
  end
  if #missing > 0 then
    table.insert(verdicts, judge_missing(party, missing, shown))
  elseif shown then
    table.insert(verdicts, MET)
  end
  return worst(verdicts)
end

rules["no-evidence"] = function(party)
  local verdicts = {}
  for _, act in ipairs(party.actions) do
    if shows(act, "bench:13") == YES then
      local url = act.evidence_url
      table.insert(verdicts, not url and UNREPORTED or url:find "^https://" and MET or PARTIAL)
    end
  end
  return #verdicts == 0 and one(NOT_APPLICABLE) or worst(verdicts)
end

local REPEALED = { ["cms-7.9"] = true, ["cms-8.11"] = true, ["cms-9.6"] = true, ["cms-10.21"] = true, ["cms-11.11"] = true }

local function mandate_stands(act)
  local repealed = false
  for _, resolution in ipairs(act.mandate) do
    repealed = repealed or REPEALED[resolution]
  end
  local begun, last = act.date or act.from, act.date and act.date_last or act.from_last
  if not repealed then
    return MET
  elseif not begun then
    return UNREPORTED
  end
  return is_since(begun, last, EFFECT) == NO and MET or REVIEW
end

rules["repealed-mandate"] = function(party)
  local verdicts = {}
  for _, act in ipairs(party.actions) do
    if act.mandate and act.there == YES then
      table.insert(verdicts, mandate_stands(act))
    end
  end
  return #verdicts == 0 and one(NOT_APPLICABLE) or worst(verdicts)
end

rules["conventions-not-engaged"] = function(party)
  local best = best_act(party, "bench:15")
  if best ~= YES then
    return absent(best, complete("actions", "provision", { "bench:15" }, EFFECT, AS_OF))
  end
  local named = {}
  for _, act in ipairs(party.actions) do
    if shows(act, "bench:15") == YES then
      for _, counterpart in ipairs(act.counterparts or {}) do
        named[counterpart] = true
      end
    end
  end
  if named.cbd and named.cites and named.ramsar then
    return one(MET)
  end
  return one(next(named) and PARTIAL or UNREPORTED)
end

local function carried_out(act)
  local overdue = act.to and is_before(act.to, act.to_last, AS_OF) or NO
  if overdue ~= NO then
    return overdue == YES and GAP or REVIEW
  end
  local old = act.date and is_before(act.date, act.date_last, ONE_YEAR_AGO) or NO
  return old == COARSE and REVIEW or old == YES and PARTIAL or NOT_DUE
end

rules["plan-not-carried-out"] = function(party)
  local verdicts = {}
  for _, act in ipairs(party.actions) do
    local asked = act.provision == "bench:16" or act.provision == "bench:17"
    if asked and act.status == "planned" and act.there == YES then
      table.insert(verdicts, carried_out(act))
    end
  end
  return #verdicts == 0 and one(NOT_APPLICABLE) or worst(verdicts)
end

local function uses_tool(act)
  if act.kind == "dart" then
    return true
  end
  for _, flag in ipairs(act.kind and act.flags or {}) do
    if flag:find "^tool:" and flag ~= "tool:none" then
      return true
    end
  end
  return false
end

rules["no-web-tool"] = function(party)
  local activities, without, possible, best, using = 0, 0, false, NO, false
  for _, act in ipairs(party.actions) do
    local match = shows(act, "bench:17")
    best = either(best, match)
    possible = possible or match == COARSE or match == MISSING
    if match == YES then
      activities = activities + 1
      without = without + (has(act.flags, "tool:none") and 1 or 0)
      using = using or uses_tool(act)
    end
  end
  if activities == 0 then
    return no_occasion(best, complete("actions", "provision", { "bench:17" }, EFFECT, AS_OF))
  elseif using then
    return one(MET)
  end
  return one(not possible and without < activities and UNREPORTED or REVIEW)
end

local function national(plan)
  return both(both(equals(plan.kind, "nbsap"), plan.seen), plan.there)
end

rules["no-plan"] = function(party)
  local best = NO
  for _, plan in ipairs(party.plans) do
    best = either(best, national(plan))
  end
  return best == YES and one(MET) or absent(best, complete("plans", "kind", { "nbsap" }, AS_OF, AS_OF))
end

rules["plan-expired"] = function(party)
  local last = latest(party.plans, "adopted", function(plan)
    return national(plan) == YES
  end)
  if not last or not last.expires then
    return one(UNREPORTED)
  end
  local expired = is_by(last.expires, last.expires_last, AS_OF)
  return one(expired == COARSE and REVIEW or expired == YES and GAP or MET)
end

rules["plan-without-resources"] = if_bound_by_cbd(function(party)
  local best, planning = NO, false
  local kinds = { "nbsap", "resource-mobilization" }
  for _, plan in ipairs(party.plans) do
    if plan.adopted and has(kinds, plan.kind) then
      local match = both(is_since(plan.adopted, plan.adopted_last, EFFECT), plan.there)
      best = either(best, match)
      if match == YES then
        planning = planning or plan.kind == kinds[2] or has(plan.flags, kinds[2])
      end
    end
  end
  if best ~= YES then
    return absent(best, complete("plans", "kind", kinds, EFFECT, AS_OF))
  end
  return one(planning and MET or PARTIAL)
end)

-- ---- the run ----

local REQUIRES = {
  ["no-address"] = "no-cms-focal-point",
  ["no-collaboration"] = "no-cms-focal-point",
  ["offices-apart"] = "no-cms-focal-point",
  ["plan-expired"] = "no-plan",
}

local ids = {}
for id in pairs(rules) do
  table.insert(ids, id)
end
table.sort(ids)

local function judge(party, id)
  local required = REQUIRES[id] and rules[REQUIRES[id]](party) % 8
  if required == GAP or required == PARTIAL then
    return coded(NOT_APPLICABLE, 0)
  end
  return rules[id](party)
end

local function judge_all(party)
  local codes = {}
  local says = bound(party, "cms")
  if says == YES then
    prepare(party)
  end
  for i, id in ipairs(ids) do
    codes[i] = says == YES and judge(party, id) or coded(says == NO and NOT_APPLICABLE or REVIEW, 0)
  end
  return table.concat(codes, " ")
end

local function read_all(name)
  local file <close> = assert(io.open(folder .. "/" .. name))
  return file:read "a"
end

declared = json.decode(read_all "complete.json")
for line in io.lines(folder .. "/parties.jsonl") do
  io.write(judge_all(json.decode(line)), "\n")
end
