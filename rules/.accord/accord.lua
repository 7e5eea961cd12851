---@meta accord
-- The rule API of accord, for lua-language-server. Written by `accord rules --luacats`: do not edit.
-- luacheck: ignore

---@alias accord.Subject "party"|"other_government"|"secretariat"|"body"|"agreement"|"organization"|"stakeholder"|"other_stakeholder"

---@alias accord.Verb "shall"|"decides"|"requests"|"urges"|"calls upon"|"encourages"|"recommends"|"invites"|"should"|"should consider"|"primary function"|"responsible for"|"recalls"|"notes"|"recognizes"|"welcomes"|"stresses"

---@alias accord.Force "binding"|"request"|"encourage"|"invite"|"none"

---@alias accord.VerdictName "error"|"gap"|"review"|"unreported"|"partial"|"met"|"not_due"|"not_applicable"

---A core table, or one of the dataset's own.
---@alias accord.TableName "actors"|"memberships"|"regions"|"focal_points"|"reports"|"actions"|"plans"|"requests"|"meetings"|"participation"|"contributions"|"partnerships"|"comments"|"treaties"|"sources"|string

---A day, a month or a year. A comparison that a coarse date leaves undecided ends the check with review.
---Compare with < <= == > >= and with dates only.
---@class accord.Date
---@field year integer
local a_date = {}

---The date so many months later, or earlier where negative.
---@param months integer
---@return accord.Date
function a_date:add_months(months) end

---The date so many days later, or earlier where negative.
---@param days integer
---@return accord.Date
function a_date:add_days(days) end

---@alias accord.AnyDate accord.Date|string

---An exact decimal number: compare it with < <= == > >=, add and subtract.
---@class accord.Amount
---@operator add(accord.Amount|integer): accord.Amount
---@operator sub(accord.Amount|integer): accord.Amount

---What during() returns, present and absent_cell: for filters only.
---@class accord.Mark

---What a filter asks of a column: a value, any one of a list, or a mark. A list column has the item.
---@alias accord.Term string|integer|boolean|accord.Date|accord.Amount|accord.Mark|any[]

---By column.
---@class accord.Filter
---@field [string] accord.Term

---A row, rows, or a list of rows.
---@alias accord.Records accord.Row|accord.Rows|accord.Row[]|accord.Item|accord.Collected|accord.Item[]

---Of a message, by name.
---@alias accord.Arguments table<string, string|integer|boolean|accord.Date|accord.Amount|string[]>

---What applies and check return.
---@class accord.Verdict

---Verdicts gathered into one.
---@class accord.Findings: accord.Verdict
local gathered = {}

---Takes the verdict in.
---@param verdict accord.Verdict
function gathered:add(verdict) end

---Takes in the verdict of each item; one that is undecided becomes a finding of its own.
---@param items accord.Rows|any[]
---@param judge fun(item: any): accord.Verdict
function gathered:each(items, judge) end

---A row of any table: a column without a value cannot be read, ask has() or use get().
---@class accord.Row
local any_row = {}

---Whether something is on record in the column; the only question that a personal one answers.
---@param column string
---@return boolean
function any_row:has(column) end

---The value of the column, or the default where nothing is on record.
---@param column string
---@param default any
---@return any
function any_row:get(column, default) end

---What the row is named by: its id, or its key columns.
---@return string
function any_row:key() end

---A row of a table that is not known here.
---@class accord.row.any: accord.Row
---@field [string] any

---Rows in the order of their keys: #rows, rows[1], ipairs(rows).
---@class accord.Rows
---@field [integer] accord.row.any
local any_rows = {}

---The row with the latest date on record in the column, nil if none has one.
---@param column string
---@return accord.row.any?
function any_rows:latest(column) end

---The row with the earliest date on record in the column, nil if none has one.
---@param column string
---@return accord.row.any?
function any_rows:earliest(column) end

---The values on record in the column, sorted; of a list column its items.
---@param column string
---@return any[]
function any_rows:distinct(column) end

---The rows for which the test is surely true; undecided ones are left out.
---@param test fun(row: accord.row.any): boolean
---@return accord.Rows
function any_rows:sure(test) end

---@class accord.row.actors: accord.Row
---@field id string
---@field kind "state"|"reio"|"secretariat"|"body"|"agreement"|"organization"
---@field name string
---@field official_name string
---@field iso2 string
---@field iso3 string
---@field m49 string
---@field former_names string[]

---@class accord.rows.actors: accord.Rows
---@field [integer] accord.row.actors
local actors_rows = {}

---The row with the latest date on record in the column, nil if none has one.
---@param column string
---@return accord.row.actors?
function actors_rows:latest(column) end

---The row with the earliest date on record in the column, nil if none has one.
---@param column string
---@return accord.row.actors?
function actors_rows:earliest(column) end

---The values on record in the column, sorted; of a list column its items.
---@param column string
---@return any[]
function actors_rows:distinct(column) end

---The rows for which the test is surely true; undecided ones are left out.
---@param test fun(row: accord.row.actors): boolean
---@return accord.rows.actors
function actors_rows:sure(test) end

---@class accord.filter.actors: accord.Filter
---@field id? accord.Term
---@field kind? accord.Term
---@field name? accord.Term
---@field official_name? accord.Term
---@field iso2? accord.Term
---@field iso3? accord.Term
---@field m49? accord.Term
---@field former_names? accord.Term

---@class accord.row.memberships: accord.Row
---@field actor string
---@field treaty string
---@field source string
---@field signed accord.Date
---@field deposited accord.Date
---@field deposit_kind string
---@field in_force accord.Date
---@field ended accord.Date # on record by the as-of date
---@field note string

---@class accord.rows.memberships: accord.Rows
---@field [integer] accord.row.memberships
local memberships_rows = {}

---The row with the latest date on record in the column, nil if none has one.
---@param column string
---@return accord.row.memberships?
function memberships_rows:latest(column) end

---The row with the earliest date on record in the column, nil if none has one.
---@param column string
---@return accord.row.memberships?
function memberships_rows:earliest(column) end

---The values on record in the column, sorted; of a list column its items.
---@param column string
---@return any[]
function memberships_rows:distinct(column) end

---The rows for which the test is surely true; undecided ones are left out.
---@param test fun(row: accord.row.memberships): boolean
---@return accord.rows.memberships
function memberships_rows:sure(test) end

---@class accord.filter.memberships: accord.Filter
---@field actor? accord.Term
---@field treaty? accord.Term
---@field source? accord.Term
---@field signed? accord.Term
---@field deposited? accord.Term
---@field deposit_kind? accord.Term
---@field in_force? accord.Term
---@field ended? accord.Term
---@field note? accord.Term
---@field active? accord.Mark # during(...): dated, or running, in the window

---@class accord.row.regions: accord.Row
---@field actor string
---@field scheme string
---@field region string
---@field from accord.Date
---@field to accord.Date

---@class accord.rows.regions: accord.Rows
---@field [integer] accord.row.regions
local regions_rows = {}

---The row with the latest date on record in the column, nil if none has one.
---@param column string
---@return accord.row.regions?
function regions_rows:latest(column) end

---The row with the earliest date on record in the column, nil if none has one.
---@param column string
---@return accord.row.regions?
function regions_rows:earliest(column) end

---The values on record in the column, sorted; of a list column its items.
---@param column string
---@return any[]
function regions_rows:distinct(column) end

---The rows for which the test is surely true; undecided ones are left out.
---@param test fun(row: accord.row.regions): boolean
---@return accord.rows.regions
function regions_rows:sure(test) end

---@class accord.filter.regions: accord.Filter
---@field actor? accord.Term
---@field scheme? accord.Term
---@field region? accord.Term
---@field from? accord.Term
---@field to? accord.Term
---@field active? accord.Mark # during(...): dated, or running, in the window

---@class accord.row.focal_points: accord.Row
---@field id string
---@field actor string
---@field role string
---@field institution string
---@field designated accord.Date
---@field confirmed accord.Date # on record by the as-of date
---@field ended accord.Date # on record by the as-of date

---@class accord.rows.focal_points: accord.Rows
---@field [integer] accord.row.focal_points
local focal_points_rows = {}

---The row with the latest date on record in the column, nil if none has one.
---@param column string
---@return accord.row.focal_points?
function focal_points_rows:latest(column) end

---The row with the earliest date on record in the column, nil if none has one.
---@param column string
---@return accord.row.focal_points?
function focal_points_rows:earliest(column) end

---The values on record in the column, sorted; of a list column its items.
---@param column string
---@return any[]
function focal_points_rows:distinct(column) end

---The rows for which the test is surely true; undecided ones are left out.
---@param test fun(row: accord.row.focal_points): boolean
---@return accord.rows.focal_points
function focal_points_rows:sure(test) end

---@class accord.filter.focal_points: accord.Filter
---@field id? accord.Term
---@field actor? accord.Term
---@field role? accord.Term
---@field institution? accord.Term
---@field designated? accord.Term
---@field confirmed? accord.Term
---@field ended? accord.Term
---@field active? accord.Mark # during(...): dated, or running, in the window

---@class accord.row.reports: accord.Row
---@field id string
---@field actor string
---@field instrument string
---@field treaty string
---@field period string
---@field due accord.Date
---@field due_kind "soft"|"hard"
---@field submitted accord.Date # on record by the as-of date
---@field version string
---@field state string
---@field about string[]
---@field url string

---@class accord.rows.reports: accord.Rows
---@field [integer] accord.row.reports
local reports_rows = {}

---The row with the latest date on record in the column, nil if none has one.
---@param column string
---@return accord.row.reports?
function reports_rows:latest(column) end

---The row with the earliest date on record in the column, nil if none has one.
---@param column string
---@return accord.row.reports?
function reports_rows:earliest(column) end

---The values on record in the column, sorted; of a list column its items.
---@param column string
---@return any[]
function reports_rows:distinct(column) end

---The rows for which the test is surely true; undecided ones are left out.
---@param test fun(row: accord.row.reports): boolean
---@return accord.rows.reports
function reports_rows:sure(test) end

---@class accord.filter.reports: accord.Filter
---@field id? accord.Term
---@field actor? accord.Term
---@field instrument? accord.Term
---@field treaty? accord.Term
---@field period? accord.Term
---@field due? accord.Term
---@field due_kind? accord.Term
---@field submitted? accord.Term
---@field version? accord.Term
---@field state? accord.Term
---@field about? accord.Term
---@field url? accord.Term

---@class accord.row.actions: accord.Row
---@field id string
---@field actor string
---@field provision string
---@field kind string
---@field status "planned"|"ongoing"|"done"|"refused"
---@field date accord.Date
---@field from accord.Date
---@field to accord.Date
---@field counterparts string[]
---@field groups string[]
---@field mandate string[]
---@field flags string[]
---@field evidence_url string
---@field description string

---@class accord.rows.actions: accord.Rows
---@field [integer] accord.row.actions
local actions_rows = {}

---The row with the latest date on record in the column, nil if none has one.
---@param column string
---@return accord.row.actions?
function actions_rows:latest(column) end

---The row with the earliest date on record in the column, nil if none has one.
---@param column string
---@return accord.row.actions?
function actions_rows:earliest(column) end

---The values on record in the column, sorted; of a list column its items.
---@param column string
---@return any[]
function actions_rows:distinct(column) end

---The rows for which the test is surely true; undecided ones are left out.
---@param test fun(row: accord.row.actions): boolean
---@return accord.rows.actions
function actions_rows:sure(test) end

---@class accord.filter.actions: accord.Filter
---@field id? accord.Term
---@field actor? accord.Term
---@field provision? accord.Term
---@field kind? accord.Term
---@field status? accord.Term
---@field date? accord.Term
---@field from? accord.Term
---@field to? accord.Term
---@field counterparts? accord.Term
---@field groups? accord.Term
---@field mandate? accord.Term
---@field flags? accord.Term
---@field evidence_url? accord.Term
---@field description? accord.Term
---@field active? accord.Mark # during(...): dated, or running, in the window

---@class accord.row.plans: accord.Row
---@field id string
---@field actor string
---@field kind string
---@field version string
---@field adopted accord.Date # on record by the as-of date
---@field submitted accord.Date # on record by the as-of date
---@field expires accord.Date
---@field flags string[]

---@class accord.rows.plans: accord.Rows
---@field [integer] accord.row.plans
local plans_rows = {}

---The row with the latest date on record in the column, nil if none has one.
---@param column string
---@return accord.row.plans?
function plans_rows:latest(column) end

---The row with the earliest date on record in the column, nil if none has one.
---@param column string
---@return accord.row.plans?
function plans_rows:earliest(column) end

---The values on record in the column, sorted; of a list column its items.
---@param column string
---@return any[]
function plans_rows:distinct(column) end

---The rows for which the test is surely true; undecided ones are left out.
---@param test fun(row: accord.row.plans): boolean
---@return accord.rows.plans
function plans_rows:sure(test) end

---@class accord.filter.plans: accord.Filter
---@field id? accord.Term
---@field actor? accord.Term
---@field kind? accord.Term
---@field version? accord.Term
---@field adopted? accord.Term
---@field submitted? accord.Term
---@field expires? accord.Term
---@field flags? accord.Term
---@field active? accord.Mark # during(...): dated, or running, in the window

---@class accord.row.requests: accord.Row
---@field id string
---@field from string
---@field to string
---@field kind string
---@field asked accord.Date
---@field due accord.Date
---@field answered accord.Date # on record by the as-of date
---@field subject string

---@class accord.rows.requests: accord.Rows
---@field [integer] accord.row.requests
local requests_rows = {}

---The row with the latest date on record in the column, nil if none has one.
---@param column string
---@return accord.row.requests?
function requests_rows:latest(column) end

---The row with the earliest date on record in the column, nil if none has one.
---@param column string
---@return accord.row.requests?
function requests_rows:earliest(column) end

---The values on record in the column, sorted; of a list column its items.
---@param column string
---@return any[]
function requests_rows:distinct(column) end

---The rows for which the test is surely true; undecided ones are left out.
---@param test fun(row: accord.row.requests): boolean
---@return accord.rows.requests
function requests_rows:sure(test) end

---@class accord.filter.requests: accord.Filter
---@field id? accord.Term
---@field from? accord.Term
---@field to? accord.Term
---@field kind? accord.Term
---@field asked? accord.Term
---@field due? accord.Term
---@field answered? accord.Term
---@field subject? accord.Term
---@field active? accord.Mark # during(...): dated, or running, in the window

---@class accord.row.meetings: accord.Row
---@field id string
---@field body string
---@field kind string
---@field from accord.Date
---@field to accord.Date
---@field open_to string[]
---@field title string

---@class accord.rows.meetings: accord.Rows
---@field [integer] accord.row.meetings
local meetings_rows = {}

---The row with the latest date on record in the column, nil if none has one.
---@param column string
---@return accord.row.meetings?
function meetings_rows:latest(column) end

---The row with the earliest date on record in the column, nil if none has one.
---@param column string
---@return accord.row.meetings?
function meetings_rows:earliest(column) end

---The values on record in the column, sorted; of a list column its items.
---@param column string
---@return any[]
function meetings_rows:distinct(column) end

---The rows for which the test is surely true; undecided ones are left out.
---@param test fun(row: accord.row.meetings): boolean
---@return accord.rows.meetings
function meetings_rows:sure(test) end

---@class accord.filter.meetings: accord.Filter
---@field id? accord.Term
---@field body? accord.Term
---@field kind? accord.Term
---@field from? accord.Term
---@field to? accord.Term
---@field open_to? accord.Term
---@field title? accord.Term

---@class accord.row.participation: accord.Row
---@field id string
---@field meeting string
---@field actor string
---@field capacity "delegate"|"observer"|"online"
---@field note string

---@class accord.rows.participation: accord.Rows
---@field [integer] accord.row.participation
local participation_rows = {}

---The row with the latest date on record in the column, nil if none has one.
---@param column string
---@return accord.row.participation?
function participation_rows:latest(column) end

---The row with the earliest date on record in the column, nil if none has one.
---@param column string
---@return accord.row.participation?
function participation_rows:earliest(column) end

---The values on record in the column, sorted; of a list column its items.
---@param column string
---@return any[]
function participation_rows:distinct(column) end

---The rows for which the test is surely true; undecided ones are left out.
---@param test fun(row: accord.row.participation): boolean
---@return accord.rows.participation
function participation_rows:sure(test) end

---@class accord.filter.participation: accord.Filter
---@field id? accord.Term
---@field meeting? accord.Term
---@field actor? accord.Term
---@field capacity? accord.Term
---@field note? accord.Term

---@class accord.row.contributions: accord.Row
---@field id string
---@field actor string
---@field fund string
---@field year integer
---@field currency string
---@field assessed accord.Amount
---@field pledged accord.Amount
---@field paid accord.Amount
---@field due accord.Date
---@field paid_on accord.Date # on record by the as-of date

---@class accord.rows.contributions: accord.Rows
---@field [integer] accord.row.contributions
local contributions_rows = {}

---The row with the latest date on record in the column, nil if none has one.
---@param column string
---@return accord.row.contributions?
function contributions_rows:latest(column) end

---The row with the earliest date on record in the column, nil if none has one.
---@param column string
---@return accord.row.contributions?
function contributions_rows:earliest(column) end

---The values on record in the column, sorted; of a list column its items.
---@param column string
---@return any[]
function contributions_rows:distinct(column) end

---The rows for which the test is surely true; undecided ones are left out.
---@param test fun(row: accord.row.contributions): boolean
---@return accord.rows.contributions
function contributions_rows:sure(test) end

---@class accord.filter.contributions: accord.Filter
---@field id? accord.Term
---@field actor? accord.Term
---@field fund? accord.Term
---@field year? accord.Term
---@field currency? accord.Term
---@field assessed? accord.Term
---@field pledged? accord.Term
---@field paid? accord.Term
---@field due? accord.Term
---@field paid_on? accord.Term

---@class accord.row.partnerships: accord.Row
---@field id string
---@field parties string[]
---@field kind string
---@field name string
---@field from accord.Date
---@field to accord.Date
---@field flags string[]

---@class accord.rows.partnerships: accord.Rows
---@field [integer] accord.row.partnerships
local partnerships_rows = {}

---The row with the latest date on record in the column, nil if none has one.
---@param column string
---@return accord.row.partnerships?
function partnerships_rows:latest(column) end

---The row with the earliest date on record in the column, nil if none has one.
---@param column string
---@return accord.row.partnerships?
function partnerships_rows:earliest(column) end

---The values on record in the column, sorted; of a list column its items.
---@param column string
---@return any[]
function partnerships_rows:distinct(column) end

---The rows for which the test is surely true; undecided ones are left out.
---@param test fun(row: accord.row.partnerships): boolean
---@return accord.rows.partnerships
function partnerships_rows:sure(test) end

---@class accord.filter.partnerships: accord.Filter
---@field id? accord.Term
---@field parties? accord.Term
---@field kind? accord.Term
---@field name? accord.Term
---@field from? accord.Term
---@field to? accord.Term
---@field flags? accord.Term
---@field active? accord.Mark # during(...): dated, or running, in the window

---@class accord.row.comments: accord.Row
---@field id string
---@field actor string
---@field fingerprint string
---@field on accord.Date # on record by the as-of date
---@field text string
---@field by string
---@field url string
---@field language string

---@class accord.rows.comments: accord.Rows
---@field [integer] accord.row.comments
local comments_rows = {}

---The row with the latest date on record in the column, nil if none has one.
---@param column string
---@return accord.row.comments?
function comments_rows:latest(column) end

---The row with the earliest date on record in the column, nil if none has one.
---@param column string
---@return accord.row.comments?
function comments_rows:earliest(column) end

---The values on record in the column, sorted; of a list column its items.
---@param column string
---@return any[]
function comments_rows:distinct(column) end

---The rows for which the test is surely true; undecided ones are left out.
---@param test fun(row: accord.row.comments): boolean
---@return accord.rows.comments
function comments_rows:sure(test) end

---@class accord.filter.comments: accord.Filter
---@field id? accord.Term
---@field actor? accord.Term
---@field fingerprint? accord.Term
---@field on? accord.Term
---@field text? accord.Term
---@field by? accord.Term
---@field url? accord.Term
---@field language? accord.Term
---@field active? accord.Mark # during(...): dated, or running, in the window

---@class accord.row.treaties: accord.Row
---@field id string
---@field name string
---@field secretariat string

---@class accord.rows.treaties: accord.Rows
---@field [integer] accord.row.treaties
local treaties_rows = {}

---The row with the latest date on record in the column, nil if none has one.
---@param column string
---@return accord.row.treaties?
function treaties_rows:latest(column) end

---The row with the earliest date on record in the column, nil if none has one.
---@param column string
---@return accord.row.treaties?
function treaties_rows:earliest(column) end

---The values on record in the column, sorted; of a list column its items.
---@param column string
---@return any[]
function treaties_rows:distinct(column) end

---The rows for which the test is surely true; undecided ones are left out.
---@param test fun(row: accord.row.treaties): boolean
---@return accord.rows.treaties
function treaties_rows:sure(test) end

---@class accord.filter.treaties: accord.Filter
---@field id? accord.Term
---@field name? accord.Term
---@field secretariat? accord.Term

---@class accord.row.sources: accord.Row
---@field id string
---@field title string
---@field licence string
---@field retrieved accord.Date

---@class accord.rows.sources: accord.Rows
---@field [integer] accord.row.sources
local sources_rows = {}

---The row with the latest date on record in the column, nil if none has one.
---@param column string
---@return accord.row.sources?
function sources_rows:latest(column) end

---The row with the earliest date on record in the column, nil if none has one.
---@param column string
---@return accord.row.sources?
function sources_rows:earliest(column) end

---The values on record in the column, sorted; of a list column its items.
---@param column string
---@return any[]
function sources_rows:distinct(column) end

---The rows for which the test is surely true; undecided ones are left out.
---@param test fun(row: accord.row.sources): boolean
---@return accord.rows.sources
function sources_rows:sure(test) end

---@class accord.filter.sources: accord.Filter
---@field id? accord.Term
---@field title? accord.Term
---@field licence? accord.Term
---@field retrieved? accord.Term

---The actor that is judged: its own columns, and its rows of each table.
---@class accord.Actor
---@field id string
---@field kind "state"|"reio"|"secretariat"|"body"|"agreement"|"organization"
---@field name string
---@field official_name string
---@field iso2 string
---@field iso3 string
---@field m49 string
---@field former_names string[]
local actor = {}

---The rows of the table that surely match, surely valid on the as-of date: the long form of actor:TABLE(filter), for a name in a variable.
---@param table accord.TableName
---@param filter? accord.Filter
---@return accord.Rows
function actor:rows(table, filter) end

---The rows of the table that surely match, those too that have ended; never what begins after the as-of date.
---@param table accord.TableName
---@param filter? accord.Filter
---@return accord.Rows
function actor:history(table, filter) end

---The rows that possibly match or are possibly valid, and not surely.
---@param table accord.TableName
---@param filter? accord.Filter
---@return accord.Rows
function actor:possibly(table, filter) end

---Whether a row surely matches; undecided where rows only possibly do.
---@param table accord.TableName
---@param filter? accord.Filter
---@return boolean
function actor:shows(table, filter) end

---Whether surely nothing matches; undecided where rows possibly do, or nothing is on record and the table is not declared complete for the question.
---@param table accord.TableName
---@param filter? accord.Filter
---@return boolean
function actor:lacks(table, filter) end

---Whether something is on record of the actor itself in the column.
---@param column string
---@return boolean
function actor:has(column) end

---The value of the actor's own column, or the default where nothing is on record.
---@param column string
---@param default any
---@return any
function actor:get(column, default) end

---Whether the treaty binds the actor on the as-of date; undecided where the claims differ.
---@param treaty string
---@return boolean
function actor:bound(treaty) end

---The rows of actors that surely match.
---@param filter? accord.filter.actors
---@return accord.rows.actors
function actor:actors(filter) end

---The rows of memberships that surely match, surely valid on the as-of date.
---@param filter? accord.filter.memberships
---@return accord.rows.memberships
function actor:memberships(filter) end

---The rows of regions that surely match, surely valid on the as-of date.
---@param filter? accord.filter.regions
---@return accord.rows.regions
function actor:regions(filter) end

---The rows of focal_points that surely match, surely valid on the as-of date.
---@param filter? accord.filter.focal_points
---@return accord.rows.focal_points
function actor:focal_points(filter) end

---The rows of reports that surely match.
---@param filter? accord.filter.reports
---@return accord.rows.reports
function actor:reports(filter) end

---The rows of actions that surely match.
---@param filter? accord.filter.actions
---@return accord.rows.actions
function actor:actions(filter) end

---The rows of plans that surely match.
---@param filter? accord.filter.plans
---@return accord.rows.plans
function actor:plans(filter) end

---The rows of requests that surely match.
---@param filter? accord.filter.requests
---@return accord.rows.requests
function actor:requests(filter) end

---The rows of participation that surely match.
---@param filter? accord.filter.participation
---@return accord.rows.participation
function actor:participation(filter) end

---The rows of contributions that surely match.
---@param filter? accord.filter.contributions
---@return accord.rows.contributions
function actor:contributions(filter) end

---The rows of partnerships that surely match, surely valid on the as-of date.
---@param filter? accord.filter.partnerships
---@return accord.rows.partnerships
function actor:partnerships(filter) end

---The rows of comments that surely match.
---@param filter? accord.filter.comments
---@return accord.rows.comments
function actor:comments(filter) end

---What is nobody's own.
---@class accord.World
local world_of_all = {}

---The rows of the table that surely match, surely valid on the as-of date: the long form of actor:TABLE(filter), for a name in a variable.
---@param table accord.TableName
---@param filter? accord.Filter
---@return accord.Rows
function world_of_all:rows(table, filter) end

---The rows of the table that surely match, those too that have ended; never what begins after the as-of date.
---@param table accord.TableName
---@param filter? accord.Filter
---@return accord.Rows
function world_of_all:history(table, filter) end

---The rows that possibly match or are possibly valid, and not surely.
---@param table accord.TableName
---@param filter? accord.Filter
---@return accord.Rows
function world_of_all:possibly(table, filter) end

---Whether a row surely matches; undecided where rows only possibly do.
---@param table accord.TableName
---@param filter? accord.Filter
---@return boolean
function world_of_all:shows(table, filter) end

---Whether surely nothing matches; undecided where rows possibly do, or nothing is on record and the table is not declared complete for the question.
---@param table accord.TableName
---@param filter? accord.Filter
---@return boolean
function world_of_all:lacks(table, filter) end

---How many rows of other actors surely match and are surely valid; in conclude, of all actors.
---@param table accord.TableName
---@param filter? accord.Filter
---@return integer
function world_of_all:count(table, filter) end

---As no_occasion(), over the rows of every other actor.
---@param id string
---@param table accord.TableName
---@param filter? accord.Filter
---@param args? accord.Arguments
---@return accord.Verdict
function world_of_all:no_occasion(id, table, filter, args) end

---The rows of requests that surely match.
---@param filter? accord.filter.requests
---@return accord.rows.requests
function world_of_all:requests(filter) end

---The rows of meetings that surely match.
---@param filter? accord.filter.meetings
---@return accord.rows.meetings
function world_of_all:meetings(filter) end

---The rows of treaties that surely match.
---@param filter? accord.filter.treaties
---@return accord.rows.treaties
function world_of_all:treaties(filter) end

---The rows of sources that surely match.
---@param filter? accord.filter.sources
---@return accord.rows.sources
function world_of_all:sources(filter) end

---@class accord.Provision
---@field id string # as the rule cites it: "cms-11.10:25"
---@field instrument string # the instrument's id
---@field under string # the treaty under which the instrument was adopted
---@field verb string # the operative verb
---@field force accord.Force # how strongly it asks
---@field effect accord.Date # the first day of its effect
---@field until accord.Date? # the first day after its effect, where it ends

---@class accord.Item
---@field actor string # its id
---@field value any # what collect gave, a copy
---@field row fun(self: accord.Item, table: accord.TableName, key: string): accord.row.any # a row that its collect read, by its key

---@class accord.OpenItem
---@field actor string # its id
---@field verdict "review"|"unreported" # what it is left with
---@field why string # what is undecided

---@class accord.Collected
---@field [integer] accord.Item # of actors in the order of their ids; # is their number
---@field open accord.OpenItem[] # those of whom something is undecided: ask, or met, partial and gap become review

---@class accord.Reading
---@field by string # who read the text so
---@field on string # when: YYYY-MM-DD
---@field state string # of the review: "draft", "reviewed"

---@class accord.ProvisionEntry
---@field id string # within the instrument: "25", "26.a"
---@field verb accord.Verb # the operative verb
---@field addressees accord.Subject[] # whom it asks; empty where nobody is asked
---@field summary string # what it asks, in words of your own
---@field effect string? # where it differs from the instrument's: YYYY-MM-DD
---@field until string? # where it differs from the instrument's: YYYY-MM-DD
---@field citation string? # within the text: "paragraph 26, first part"
---@field context string? # why no program can assess it
---@field reading accord.Reading? # where it differs from the register's
---@field qualified boolean? # words of discretion: no record is never a gap

---@class accord.Register
---@field api 1 # the rule API that it is written for
---@field id string # of the instrument: lower-case letters, digits, '-' and '.'
---@field under string # the treaty under which it was adopted
---@field version string # of the register
---@field name string # of the instrument, as people call it
---@field title string # of the instrument
---@field citation string # of the text
---@field url string? # where the text stands
---@field effect string # the first day of its effect: YYYY-MM-DD
---@field until string? # the first day after its effect: YYYY-MM-DD
---@field reading accord.Reading? # who read the text so
---@field provisions accord.ProvisionEntry[] # every limb in order, those too that no program can assess

---@class accord.Rule
---@field id string # "instrument/what-is-wrong"
---@field provision string # the one provision that it assesses: "cms-11.10:25"
---@field subject accord.Subject # whom it assesses
---@field title string # what is looked for, in a few words
---@field messages table<string, string>? # texts by id, with {arguments}
---@field params table<string, any>? # defaults of what may be set from outside: texts, integers, booleans, lists
---@field requires string? # the rule on which this one rests
---@field aliases string[]? # former ids, the oldest first
---@field tags string[]? # words to select rules by
---@field reading accord.Reading? # who read the text so
---@field applies (fun(actor: accord.Actor, params: table, provision: accord.Provision): true|accord.Verdict)? # true, or why nothing is asked of this actor
---@field check (fun(actor: accord.Actor, params: table, provision: accord.Provision): accord.Verdict)? # exactly one verdict; an aggregate rule has the next two instead
---@field collect (fun(actor: accord.Actor, params: table, provision: accord.Provision): any)? # a small plain value of the actor, or nil where there is nothing to add
---@field conclude (fun(collected: accord.Collected, params: table, provision: accord.Provision): accord.Verdict)? # exactly one verdict of what was collected
---@field over string? # what is concluded: "all", as when left out, or each region of a scheme, "region:SCHEME"

---@class accord.Declaration
---@field where table<string, any[]>? # for which values of which columns; for all rows when left out
---@field since string # from the first day of this date on: YYYY, YYYY-MM or YYYY-MM-DD
---@field until string? # to the last day of this date; still so when left out

---@class accord.TestFile
---@field rule string # the id of the rule that is tried
---@field as_of string? # the day of the cases that name none: YYYY-MM-DD
---@field actor string? # the actor of the cases that name none
---@field given table<accord.TableName, table[]>? # rows that every case has, by table
---@field complete table<accord.TableName, accord.Declaration[]>? # declarations of completeness that every case has, by table
---@field schemas table<string, table>? # Table Schemas of tables that are not core tables
---@field cases accord.Case[] # the cases

---@class accord.Case
---@field says string # what the case claims, in words that no other case has
---@field given table<accord.TableName, table[]>? # rows added to those of the file
---@field without accord.TableName[]? # tables of which the file's rows and declarations are left out
---@field complete table<accord.TableName, accord.Declaration[]>? # declarations added to those of the file
---@field as_of string? # in place of the file's
---@field actor string? # in place of the file's
---@field params table<string, any>? # in place of the rule's defaults
---@field expect accord.Expect # what must come of it
---@field todo string? # why the case fails for now; it must fail

---@class accord.Expect
---@field verdict accord.VerdictName|"none" # the verdict; "none" where the rule makes none for the actor
---@field gate string? # what decided; applies or check when left out
---@field message string? # some finding has this message
---@field args table<string, any>? # arguments of that finding
---@field findings integer? # how many findings there are
---@field by_verdict table<accord.VerdictName, integer>? # how many findings there are of each verdict
---@field rests_on string[]? # keys of rows that must be in the evidence
---@field not_on string[]? # keys of rows that must not be in the evidence
---@field named string[]? # exactly what the findings are about, in any order
---@field cause (accord.VerdictName|false)? # the verdict of the required rule that it carries; false: it carries none

---@class stringlib
string = {}
table = {}
math = {}

---What is nobody's own: meetings, requests to all, counts of other actors' rows.
---@type accord.World
world = nil

---The day for which the question is asked.
---@type accord.Date
as_of = nil

---In a filter: something is on record by the as-of date.
---@type accord.Mark
present = nil

---In a filter: surely nothing is on record by the as-of date.
---@type accord.Mark
absent_cell = nil

---The record shows it done; the records that show it are needed.
---@param records accord.Records
---@return accord.Verdict
function met(records) end

---Some of it is on record.
---@param id string
---@param args? accord.Arguments
---@param records? accord.Records
---@return accord.Verdict
function partial(id, args, records) end

---The record shows it not done; for what is merely not there use absent().
---@param id string
---@param args? accord.Arguments
---@param records? accord.Records
---@return accord.Verdict
function gap(id, args, records) end

---A person must judge.
---@param id string
---@param args? accord.Arguments
---@param records? accord.Records
---@return accord.Verdict
function review(id, args, records) end

---Nothing is on record either way.
---@param id string
---@param args? accord.Arguments
---@param records? accord.Records
---@return accord.Verdict
function unreported(id, args, records) end

---The time lies ahead.
---@param id string
---@param args? accord.Arguments
---@param records? accord.Records
---@return accord.Verdict
function not_due(id, args, records) end

---Nothing is asked of this actor then.
---@param id string
---@param args? accord.Arguments
---@param records? accord.Records
---@return accord.Verdict
function not_applicable(id, args, records) end

---Nothing matches the filter: a gap where the table is declared complete for the question, unreported where it is not, review where a row possibly matches.
---@param id string
---@param table accord.TableName
---@param filter? accord.Filter
---@param args? accord.Arguments
---@param records? accord.Records
---@return accord.Verdict
function absent(id, table, filter, args, records) end

---As absent(), but not_applicable where the table is not declared complete: for rules that others require.
---@param id string
---@param table accord.TableName
---@param filter? accord.Filter
---@param args? accord.Arguments
---@param records? accord.Records
---@return accord.Verdict
function shown_absent(id, table, filter, args, records) end

---No request or meeting that would ask for it: not_applicable where the table is declared complete, unreported where it is not.
---@param id string
---@param table accord.TableName
---@param filter? accord.Filter
---@param args? accord.Arguments
---@param records? accord.Records
---@return accord.Verdict
function no_occasion(id, table, filter, args, records) end

---Gathers verdicts: the worst of them counts.
---@return accord.Findings
function findings() end

---The table that lib/NAME.lua returns, read-only; while the file is loaded only.
---@param name string
---@return any
function lib(name) end

---Whether every test is true, of functions or of a list and a function of its items; undecided ones leave it open; an error over nothing.
---@param tests accord.Rows|any[]|fun(): boolean
---@param ... fun(item?: any): boolean
---@return boolean
function all(tests, ...) end

---Whether some test is true, of functions or of a list and a function of its items; false over nothing.
---@param tests accord.Rows|any[]|fun(): boolean
---@param ... fun(item?: any): boolean
---@return boolean
function any(tests, ...) end

---Whether no test is true, of functions or of a list and a function of its items; an error over nothing.
---@param tests accord.Rows|any[]|fun(): boolean
---@param ... fun(item?: any): boolean
---@return boolean
function none(tests, ...) end

---Whether the test is false; undecided stays so.
---@param test fun(): boolean
---@return boolean
function not_(test) end

---A date from YYYY, YYYY-MM or YYYY-MM-DD.
---@param text accord.AnyDate
---@return accord.Date
function date(text) end

---An exact amount from digits or a whole number.
---@param number accord.Amount|integer|string
---@return accord.Amount
function amount(number) end

---In a filter: a date in the window, from inclusive, to exclusive; without an end up to the as-of date.
---@param from accord.AnyDate
---@param to? accord.AnyDate
---@return accord.Mark
function during(from, to) end

---The text without blanks at both ends.
---@param text string
---@return string
function trim(text) end

---The parts between the separators.
---@param text string
---@param separator string
---@return string[]
function split(text, separator) end

---Whether the text has that part, or the list that item.
---@param where string|any[]
---@param what any
---@return boolean
function contains(where, what) end

---Whether the text matches: * any run, ? any one character.
---@param text string
---@param pattern string
---@return boolean
function glob(text, pattern) end

---Whether it has the form of an e-mail address.
---@param text string
---@return boolean
function is_email(text) end

---Whether it has the form of an http or https address.
---@param text string
---@return boolean
function is_url(text) end

---%s any value, %d a whole number, %% a percent sign.
---@param template string
---@param ... any
---@return string
function format(template, ...) end

---The items as one text.
---@param list any[]
---@param separator string
---@return string
function join(list, separator) end

---The value as text; a date as it was written, never an address.
---@param value any
---@return string
function tostring(value) end

---What the value is: Lua's names, or date, amount, row, rows, actor, world, filter, verdict.
---@param value any
---@return string
function type(value) end

---Stops the rule, whose verdict is then an error.
---@param message string
function error(message) end

---Stops the rule unless the value is true.
---@generic T
---@param value T
---@param message? string
---@return T
function assert(value, message) end

---Keys and values in the order of the keys: numbers, texts, booleans.
---@generic K, V
---@param list table<K, V>
---@return fun(): K, V
function pairs(list) end

---Sorts in place; what is equal keeps its order.
---@param list any[]
---@param before? fun(a: any, b: any): boolean
function table.sort(list, before) end

---ASCII letters in lower case.
---@param text string
---@return string
function lower(text) end

---ASCII letters in upper case.
---@param text string
---@return string
function upper(text) end

---The value without its sign.
---@param x integer
---@return integer
function math.abs(x) end

---The least whole number not below.
---@param x number
---@return integer
function math.ceil(x) end

---The greatest whole number not above.
---@param x number
---@return integer
function math.floor(x) end

---The greatest.
---@param x number
---@param ... number
---@return number
function math.max(x, ...) end

---The least.
---@param x number
---@param ... number
---@return number
function math.min(x, ...) end

---The whole number, nil if it is none.
---@param x any
---@return integer?
function math.tointeger(x) end

---Integer, float, or nil for what is no number.
---@param x any
---@return string?
function math.type(x) end

---How many bytes.
---@param text string
---@return integer
function string.len(text) end

---The bytes from first to last; negative ones count from the end.
---@param text string
---@param first integer
---@param last? integer
---@return string
function string.sub(text, first, last) end

---ASCII letters in lower case.
---@param text string
---@return string
function string.lower(text) end

---ASCII letters in upper case.
---@param text string
---@return string
function string.upper(text) end

---The arguments from that one on, or their number for "#".
---@param which integer|string
---@param ... any
---@return any
function select(which, ...) end

---The items of a list, or of rows, in order.
---@generic T: table, V
---@param list T
---@return fun(list: V[], at?: integer): integer, V
---@return T
---@return integer
function ipairs(list) end

---The number that the text says, nil if it says none.
---@param value any
---@param base? integer
---@return number?
function tonumber(value, base) end

---Adds a value at the end, or at a position given before it.
---@param list any[]
---@param ... any
function table.insert(list, ...) end

---Takes out the last item, or the one at the position.
---@param list any[]
---@param position? integer
---@return any
function table.remove(list, position) end

---Texts and numbers as one text.
---@param list any[]
---@param separator? string
---@param first? integer
---@param last? integer
---@return string
function table.concat(list, separator, first, last) end

---The items as so many values.
---@param list any[]
---@param first? integer
---@param last? integer
---@return any
function table.unpack(list, first, last) end
