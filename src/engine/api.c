/* The rule API as it can be told, from the tables that register it. */
#include "engine/api.h"

#include "engine/sandbox.h"

#include <string.h>

static const struct accord_api_entry values[] = {
    {"world", "accord.World", "what is nobody's own: meetings, requests to all, counts of other actors' rows"},
    {"as_of", "accord.Date", "the day for which the question is asked"},
    {"present", "accord.Mark", "in a filter: something is on record by the as-of date"},
    {"absent_cell", "accord.Mark", "in a filter: surely nothing is on record by the as-of date"},
    {NULL, NULL, NULL},
};

static const struct accord_api_entry collected[] = {
    {"[integer]", "accord.Item", "of actors in the order of their ids; # is their number"},
    {"open", "accord.OpenItem[]", "those of whom something is undecided: ask, or met, partial and gap become review"},
    {NULL, NULL, NULL},
};

static const struct accord_api_entry item[] = {
    {"actor", "string", "its id"},
    {"value", "any", "what collect gave, a copy"},
    {"row", "fun(self: accord.Item, table: accord.TableName, key: string): accord.row.any",
     "a row that its collect read, by its key"},
    {NULL, NULL, NULL},
};

static const struct accord_api_entry open_item[] = {
    {"actor", "string", "its id"},
    {"verdict", "\"review\"|\"unreported\"", "what it is left with"},
    {"why", "string", "what is undecided"},
    {NULL, NULL, NULL},
};

static const struct accord_api_entry provision[] = {
    {"id", "string", "as the rule cites it: \"cms-11.10:25\""},
    {"instrument", "string", "the instrument's id"},
    {"under", "string", "the treaty under which the instrument was adopted"},
    {"verb", "string", "the operative verb"},
    {"force", "accord.Force", "how strongly it asks"},
    {"effect", "accord.Date", "the first day of its effect"},
    {"until", "accord.Date?", "the first day after its effect, where it ends"},
    {NULL, NULL, NULL},
};

static const struct accord_api_entry rule_keys[] = {
    {"id", "string", "\"instrument/what-is-wrong\""},
    {"provision", "string", "the one provision that it assesses: \"cms-11.10:25\""},
    {"subject", "accord.Subject", "whom it assesses"},
    {"title", "string", "what is looked for, in a few words"},
    {"messages", "table<string, string>?", "texts by id, with {arguments}"},
    {"params", "table<string, any>?", "defaults of what may be set from outside: texts, integers, booleans, lists"},
    {"requires", "string?", "the rule on which this one rests"},
    {"aliases", "string[]?", "former ids, the oldest first"},
    {"tags", "string[]?", "words to select rules by"},
    {"reading", "accord.Reading?", "who read the text so"},
    {"applies", "(fun(actor: accord.Actor, params: table, provision: accord.Provision): true|accord.Verdict)?",
     "true, or why nothing is asked of this actor"},
    {"check", "(fun(actor: accord.Actor, params: table, provision: accord.Provision): accord.Verdict)?",
     "exactly one verdict; an aggregate rule has the next two instead"},
    {"collect", "(fun(actor: accord.Actor, params: table, provision: accord.Provision): any)?",
     "a small plain value of the actor, or nil where there is nothing to add"},
    {"conclude", "(fun(collected: accord.Collected, params: table, provision: accord.Provision): accord.Verdict)?",
     "exactly one verdict of what was collected"},
    {"over", "string?", "what is concluded: \"all\", as when left out, or each region of a scheme, \"region:SCHEME\""},
    {NULL, NULL, NULL},
};

static const struct accord_api_entry register_keys[] = {
    {"api", "1", "the rule API that it is written for"},
    {"id", "string", "of the instrument: lower-case letters, digits, '-' and '.'"},
    {"under", "string", "the treaty under which it was adopted"},
    {"version", "string", "of the register"},
    {"name", "string", "of the instrument, as people call it"},
    {"title", "string", "of the instrument"},
    {"citation", "string", "of the text"},
    {"url", "string?", "where the text stands"},
    {"effect", "string", "the first day of its effect: YYYY-MM-DD"},
    {"until", "string?", "the first day after its effect: YYYY-MM-DD"},
    {"reading", "accord.Reading?", "who read the text so"},
    {"provisions", "accord.ProvisionEntry[]", "every limb in order, those too that no program can assess"},
    {NULL, NULL, NULL},
};

static const struct accord_api_entry provision_keys[] = {
    {"id", "string", "within the instrument: \"25\", \"26.a\""},
    {"verb", "accord.Verb", "the operative verb"},
    {"addressees", "accord.Subject[]", "whom it asks; empty where nobody is asked"},
    {"summary", "string", "what it asks, in words of your own"},
    {"effect", "string?", "where it differs from the instrument's: YYYY-MM-DD"},
    {"until", "string?", "where it differs from the instrument's: YYYY-MM-DD"},
    {"citation", "string?", "within the text: \"paragraph 26, first part\""},
    {"context", "string?", "why no program can assess it"},
    {"reading", "accord.Reading?", "where it differs from the register's"},
    {"qualified", "boolean?", "words of discretion: no record is never a gap"},
    {NULL, NULL, NULL},
};

static const struct accord_api_entry reading_keys[] = {
    {"by", "string", "who read the text so"},
    {"on", "string", "when: YYYY-MM-DD"},
    {"state", "string", "of the review: \"draft\", \"reviewed\""},
    {NULL, NULL, NULL},
};

static const struct accord_api_entry test_file_keys[] = {
    {"rule", "string", "the id of the rule that is tried"},
    {"as_of", "string?", "the day of the cases that name none: YYYY-MM-DD"},
    {"actor", "string?", "the actor of the cases that name none"},
    {"given", "table<accord.TableName, table[]>?", "rows that every case has, by table"},
    {"complete", "table<accord.TableName, accord.Declaration[]>?",
     "declarations of completeness that every case has, by table"},
    {"schemas", "table<string, table>?", "Table Schemas of tables that are not core tables"},
    {"cases", "accord.Case[]", "the cases"},
    {NULL, NULL, NULL},
};

static const struct accord_api_entry case_keys[] = {
    {"says", "string", "what the case claims, in words that no other case has"},
    {"given", "table<accord.TableName, table[]>?", "rows added to those of the file"},
    {"without", "accord.TableName[]?", "tables of which the file's rows and declarations are left out"},
    {"complete", "table<accord.TableName, accord.Declaration[]>?", "declarations added to those of the file"},
    {"as_of", "string?", "in place of the file's"},
    {"actor", "string?", "in place of the file's"},
    {"params", "table<string, any>?", "in place of the rule's defaults"},
    {"expect", "accord.Expect", "what must come of it"},
    {"todo", "string?", "why the case fails for now; it must fail"},
    {NULL, NULL, NULL},
};

static const struct accord_api_entry expect_keys[] = {
    {"verdict", "accord.VerdictName|\"none\"", "the verdict; \"none\" where the rule makes none for the actor"},
    {"gate", "string?", "what decided; applies or check when left out"},
    {"message", "string?", "some finding has this message"},
    {"args", "table<string, any>?", "arguments of that finding"},
    {"findings", "integer?", "how many findings there are"},
    {"by_verdict", "table<accord.VerdictName, integer>?", "how many findings there are of each verdict"},
    {"rests_on", "string[]?", "keys of rows that must be in the evidence"},
    {"not_on", "string[]?", "keys of rows that must not be in the evidence"},
    {"named", "string[]?", "exactly what the findings are about, in any order"},
    {"cause", "(accord.VerdictName|false)?",
     "the verdict of the required rule that it carries; false: it carries none"},
    {NULL, NULL, NULL},
};

static const struct accord_api_entry declaration_keys[] = {
    {"where", "table<string, any[]>?", "for which values of which columns; for all rows when left out"},
    {"since", "string", "from the first day of this date on: YYYY, YYYY-MM or YYYY-MM-DD"},
    {"until", "string?", "to the last day of this date; still so when left out"},
    {NULL, NULL, NULL},
};

/* What each set is made of. */
static const struct {
    const struct accord_host_function *functions[8]; /* NULL-terminated */
    const struct accord_api_entry *entries;
} sets[ACCORD_API_SETS] = {
    [ACCORD_API_FUNCTIONS] = {{accord_lua_verdict_functions, accord_lua_load_functions, accord_lua_truth_functions,
                               accord_lua_value_functions, accord_lua_text_functions, accord_lua_alias_functions,
                               accord_lua_kept_functions},
                              NULL},
    [ACCORD_API_VALUES] = {{NULL}, values},
    [ACCORD_API_ACTOR] = {{accord_lua_actor_methods}, NULL},
    [ACCORD_API_WORLD] = {{accord_lua_world_methods}, NULL},
    [ACCORD_API_ROW] = {{accord_lua_row_methods}, NULL},
    [ACCORD_API_ROWS] = {{accord_lua_rows_methods}, NULL},
    [ACCORD_API_DATE] = {{accord_lua_date_methods}, NULL},
    [ACCORD_API_FINDINGS] = {{accord_lua_findings_methods}, NULL},
    [ACCORD_API_COLLECTED] = {{NULL}, collected},
    [ACCORD_API_ITEM] = {{NULL}, item},
    [ACCORD_API_OPEN_ITEM] = {{NULL}, open_item},
    [ACCORD_API_PROVISION] = {{NULL}, provision},
    [ACCORD_API_RULE] = {{NULL}, rule_keys},
    [ACCORD_API_REGISTER] = {{NULL}, register_keys},
    [ACCORD_API_PROVISIONS] = {{NULL}, provision_keys},
    [ACCORD_API_READING] = {{NULL}, reading_keys},
    [ACCORD_API_TEST_FILE] = {{NULL}, test_file_keys},
    [ACCORD_API_CASE] = {{NULL}, case_keys},
    [ACCORD_API_EXPECT] = {{NULL}, expect_keys},
    [ACCORD_API_DECLARATION] = {{NULL}, declaration_keys},
};

bool accord_api_at(enum accord_api_set set, size_t index, struct accord_api_entry *entry)
{
    for (size_t i = 0; sets[set].functions[i] != NULL; i++)
        for (const struct accord_host_function *at = sets[set].functions[i]; at->name != NULL; at++) {
            if (index-- > 0) continue;
            *entry = (struct accord_api_entry){at->name, at->signature, at->doc};
            if (strncmp(entry->name, "base.", 5) == 0) entry->name += 5;
            return true;
        }
    for (const struct accord_api_entry *at = sets[set].entries; at != NULL && at->name != NULL; at++) {
        if (index-- > 0) continue;
        *entry = *at;
        return true;
    }
    return false;
}
