/* Rules that look at what paths leave out. */
#include "property/rule_traps.h"

#include <stddef.h>

#define END_WITH_OUT "if #out == 0 then return not_applicable 'm' end return out"

const struct rule_trap rule_traps[] = {
    /* ---- reasons ---- */
    {.what = "reasons of as many rows as are undecided, before others that are forgotten",
     .body =
         "if all(function() return any(rows, function(r) return r.submitted > r.due end) end,\n"
         "  function() return any(function() return actor.official_name == 'x' end, function() return true end) end)\n"
         "then return met(actor:rows 'actors') end\n"
         "return review 'm'"},
    {.what = "the same before items of a list",
     .body =
         "local yes = any(function() return none(rows, function(r) return r.submitted > r.due end) end, function()\n"
         "  out:each({ 1, 2 }, function(i)\n"
         "    if actor.official_name == 'x' then return review 'm' end\n"
         "    return partial('n', { n = i })\n"
         "  end)\n"
         "  return false\n"
         "end)\n"
         "return yes and met(actor:rows 'actors') or review 'm'"},
    {.what = "the same within a row's own",
     .body = "out:each(rows, function(r)\n"
             "  local others = actor:actions {}\n"
             "  if all(function() return any(others, function(a) return a.date > r.due end) end,\n"
             "    function() return any(function() return r.state == 'x' end, function() return "
             "true end) end)\n"
             "  then return met(r) end\n"
             "  return review('m', nil, r)\n"
             "end)\n" END_WITH_OUT},
    {.what = "undecided rows that sure() leaves out, then one that is not",
     .body = "local sure = rows:sure(function(r) return r.submitted <= r.due end)\n"
             "if actor.official_name == 'x' then return review('m', nil, sure) end\n"
             "return partial('m', nil, sure)"},
    {.what = "not_ of what is undecided for some",
     .body = "if any(function() return not_(function() return any(rows, function(r) return "
             "r.due < as_of end) end) end, function() return actor:bound 'v' end)\n"
             "then return review('m', nil, rows) end return gap 'm'"},

    /* ---- what is handed on ---- */
    {.what = "two functions on one line, one of which hands on",
     .body = "local f, g = function(r) return partial('n', { n = r.version }, r) end, function(r) return "
             "type(r.version) == 'string' end\n"
             "local there = actor:history('reports', { version = present })\n"
             "out:each(there, f)\n"
             "if any(there, g) then return out end\n"
             "return review 'm'"},
    {.what = "handed on and looked at, on one line",
     .body = "out:each(rows, function(r)\n"
             "  if r.version ~= 'edition 19' then return partial('n', { n = r.version }, r) end\n"
             "  return gap('n', { n = r.version }, r)\nend)\n" END_WITH_OUT},
    {.what = "handed on, and looked at elsewhere",
     .body = "out:each(rows, function(r)\n"
             "  if r.version == 'edition 19' then\n"
             "    return met(r)\n"
             "  end\n"
             "  return partial('o', {\n"
             "    n = r.version,\n"
             "    k = r.submitted }, r)\nend)\n" END_WITH_OUT},
    {.what = "handed on within what is read",
     .body =
         "local words = { x = 'one', ['x;y'] = 'two' }\n"
         "out:each(rows, function(r)\n"
         "  return partial('o', { n = r.version, k = words[r.version] or upper(r.version) }, r)\nend)\n" END_WITH_OUT},
    {.what = "a table of arguments that is looked at",
     .body = "out:each(rows, function(r)\n"
             "  local said = { n = r.version }\n"
             "  if said.n == 'edition 18' then return gap('n', said, r) end\n"
             "  return partial('n', said, r)\nend)\n" END_WITH_OUT},
    {.what = "handed on by a function of the rule",
     .body = "out:each(rows, function(r)\n"
             "  return say(r.version, r)\nend)\n" END_WITH_OUT,
     .before = "local function say(period, r) if period == 'edition 18' then return gap('m', nil, r) end\n"
               "return partial('n', { n = period }, r) end\n"},
    {.what = "what stands for the functions of verdicts",
     .body = "local partial = function(id, said, r) return said.n == 'edition 18' and gap('m', nil, r) or review('n', "
             "said, "
             "r) end\n"
             "out:each(rows, function(r)\n"
             "  return partial('n', { n = r.version }, r)\nend)\n" END_WITH_OUT},
    {.what = "a text of the actor's own",
     .body = "local name = actor.name\n"
             "if #rows > 2 then\n"
             "  return gap('o', { n = actor.name, k = actor.official_name }, rows)\n"
             "end\n"
             "return partial('n', { n = actor.name })"},
    {.what = "handed on where a row comes from a pick",
     .body = "local r = rows:latest 'submitted'\n"
             "if not r then return review 'm' end\n"
             "return partial('o', { n = r.version, k = r.treaty }, r)"},
    {.what = "handed on, and then an error for some",
     .body = "out:each(rows, function(r)\n"
             "  local said = partial('n', { n = r.version }, r)\n"
             "  if r:has 'state' and r.state == 'draft' then\n"
             "    error('drafts: ' .. r.version)\n"
             "  end\n"
             "  return said\nend)\n" END_WITH_OUT},
    {.what = "handed on twice, and once by a list",
     .body = "out:each(rows, function(r)\n"
             "  return partial('o', { n = { r.version, 'x' }, k = r.version }, r)\nend)\n" END_WITH_OUT},
    {.what = "absent() with what is handed on",
     .body = "local r = rows:earliest 'due'\n"
             "if r then\n"
             "  return absent('n', 'plans', { kind = 'none' }, { n = r.version }, r)\n"
             "end\n"
             "return no_occasion('m', 'plans', { kind = 'none' })"},
    {.what = "what a method gives is handed on",
     .body = "out:each(rows, function(r)\n"
             "  return partial('n', { n = r:get('url', r.version) }, r)\nend)\n" END_WITH_OUT},
    {.what = "a message's id that goes by the text",
     .body = "out:each(rows, function(r)\n"
             "  return partial(r.version == 'edition 18' and 'n' or 'o', { n = r.version, k = r.version == 'edition "
             "18' and nil or "
             "'x' }, r)\n"
             "end)\n" END_WITH_OUT},

    /* ---- what is one ---- */
    {.what = "dates as keys, counted",
     .body = "local seen, twice = {}, 0\n"
             "for _, r in ipairs(rows) do\n"
             "  if r:has 'submitted' then\n"
             "    if seen[r.submitted] then twice = twice + 1 end\n"
             "    seen[r.submitted] = true\n"
             "  end\n"
             "end\n"
             "if twice > 0 then return gap('n', { n = twice }, rows) end\n"
             "return review('m', nil, rows)"},
    {.what = "dates as keys, looked for row by row",
     .body = "local seen = {}\n"
             "for _, a in ipairs(actor:actions {}) do seen[a:get('date', START)] = true end\n"
             "out:each(rows, function(r)\n"
             "  if seen[r:get('submitted', as_of)] then return gap('m', nil, r) end\n"
             "  if seen[r:get('due', COARSE)] then return partial('m', nil, r) end\n"
             "  return review('m', nil, r)\nend)\n" END_WITH_OUT},
    {.what = "dates from elsewhere as keys",
     .body = "local seen = { [START] = 1, [date '2019-03-01'] = 2, [as_of] = 3, [provision.effect] = 4 }\n"
             "out:each(rows, function(r)\n"
             "  local which = seen[r:get('submitted', START)]\n"
             "  if which then return partial('n', { n = which }, r) end\n"
             "  return review('m', nil, r)\nend)\n" END_WITH_OUT},
    {.what = "a day that becomes one from elsewhere later",
     .body = "local r = rows:latest 'due'\n"
             "if not r then return review 'm' end\n"
             "local seen = { [r.due] = true }\n"
             "if seen[date '2018-12-31'] then return gap('m', nil, r) end\n"
             "if seen[date '2019-02-28'] then return partial('m', nil, r) end\n"
             "return met(r)"},
    {.what = "more days than are told apart",
     .body = "local r = rows:latest 'due'\n"
             "if not r then return review 'm' end\n"
             "local seen = { [r.due] = true }\n"
             "for i = 1, 700 do local day = START:add_days(i) end\n"
             "if seen[date '2018-06-30'] then return gap('m', nil, r) end\n"
             "if seen[r.due:add_days(0)] then return partial('m', nil, r) end\n"
             "if r.due:add_days(1) > as_of then return review('m', nil, r) end\n"
             "return met(r)"},
    {.what = "days that are moved to one another",
     .body = "local first, last = rows:earliest 'due', rows:latest 'due'\n"
             "if not last then return review 'm' end\n"
             "local seen = { [first.due:add_days(184)] = true }\n"
             "if seen[last.due] then return gap('m', nil, last) end\n"
             "if seen[as_of:add_days(0)] then return partial('m', nil, last) end\n"
             "return met { first, last }"},
    {.what = "rows as keys, from several questions",
     .body = "local seen = {}\n"
             "for _, r in ipairs(actor:history('reports', { treaty = 'w' })) do seen[r] = true end\n"
             "out:each(rows, function(r)\n"
             "  if seen[r] then return gap('m', nil, r) end\n"
             "  return review('m', nil, r)\nend)\n" END_WITH_OUT},
    {.what = "one row by two ways",
     .body = "local a, b = rows:latest 'due', rows:latest 'submitted'\n"
             "if a and a == b then return gap('m', nil, a) end\n"
             "if a and a == rows[1] then return partial('m', nil, a) end\n"
             "return review('m', nil, rows)"},
    {.what = "the last row of those before, from row to row",
     .body = "local last\n"
             "out:each(rows, function(r)\n"
             "  local before = last\n"
             "  last = r\n"
             "  if before and before:get('due', START) == r:get('due', START) then return gap('m', nil, { before, r }) "
             "end\n"
             "  return review('m', nil, r)\nend)\n" END_WITH_OUT},
    {.what = "an argument that is a day from elsewhere for some",
     .body = "local r = rows:latest 'due'\n"
             "local due = r and r.due or START\n"
             "return partial('n', { n = due }, r)"},
    {.what = "an argument that is coarse, of a row or not",
     .body = "local r = rows[1]\n"
             "local due = r and r:get('due', COARSE) or COARSE\n"
             "return partial('o', { n = due, k = COARSE }, r)"},
    {.what = "coarse dates are no keys",
     .body = "local r = rows[1]\n"
             "if not r then return review 'm' end\n"
             "local seen = { [r:get('due', COARSE)] = true }\n"
             "if seen[r:get('due', COARSE)] then return gap('m', nil, r) end\n"
             "return partial('m', nil, r)"},

    /* ---- what lives on ---- */
    {.what = "a count from row to row",
     .body = "local count = 0\n"
             "out:each(rows, function(r)\n"
             "  count = count + 1\n"
             "  return partial('n', { n = count }, r)\nend)\n" END_WITH_OUT},
    {.what = "a count that a function within changes",
     .body = "local count = 0\n"
             "out:each(rows, function(r)\n"
             "  local function next() count = count + 1 return count end\n"
             "  if next() > 1 then return gap('m', nil, r) end\n"
             "  return partial('m', nil, r)\nend)\n" END_WITH_OUT},
    {.what = "a table from row to row",
     .body = "local seen = {}\n"
             "out:each(rows, function(r)\n"
             "  local first = seen[r.treaty] == nil\n"
             "  seen[r.treaty] = true\n"
             "  return first and met(r) or gap('m', nil, r)\nend)\n" END_WITH_OUT},
    {.what = "a table that goes by another name",
     .body = "local seen = {}\n"
             "out:each(rows, function(r)\n"
             "  local own = {}\n"
             "  local some = r:has 'state' and seen or own\n"
             "  some[#some + 1] = r\n"
             "  if #seen > 1 then return gap('m', nil, seen) end\n"
             "  return review('m', nil, r)\nend)\n" END_WITH_OUT},
    {.what = "a list that is added to",
     .body = "local list = {}\n"
             "if any(rows, function(r) table.insert(list, r) return #list > 1 end) then\n"
             "  return gap('m', nil, list)\nend\n"
             "return review('n', { n = #list }, list)"},
    {.what = "a function that is another later",
     .body = "local judge = function(r) return partial('m', nil, r) end\n"
             "local function each(r) return judge(r) end\n"
             "out:each(rows, each)\n"
             "judge = function(r) return gap('m', nil, r) end\n"
             "out:each(rows, each)\n" END_WITH_OUT},
    {.what = "a function in a table that is another later",
     .body = "local judges = { it = function(r) return partial('m', nil, r) end }\n"
             "for i = 1, 2 do\n"
             "  out:each(rows, function(r) return judges.it(r) end)\n"
             "  judges.it = function(r) return gap('m', nil, r) end\n"
             "end\n" END_WITH_OUT},
    {.what = "a loop that goes by what was found so far",
     .body = "for i = 1, 3 do\n"
             "  out:each(rows, function(r) if #out > 2 then return gap('n', { n = i }, r) end return partial('m', nil, "
             "r) end)\n"
             "end\n" END_WITH_OUT},
    {.what = "findings within findings",
     .body = "out:each(rows, function(r)\n"
             "  out:add(review('m', nil, r))\n"
             "  return partial('n', { n = #out }, r)\nend)\n" END_WITH_OUT},
    {.what = "rows within rows",
     .body = "local acts = actor:actions {}\n"
             "out:each(rows, function(r)\n"
             "  local after = acts:sure(function(a) return a.date > r.due end)\n"
             "  if #after > 0 and any(after, function(a) return a.status == 'done' end) then return met(after) end\n"
             "  if all(acts, function(a) return a.kind == 'k1' or r.treaty == 'w' end) then return gap('m', "
             "nil, { r }) end\n"
             "  return review('m', nil, r)\nend)\n" END_WITH_OUT},
    {.what = "rows of the world for each row",
     .body = "out:each(world:meetings {}, function(m)\n"
             "  local before = rows:sure(function(r) return r.submitted < m.from end)\n"
             "  if #before > 0 then return met { m, before[1] } end\n"
             "  return partial('n', { n = m.body }, m)\nend)\n" END_WITH_OUT},
    {.what = "a test that stops early",
     .body = "local seen = 0\n"
             "if any(rows, function(r) seen = seen + 1 return r.treaty == 'v' end) then return "
             "gap('n', { n = seen }, rows) end\n"
             "return review('n', { n = seen }, rows)"},
    {.what = "a verdict that is one for all rows",
     .body = "local one = gap('m', nil, rows)\n"
             "out:each(rows, function(r) return one end)\n" END_WITH_OUT},
    {.what = "no row at all", .body = "out:each(rows, function(r) return met(r) end)\nreturn out"},
    {.what = "how many there are, after",
     .body = "out:each(rows, function(r) return met(r) end)\n"
             "local found = #out\n"
             "if found == 2 then return out end\n"
             "return review('n', { n = found })"},
    {.what = "an error for some rows",
     .body = "out:each(rows, function(r)\n"
             "  if r:has 'checked' and r.checked then error 'checked' end\n"
             "  return met(r)\nend)\n" END_WITH_OUT},
    {.what = "all() over nothing",
     .body = "if all(rows, function(r) return r:has 'state' end) then return met(rows) end\n"
             "return gap('m', nil, rows)"},
    {.what = "a list of rows, some twice",
     .body = "local list = {}\n"
             "for _, r in ipairs(rows) do table.insert(list, r) table.insert(list, rows[1]) end\n"
             "out:each(list, function(r) return partial('n', { n = r.period }, r) end)\n" END_WITH_OUT},
    {.what = "a list that is sorted",
     .body = "local list = {}\n"
             "for _, r in ipairs(rows) do if r:has 'due' then table.insert(list, r) end end\n"
             "table.sort(list, function(a, b) return a.due < b.due end)\n"
             "if list[1] then return gap('n', { n = list[1].due }, list) end\n"
             "return review 'm'"},
    {.what = "a loop that ends early",
     .body = "for _, r in ipairs(rows) do\n"
             "  if r:get('state', 'none') == 'final' then return met(r) end\n"
             "  if r:get('due', START) == START then break end\n"
             "end\n"
             "return review('m', nil, rows)"},

    /* ---- what only seems to leave everything as it was ---- */
    {.what = "a library that changes what it is given",
     .before = "local words = lib 'words'\n",
     .body = "local seen = {}\n"
             "out:each(rows, function(r)\n"
             "  words.put(seen, r.treaty)\n"
             "  return partial('n', { n = #seen }, r)\nend)\n" END_WITH_OUT},
    {.what = "table.insert by another name",
     .before = "local put = table.insert\n",
     .body = "local seen = {}\n"
             "out:each(rows, function(r)\n"
             "  put(seen, r)\n"
             "  return partial('n', { n = #seen }, seen)\nend)\n" END_WITH_OUT},
    {.what = "a list of its own that holds another's",
     .body = "local seen = {}\n"
             "out:each(rows, function(r)\n"
             "  local own = { list = seen }\n"
             "  table.insert(own.list, r)\n"
             "  return partial('n', { n = #seen }, r)\nend)\n" END_WITH_OUT},
    {.what = "a list that is sorted from row to row",
     .body = "local list = { 3, 1, 2 }\n"
             "out:each(rows, function(r)\n"
             "  local first = list[1]\n"
             "  table.sort(list)\n"
             "  return partial('n', { n = first }, r)\nend)\n" END_WITH_OUT},
    {.what = "a list that is taken from",
     .body = "local list = { 3, 1, 2 }\n"
             "out:each(rows, function(r)\n"
             "  local last = table.remove(list)\n"
             "  return partial('n', { n = last or 0 }, r)\nend)\n" END_WITH_OUT},
    {.what = "a function among others that counts",
     .body = "local count, by = 0, {}\n"
             "by.it = function(r) count = count + 1 return count end\n"
             "by.not_it = function(r) return 0 end\n"
             "out:each(rows, function(r)\n"
             "  return partial('n', { n = by.it(r) }, r)\nend)\n"
             "out:each(rows, function(r)\n"
             "  return partial('n', { n = by.not_it(r) + count }, r)\nend)\n" END_WITH_OUT},
    {.what = "a function that is handed on to a test",
     .body = "local count = 0\n"
             "local function test(a) count = count + 1 return a.kind == 'k1' end\n"
             "local acts = actor:actions {}\n"
             "out:each(rows, function(r)\n"
             "  if any(acts, test) then return partial('n', { n = count }, r) end\n"
             "  return review('n', { n = count }, r)\nend)\n" END_WITH_OUT},
    {.what = "a loop's own list",
     .body = "for i = 1, 2 do\n"
             "  local list = { i }\n"
             "  out:each(rows, function(r)\n"
             "    list[1] = list[1] + 1\n"
             "    return partial('n', { n = list[1] }, r)\n  end)\n"
             "end\n" END_WITH_OUT},
    {.what = "a function that calls itself",
     .body = "local function after(r, i) local a = actor:actions {}[i]\n"
             "  if not a or a:get('date', COARSE) == r:get('due', START) then return i end\n"
             "  return after(r, i + 1) end\n"
             "out:each(rows, function(r)\n"
             "  return partial('n', { n = after(r, 1) }, r)\nend)\n" END_WITH_OUT},
    {.what = "a date of a row that was found before",
     .body =
         "local acts = actor:actions {}\n"
         "local first = acts:earliest 'date'\n"
         "if not first then return review 'm' end\n"
         "local from = first.date\n"
         "local later = rows:sure(function(r) return r.due >= from end)\n"
         "out:each(later, function(r)\n"
         "  if r.due == from then return gap('o', { n = from, k = r.due }, { first, r }) end\n"
         "  if r.due:add_days(-1) > from then return partial('o', { n = from, k = r.due:add_days(-1) }, first) end\n"
         "  return met { r, first }\nend)\n" END_WITH_OUT},
    {.what = "rows that any() saw, later",
     .body = "local found = any(rows, function(r) return r.due < as_of end)\n"
             "local seen = {}\n"
             "for _, r in ipairs(rows) do seen[r] = r.treaty end\n"
             "out:each(rows, function(r)\n"
             "  return partial('o', { n = seen[r], k = found }, r)\nend)\n" END_WITH_OUT},
    {.what = "rows without end within one another",
     .body = "local acts = actor:actions {}\n"
             "if any(rows, function(r) return all(acts, function(a) return none(rows, function(o)\n"
             "  return o ~= r and o.due == r.due or a:get('date', START) == o.due end) end) end) then\n"
             "  return met(rows)\nend\n"
             "return review('m', nil, rows)"},

    /* ---- one line, and the lines around it ---- */
    {.what = "two reads on a line, one of which hands on",
     .body = "out:each(rows, function(r)\n"
             "  local said, late = partial('n', { n = r.version }, r), type(r.version) == 'string'\n"
             "  return late and said or gap('m', nil, r)\nend)\n" END_WITH_OUT},
    {.what = "a function within, on the line that hands on",
     .body = "out:each(rows, function(r)\n"
             "  if any(function() return type(r.version) == 'string' end, function() return partial('n', { n = "
             "r.version }, r) == 1 "
             "end) then\n"
             "    return partial('n', { n = r.version }, r)\n  end\n"
             "  return gap('m', nil, r)\nend)\n" END_WITH_OUT},
    {.what = "a name that is chosen",
     .body = "out:each(rows, function(r)\n"
             "  for _, name in ipairs { 'version', 'treaty' } do\n"
             "    local said = partial('o', { n = r.version, k = r[name] }, r)\n"
             "    if r[name] == 'w' then return said end\n"
             "  end\n"
             "  return partial('n', { n = r.version }, r)\nend)\n" END_WITH_OUT},
    {.what = "a verdict that is no more than looked at",
     .body = "out:each(rows, function(r)\n"
             "  local said =\n"
             "    partial('n', { n = r.version }, r)\n"
             "  return type(said) == 'verdict' and said or review('m', nil, r)\nend)\n" END_WITH_OUT},
    {.what = "a row that a function around has",
     .body = "local last = rows:latest 'submitted'\n"
             "if not last then return review 'm' end\n"
             "out:each(rows, function(r)\n"
             "  return partial('o', {\n"
             "    n = last.version,\n"
             "    k = r.version,\n"
             "  }, { r, last })\nend)\n" END_WITH_OUT},

    /* ---- what applies says ---- */
    {.what = "absences that applies gives",
     .body = "return met(actor:rows 'actors')",
     .more = "applies = function(actor) if actor:has 'official_name' then return true end\n"
             "return absent('m', 'plans', { kind = 'strategy', version = '2' }) end,"},
    {.what = "the same, gathered",
     .body = "return met(actor:rows 'actors')",
     .more = "applies = function(actor) local out = findings() out:each(actor:history 'plans', function(l)\n"
             "return not_due('m', nil, l) end) out:add(shown_absent('m', 'focal_points', { role = 'sa' })) return out "
             "end,"},
    {.what = "what applies read",
     .body = "local r = rows:latest 'due'\nif r then return gap('m', nil, r) end return review 'm'",
     .more = "applies = function(actor) local r = actor:history('reports', {}):latest 'due'\n"
             "if r and r.due > as_of then return not_due('n', { n = r.due }, r) end return true end,"},

    /* ---- where a limit is near ---- */
    {.what = "rows that take long",
     .body =
         "out:each(rows, function(r) local n = 0 for i = 1, 250000 do n = n + i end return met(r) end)\n" END_WITH_OUT},
    {.what = "a test that takes long",
     .body = "if any(rows, function(r) local n = 0 for i = 1, 250000 do n = n + i end return n == 0 end) then return "
             "gap 'm' end\n"
             "return met(actor:rows 'actors')"},
    {.what = NULL},
};
