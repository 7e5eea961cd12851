-- The rules of the benchmark as one question to the tables.
--
-- How a row answers is 0 (no), 1 (dates too coarse to say), 2 (not on record) or 3 (yes): min() is "and". Of several rows
-- the best one counts, in another order, the rank: 3 yes, 2 too coarse, 1 not on record, 0 no.
-- A verdict is its number: 1 gap, 2 review, 3 unreported, 4 partial, 5 met, 6 not_due, 7 not_applicable.
PRAGMA cache_size = -65536;

WITH
days AS MATERIALIZED (
  SELECT unixepoch(@as_of) / 86400 AS as_of, unixepoch('2020-02-22') / 86400 AS effect,
    -- A month's last day stays the last one that there is.
    min(unixepoch(@as_of, '-24 months'), unixepoch(@as_of, 'start of month', '-23 months', '-1 day')) / 86400
      AS two_years_ago,
    min(unixepoch(@as_of, '-12 months'), unixepoch(@as_of, 'start of month', '-11 months', '-1 day')) / 86400
      AS one_year_ago),

-- Is the table complete for what a rule asks, on the day or from the effect to it? A declaration covers all its values.
asked (question, name, col, wanted, since) AS (
  VALUES ('cms-nfp', 'focal_points', 'role', '["cms-nfp"]', NULL), ('cbd-nfp', 'focal_points', 'role', '["cbd-nfp"]', NULL),
    ('nfp', 'focal_points', 'role', '["cms-nfp","cbd-nfp"]', NULL), ('cms', 'reports', 'treaty', '["cms"]', NULL),
    ('cbd', 'reports', 'treaty', '["cbd"]', NULL), ('reports', 'reports', NULL, '[]', NULL),
    ('11', 'actions', 'provision', '["bench:11"]', 'effect'), ('12', 'actions', 'provision', '["bench:12"]', 'effect'),
    ('15', 'actions', 'provision', '["bench:15"]', 'effect'), ('17', 'actions', 'provision', '["bench:17"]', 'effect'),
    ('nbsap', 'plans', 'kind', '["nbsap"]', NULL),
    ('plans', 'plans', 'kind', '["nbsap","resource-mobilization"]', 'effect')),
covered AS MATERIALIZED (
  SELECT question, EXISTS (
    SELECT 1 FROM complete
    WHERE "table" = name AND "column" IS col AND complete.since <= iif(asked.since IS NULL, as_of, effect)
      AND coalesce(until >= as_of, 1)
      AND NOT EXISTS (SELECT 1 FROM json_each(wanted) AS w
                      WHERE w.value NOT IN (SELECT value FROM json_each("values")))) AS yes
  FROM asked, days),
covers AS MATERIALIZED (
  SELECT max(yes) FILTER (WHERE question = 'cms-nfp') AS all_cms_nfp, max(yes) FILTER (WHERE question = 'cbd-nfp') AS all_cbd_nfp,
    max(yes) FILTER (WHERE question = 'nfp') AS all_nfp, max(yes) FILTER (WHERE question = 'cms') AS all_cms,
    max(yes) FILTER (WHERE question = 'cbd') AS all_cbd, max(yes) FILTER (WHERE question = 'reports') AS all_reports,
    max(yes) FILTER (WHERE question = '11') AS all_p11, max(yes) FILTER (WHERE question = '12') AS all_p12,
    max(yes) FILTER (WHERE question = '15') AS all_p15, max(yes) FILTER (WHERE question = '17') AS all_p17,
    max(yes) FILTER (WHERE question = 'nbsap') AS all_nbsap, max(yes) FILTER (WHERE question = 'plans') AS all_plans
  FROM covered),

-- ---- being bound: what the sources claim ----

claims AS (
  SELECT party, treaty,
    min(CASE WHEN in_force_last <= as_of THEN 3 WHEN coalesce(in_force > as_of, 1) THEN 0 ELSE 1 END,
      CASE WHEN ended IS NULL OR ended > as_of THEN 3 WHEN ended_last <= as_of THEN 0 ELSE 1 END) AS says
  FROM memberships, days),
bound AS (
  SELECT party,
    iif(min(says) FILTER (WHERE treaty = 'cms') = max(says) FILTER (WHERE treaty = 'cms'),
      min(says) FILTER (WHERE treaty = 'cms'), iif(sum(treaty = 'cms'), 1, 0)) AS to_cms,
    iif(min(says) FILTER (WHERE treaty = 'cbd') = max(says) FILTER (WHERE treaty = 'cbd'),
      min(says) FILTER (WHERE treaty = 'cbd'), iif(sum(treaty = 'cbd'), 1, 0)) AS to_cbd
  FROM claims GROUP BY party),

-- ---- focal points ----

begun AS (
  SELECT *, CASE WHEN designated_last <= as_of THEN 3 WHEN designated > as_of THEN 0 WHEN confirmed_last <= as_of THEN 3
      ELSE 1 END AS since
  FROM focal_points, days),
holders AS (
  SELECT *, CASE min(since, CASE WHEN ended IS NULL OR ended > as_of THEN 3 WHEN ended_last <= as_of THEN 0 ELSE 1 END)
      WHEN 3 THEN 3 WHEN 1 THEN 2 ELSE 0 END AS rank
  FROM begun),
offices AS (
  SELECT party, max(rank) FILTER (WHERE role = 'cms-nfp') AS cms_nfp, max(rank) FILTER (WHERE role = 'cbd-nfp') AS cbd_nfp,
    max(rank) FILTER (WHERE role IN ('cms-nfp', 'cbd-nfp')) AS nfp,
    count(DISTINCT institution) FILTER (WHERE role = 'cms-nfp' AND rank = 3) AS institutions,
    count(*) FILTER (WHERE role = 'cms-nfp' AND rank = 3 AND email IS NULL) AS without_email,
    max(role IN ('cms-nfp', 'cbd-nfp') AND rank = 3 AND confirmed <= as_of AND confirmed_last > as_of) AS maybe_confirmed,
    -- The latest is the one whose first day is, and then whose last day is.
    max(confirmed * 1000 + confirmed_last - confirmed) FILTER (
      WHERE role IN ('cms-nfp', 'cbd-nfp') AND rank = 3 AND confirmed_last <= as_of) AS confirmed
  FROM holders GROUP BY party),

-- ---- reports ----

limits AS (
  SELECT *, CASE WHEN submitted IS NULL OR submitted > as_of THEN 0 WHEN submitted_last <= as_of THEN 3 ELSE 1 END AS seen,
    min(unixepoch(due * 86400, 'unixepoch', '+6 months'),
      unixepoch(due * 86400, 'unixepoch', 'start of month', '+7 months', '-1 day')) / 86400 AS grace,
    min(unixepoch(due_last * 86400, 'unixepoch', '+6 months'),
      unixepoch(due_last * 86400, 'unixepoch', 'start of month', '+7 months', '-1 day')) / 86400 AS grace_last
  FROM reports, days),
in_time AS (
  SELECT *,
    CASE WHEN due IS NULL THEN 3 WHEN due > as_of THEN 6 WHEN due_last > as_of THEN 2 WHEN seen = 1 THEN 2
      WHEN seen = 0 THEN 1 WHEN submitted > due_last THEN 4 WHEN submitted_last > due THEN 2 ELSE 5 END AS by_due,
    -- The provision is qualified: a gap is told as unreported.
    CASE WHEN due IS NULL THEN 3 WHEN grace > as_of THEN 6 WHEN grace_last > as_of THEN 2 WHEN seen = 1 THEN 2
      WHEN seen = 0 THEN 3 WHEN submitted > grace_last THEN 4 WHEN submitted_last > grace THEN 2 ELSE 5 END AS by_grace,
    treaty = 'cms' AND due_kind = 'hard' AS hard,
    CASE min(coalesce((treaty = 'cms' AND period = 'cms-cop14') * 3, 2), seen)
      WHEN 3 THEN 3 WHEN 1 THEN 2 WHEN 2 THEN 1 ELSE 0 END AS of_cycle,
    -- A report says what is in it when it is on record; one whose day is not known is.
    CASE WHEN about IS NULL THEN 0 WHEN submitted IS NULL THEN 3 ELSE seen END AS said
  FROM limits),
reported AS (
  SELECT party,
    sum(hard) AS hard, max(hard IS NULL) AS maybe_hard, min(by_due) FILTER (WHERE hard) AS by_due,
    count(*) FILTER (WHERE hard AND by_due < 5) AS due_open, count(*) FILTER (WHERE hard AND by_due = 6) AS due_ahead,
    sum(treaty = 'cbd') AS cbd, max(treaty IS NULL) AS maybe_cbd, min(by_grace) FILTER (WHERE treaty = 'cbd') AS by_grace,
    count(*) FILTER (WHERE treaty = 'cbd' AND by_grace < 5) AS grace_open,
    count(*) FILTER (WHERE treaty = 'cbd' AND by_grace = 6) AS grace_ahead,
    max(of_cycle) AS of_cycle, max(CASE seen WHEN 3 THEN 3 WHEN 1 THEN 2 ELSE 0 END) AS seen,
    sum(treaty = 'cms') AS cms, max(treaty = 'cms' AND said = 3 AND instr(about, ';bench:11;')) AS named,
    max(treaty = 'cms' AND said = 1) AS maybe_named, max(treaty = 'cms' AND said <> 3) AS not_said
  FROM in_time GROUP BY party),
-- SQLite takes the other columns from the row that has the maximum. Of two that came last together, the first counts.
last_report AS (
  SELECT party, state, max((submitted * 1000 + submitted_last - submitted) * 100000000 - n) AS latest
  FROM limits WHERE seen = 3 GROUP BY party),

-- ---- actions ----

times AS (
  SELECT *,
    CASE WHEN "date" IS NULL AND "from" IS NULL THEN 3 WHEN date_last <= as_of OR from_last <= as_of THEN 3
      WHEN coalesce("date" > as_of, 1) AND coalesce("from" > as_of, 1) THEN 0 ELSE 1 END AS there,
    -- Dated since the effect, or an arrangement that ran at some time since.
    CASE WHEN "date" IS NOT NULL
      THEN min(CASE WHEN "date" >= effect THEN 3 WHEN date_last < effect THEN 0 ELSE 1 END,
        CASE WHEN date_last <= as_of THEN 3 WHEN "date" > as_of THEN 0 ELSE 1 END)
      WHEN "from" IS NULL THEN 2
      ELSE min(CASE WHEN from_last <= as_of THEN 3 WHEN "from" > as_of THEN 0 ELSE 1 END,
        CASE WHEN "to" IS NULL OR "to" > effect THEN 3 WHEN to_last <= effect THEN 0 ELSE 1 END) END AS ran
  FROM actions, days),
shown AS (
  SELECT *,
    min(ran, there, iif(provision IS NULL, 2, 3), coalesce((status IN ('done', 'ongoing')) * 3, 2)) AS shown,
    status = 'refused' AND min(ran, there) = 3 AS refused,
    CASE WHEN evidence_url IS NULL THEN 3 WHEN substr(evidence_url, 1, 8) = 'https://' THEN 5 ELSE 4 END AS evidence,
    CASE WHEN NOT (instr(mandate, ';cms-7.9;') OR instr(mandate, ';cms-8.11;') OR instr(mandate, ';cms-9.6;')
        OR instr(mandate, ';cms-10.21;') OR instr(mandate, ';cms-11.11;')) THEN 5
      WHEN "date" IS NULL AND "from" IS NULL THEN 3
      WHEN iif("date" IS NULL, from_last, date_last) < effect THEN 5 ELSE 2 END AS stands,
    status = 'planned' AND provision IN ('bench:16', 'bench:17') AND there = 3 AS planned,
    CASE WHEN to_last < as_of THEN 1 WHEN "to" < as_of THEN 2 WHEN date_last < one_year_ago THEN 4
      WHEN "date" < one_year_ago THEN 2 ELSE 6 END AS carried_out,
    kind = 'dart' OR kind IS NOT NULL AND instr(replace(flags, ';tool:none;', ';'), ';tool:') AS tool
  FROM times),
acts AS (
  SELECT *, CASE shown WHEN 3 THEN 3 WHEN 1 THEN 2 WHEN 2 THEN 1 ELSE 0 END AS rank,
    coalesce(provision = 'bench:11', 1) AS of11, coalesce(provision = 'bench:12', 1) AS of12,
    coalesce(provision = 'bench:15', 1) AS of15, coalesce(provision = 'bench:17', 1) AS of17
  FROM shown),
acted AS (
  SELECT party,
    max(rank) FILTER (WHERE of11) AS best11, max(refused) FILTER (WHERE provision = 'bench:11') AS refused11,
    max(rank) FILTER (WHERE of12 AND instr(groups, ';indigenous-peoples;')) AS group1,
    max(rank) FILTER (WHERE of12 AND instr(groups, ';youth-groups;')) AS group2,
    max(rank) FILTER (WHERE of12 AND instr(groups, ';local-communities;')) AS group3,
    max(iif(rank = 3, 1, rank)) FILTER (WHERE of12 AND groups IS NULL) AS no_group,
    max(instr(flags, ';absent:indigenous-peoples;')) FILTER (WHERE provision = 'bench:12' AND there = 3) AS none1,
    max(instr(flags, ';absent:youth-groups;')) FILTER (WHERE provision = 'bench:12' AND there = 3) AS none2,
    max(instr(flags, ';absent:local-communities;')) FILTER (WHERE provision = 'bench:12' AND there = 3) AS none3,
    max(refused) FILTER (WHERE provision = 'bench:12') AS refused12,
    min(evidence) FILTER (WHERE provision = 'bench:13' AND shown = 3) AS evidence,
    count(*) FILTER (WHERE provision = 'bench:13' AND shown = 3 AND evidence < 5) AS evidence_open,
    min(stands) FILTER (WHERE mandate IS NOT NULL AND there = 3) AS stands,
    count(*) FILTER (WHERE mandate IS NOT NULL AND there = 3 AND stands < 5) AS stands_open,
    max(rank) FILTER (WHERE of15) AS best15,
    max(instr(counterparts, ';cbd;') > 0) FILTER (WHERE provision = 'bench:15' AND shown = 3)
      + max(instr(counterparts, ';cites;') > 0) FILTER (WHERE provision = 'bench:15' AND shown = 3)
      + max(instr(counterparts, ';ramsar;') > 0) FILTER (WHERE provision = 'bench:15' AND shown = 3) AS conventions,
    min(carried_out) FILTER (WHERE planned) AS carried_out,
    count(*) FILTER (WHERE planned AND carried_out < 5) AS planned_open,
    count(*) FILTER (WHERE planned AND carried_out = 6) AS planned_ahead,
    max(rank) FILTER (WHERE of17) AS best17, max(rank IN (1, 2)) FILTER (WHERE of17) AS maybe17,
    max(tool) FILTER (WHERE of17 AND shown = 3) AS tool,
    min(coalesce(instr(flags, ';tool:none;') > 0, 0)) FILTER (WHERE of17 AND shown = 3) AS all_without
  FROM acts GROUP BY party),

-- ---- plans ----

adopted AS (
  SELECT *, CASE WHEN adopted_last <= as_of THEN 3 WHEN adopted <= as_of THEN 1 ELSE 0 END AS seen,
    CASE WHEN adopted >= effect THEN 3 WHEN adopted_last < effect THEN 0 ELSE 1 END AS since
  FROM plans, days),
national AS (
  SELECT *, CASE min(coalesce((kind = 'nbsap') * 3, 2), seen) WHEN 3 THEN 3 WHEN 1 THEN 2 WHEN 2 THEN 1 ELSE 0 END AS rank
  FROM adopted),
planned AS (
  SELECT party, max(rank) AS nbsap,
    max(CASE min(since, seen) WHEN 3 THEN 3 WHEN 1 THEN 2 ELSE 0 END) FILTER (
      WHERE adopted IS NOT NULL AND kind IN ('nbsap', 'resource-mobilization')) AS recent,
    max(kind = 'resource-mobilization' OR coalesce(instr(flags, ';resource-mobilization;'), 0)) FILTER (
      WHERE min(since, seen) = 3 AND kind IN ('nbsap', 'resource-mobilization')) AS resources
  FROM national GROUP BY party),
last_plan AS (
  SELECT party, expires, expires_last, max((adopted * 1000 + adopted_last - adopted) * 100000000 - n) AS latest
  FROM national WHERE rank = 3 GROUP BY party),

-- ---- verdicts ----

-- What rules with several groups to look for ask again.
grouped AS (
  SELECT *, coalesce(group1 = 3, 0) AS has1, coalesce(group2 = 3, 0) AS has2, coalesce(group3 = 3, 0) AS has3,
    coalesce(group1 <> 3, 1) AND coalesce(none1, 0) > 0 AS not1, coalesce(group2 <> 3, 1) AND coalesce(none2, 0) > 0 AS not2,
    coalesce(group3 <> 3, 1) AND coalesce(none3, 0) > 0 AS not3
  FROM acted),
missing AS (
  SELECT *, has1 + has2 + has3 AS has, not1 + not2 + not3 AS without,
    max(coalesce(no_group, 0), iif(has1 OR not1, 0, coalesce(group1, 0)), iif(has2 OR not2, 0, coalesce(group2, 0)),
      iif(has3 OR not3, 0, coalesce(group3, 0))) AS maybe_group
  FROM grouped),
joined AS (
  SELECT *, coalesce(to_cms, 0) AS by_cms, coalesce(to_cbd, 0) AS by_cbd
  FROM parties LEFT JOIN bound USING (party) LEFT JOIN offices USING (party) LEFT JOIN reported USING (party)
    LEFT JOIN last_report USING (party) LEFT JOIN missing USING (party) LEFT JOIN planned USING (party)
    LEFT JOIN last_plan USING (party)),
-- Where nothing surely answers: 2 for rows too coarse to say, 1 for none in a complete table, 3 otherwise.
judged AS (
  SELECT party, by_cms, by_cbd,
    CASE best15 WHEN 3 THEN CASE WHEN conventions = 3 THEN 5 WHEN conventions >= 0 THEN 4 ELSE 3 END
      WHEN 2 THEN 2 WHEN 1 THEN 3 ELSE iif(all_p15, 1, 3) END AS conventions_not_engaged,
    CASE WHEN has + without = 3 THEN iif(without, 2, 5)
      WHEN maybe_group THEN iif(maybe_group = 2 OR without, 2, 3)
      WHEN has THEN iif(without, 2, 4) WHEN refused12 THEN 2
      ELSE iif(all_p12, 1, iif(without, 2, 3)) END AS groups_not_engaged,
    coalesce(without, 0) + coalesce(has + without < 3, 1) AS groups_open,
    CASE WHEN cbd THEN by_grace WHEN maybe_cbd THEN 3 ELSE iif(all_cbd, 1, 3) END AS late_cbd_report,
    CASE WHEN NOT coalesce(cbd, 0) THEN 1 WHEN by_grace = 6 THEN grace_ahead ELSE grace_open END AS cbd_open,
    CASE WHEN hard THEN by_due WHEN maybe_hard THEN 3 ELSE iif(all_cms, 1, 3) END AS late_cms_report,
    CASE WHEN NOT coalesce(hard, 0) THEN 1 WHEN by_due = 6 THEN due_ahead ELSE due_open END AS cms_open,
    CASE WHEN cms_nfp = 3 THEN iif(without_email, 1, 5) ELSE 3 END AS no_address,
    iif(cms_nfp = 3, without_email, 1) AS address_open,
    CASE cbd_nfp WHEN 3 THEN 5 WHEN 2 THEN 2 WHEN 1 THEN 3 ELSE iif(all_cbd_nfp, 1, 3) END AS no_cbd_focal_point,
    CASE cms_nfp WHEN 3 THEN 5 WHEN 2 THEN 2 WHEN 1 THEN 3 ELSE iif(all_cms_nfp, 1, 3) END AS no_cms_focal_point,
    CASE WHEN best11 = 3 THEN 5 WHEN refused11 THEN 2 WHEN best11 = 2 THEN 2 WHEN best11 = 1 THEN 3
      ELSE iif(all_p11, 1, 3) END AS no_collaboration,
    coalesce(evidence, 7) AS no_evidence, iif(evidence, evidence_open, 1) AS evidence_open,
    CASE nbsap WHEN 3 THEN 5 WHEN 2 THEN 2 WHEN 1 THEN 3 ELSE iif(all_nbsap, 1, 3) END AS no_plan,
    CASE of_cycle WHEN 3 THEN 5 WHEN 2 THEN 2 WHEN 1 THEN 3 ELSE iif(all_cms, 1, 3) END AS no_report_this_cycle,
    CASE WHEN best17 = 3 THEN CASE WHEN tool THEN 5 WHEN maybe17 OR all_without THEN 2 ELSE 3 END
      WHEN best17 = 2 THEN 2 WHEN best17 = 1 THEN 3 ELSE iif(all_p17, 7, 3) END AS no_web_tool,
    CASE WHEN maybe_confirmed THEN 2 WHEN nfp = 2 THEN 2 WHEN nfp = 1 THEN 3
      WHEN coalesce(nfp, 0) = 0 THEN iif(all_nfp, 1, 3) WHEN confirmed IS NULL THEN 3
      WHEN confirmed / 1000 >= two_years_ago THEN 5 WHEN confirmed / 1000 + confirmed % 1000 < two_years_ago THEN 4
      ELSE 2 END AS not_confirmed,
    CASE WHEN cms_nfp = 3 THEN iif(institutions > 1, 2, 5) ELSE 3 END AS offices_apart,
    CASE WHEN expires IS NULL THEN 3 WHEN expires_last <= as_of THEN 1 WHEN expires <= as_of THEN 2 ELSE 5 END
      AS plan_expired,
    coalesce(carried_out, 7) AS plan_not_carried_out,
    CASE WHEN carried_out IS NULL THEN 1 WHEN carried_out = 6 THEN planned_ahead ELSE planned_open END AS carried_open,
    CASE recent WHEN 3 THEN iif(resources, 5, 4) WHEN 2 THEN 2 WHEN 1 THEN 3 ELSE iif(all_plans, 1, 3) END
      AS plan_without_resources,
    CASE WHEN named THEN 5 WHEN NOT coalesce(cms, 0) THEN 7 WHEN maybe_named THEN 2 WHEN not_said THEN 3 ELSE 1 END
      AS provision_not_named,
    coalesce(stands, 7) AS repealed_mandate, iif(stands, stands_open, 1) AS repealed_open,
    CASE seen WHEN 3 THEN CASE state WHEN 'returned' THEN 4 WHEN 'draft' THEN 2 ELSE iif(state IS NULL, 3, 5) END
      WHEN 2 THEN 2 ELSE iif(all_reports, 7, 3) END AS report_returned
  FROM joined, covers, days),
-- Eight times the number of findings is added; a rule with one verdict has one finding, or none where it is met.
coded AS (
  SELECT party, by_cms,
    conventions_not_engaged + iif(conventions_not_engaged = 5, 0, 8) AS conventions_not_engaged,
    groups_not_engaged + 8 * groups_open AS groups_not_engaged,
    CASE by_cbd WHEN 3 THEN late_cbd_report + 8 * cbd_open WHEN 0 THEN 15 ELSE 10 END AS late_cbd_report,
    late_cms_report + 8 * cms_open AS late_cms_report,
    iif(no_cms_focal_point IN (1, 4), 7, no_address + 8 * address_open) AS no_address,
    no_cbd_focal_point + iif(no_cbd_focal_point = 5, 0, 8) AS no_cbd_focal_point,
    no_cms_focal_point + iif(no_cms_focal_point = 5, 0, 8) AS no_cms_focal_point,
    iif(no_cms_focal_point IN (1, 4), 7, no_collaboration + iif(no_collaboration = 5, 0, 8)) AS no_collaboration,
    no_evidence + 8 * evidence_open AS no_evidence,
    no_plan + iif(no_plan = 5, 0, 8) AS no_plan,
    no_report_this_cycle + iif(no_report_this_cycle = 5, 0, 8) AS no_report_this_cycle,
    no_web_tool + iif(no_web_tool = 5, 0, 8) AS no_web_tool,
    not_confirmed + iif(not_confirmed = 5, 0, 8) AS not_confirmed,
    iif(no_cms_focal_point IN (1, 4), 7, offices_apart + iif(offices_apart = 5, 0, 8)) AS offices_apart,
    iif(no_plan IN (1, 4), 7, plan_expired + iif(plan_expired = 5, 0, 8)) AS plan_expired,
    plan_not_carried_out + 8 * carried_open AS plan_not_carried_out,
    CASE by_cbd WHEN 3 THEN plan_without_resources + iif(plan_without_resources = 5, 0, 8) WHEN 0 THEN 15 ELSE 10 END AS plan_without_resources,
    provision_not_named + iif(provision_not_named = 5, 0, 8) AS provision_not_named,
    repealed_mandate + 8 * repealed_open AS repealed_mandate,
    report_returned + iif(report_returned = 5, 0, 8) AS report_returned
  FROM judged)
-- Nobody is asked whom the instrument does not bind.
SELECT
  CASE by_cms WHEN 3 THEN conventions_not_engaged WHEN 0 THEN 7 ELSE 2 END,
  CASE by_cms WHEN 3 THEN groups_not_engaged WHEN 0 THEN 7 ELSE 2 END,
  CASE by_cms WHEN 3 THEN late_cbd_report WHEN 0 THEN 7 ELSE 2 END,
  CASE by_cms WHEN 3 THEN late_cms_report WHEN 0 THEN 7 ELSE 2 END,
  CASE by_cms WHEN 3 THEN no_address WHEN 0 THEN 7 ELSE 2 END,
  CASE by_cms WHEN 3 THEN no_cbd_focal_point WHEN 0 THEN 7 ELSE 2 END,
  CASE by_cms WHEN 3 THEN no_cms_focal_point WHEN 0 THEN 7 ELSE 2 END,
  CASE by_cms WHEN 3 THEN no_collaboration WHEN 0 THEN 7 ELSE 2 END,
  CASE by_cms WHEN 3 THEN no_evidence WHEN 0 THEN 7 ELSE 2 END,
  CASE by_cms WHEN 3 THEN no_plan WHEN 0 THEN 7 ELSE 2 END,
  CASE by_cms WHEN 3 THEN no_report_this_cycle WHEN 0 THEN 7 ELSE 2 END,
  CASE by_cms WHEN 3 THEN no_web_tool WHEN 0 THEN 7 ELSE 2 END,
  CASE by_cms WHEN 3 THEN not_confirmed WHEN 0 THEN 7 ELSE 2 END,
  CASE by_cms WHEN 3 THEN offices_apart WHEN 0 THEN 7 ELSE 2 END,
  CASE by_cms WHEN 3 THEN plan_expired WHEN 0 THEN 7 ELSE 2 END,
  CASE by_cms WHEN 3 THEN plan_not_carried_out WHEN 0 THEN 7 ELSE 2 END,
  CASE by_cms WHEN 3 THEN plan_without_resources WHEN 0 THEN 7 ELSE 2 END,
  CASE by_cms WHEN 3 THEN provision_not_named WHEN 0 THEN 7 ELSE 2 END,
  CASE by_cms WHEN 3 THEN repealed_mandate WHEN 0 THEN 7 ELSE 2 END,
  CASE by_cms WHEN 3 THEN report_returned WHEN 0 THEN 7 ELSE 2 END
FROM coded ORDER BY party;
