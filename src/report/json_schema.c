/* The JSON Schema of reports: one table for each object that json.c and json_verdict.c write. */
#include "report/json_schema.h"

#include "accord/run.h"
#include "report/emit.h"
#include "report/json_verdict.h"

#include <assert.h>
#include <stdio.h>

/* ---- what values there are ---- */

enum kind {
    TEXT,
    BOOLEAN,
    COUNT,       /* a whole number, 0 or more */
    SHARE,       /* a part of 1 */
    DAY,         /* a full date */
    PLACE,       /* line:column in a file */
    SHA256,      /* in hexadecimal digits */
    FINGERPRINT, /* of a finding */
    VERSION,     /* of the schema */
    OBJECT,      /* any */
    TEXTS,       /* a list */
    DEFINED,     /* as `of` */
    LIST,        /* of what is defined as `of` */
    MAP          /* an object whose members, however they are called, are as `of` */
};

enum { OPTIONAL = 0x100, NULLABLE = 0x200 }; /* the member may be missing; may be null */

struct field {
    const char *name;
    unsigned kind;     /* with what it may be */
    const char *of;    /* a definition, or NULL */
    const char *about; /* one clause */
};

static bool may_be(const struct field *field, unsigned what)
{
    return (field->kind & what) != 0;
}

static void emit_type(struct accord_emit *emit, const char *type, bool nullable)
{
    accord_emit_key(emit, "type");
    if (!nullable) {
        accord_emit_text(emit, type);
        return;
    }
    accord_emit_open_flat(emit, '[');
    accord_emit_text(emit, type);
    accord_emit_text(emit, "null");
    accord_emit_close(emit, ']');
}

static void emit_reference(struct accord_emit *emit, const char *of)
{
    char reference[64];
    int length = snprintf(reference, sizeof reference, "#/$defs/%s", of);
    assert(length > 0 && (size_t)length < sizeof reference);
    accord_emit_member(emit, "$ref", reference);
}

/* A reference beside null. */
static void emit_reference_or_null(struct accord_emit *emit, const char *of)
{
    accord_emit_key(emit, "anyOf");
    accord_emit_open_flat(emit, '[');
    accord_emit_open_flat(emit, '{');
    emit_reference(emit, of);
    accord_emit_close(emit, '}');
    accord_emit_open_flat(emit, '{');
    emit_type(emit, "null", false);
    accord_emit_close(emit, '}');
    accord_emit_close(emit, ']');
}

static void emit_number(struct accord_emit *emit, const char *type, const char *most, bool nullable)
{
    emit_type(emit, type, nullable);
    accord_emit_key(emit, "minimum");
    accord_emit_integer(emit, 0);
    if (!most) return;
    accord_emit_key(emit, "maximum");
    accord_emit_number(emit, most);
}

static void emit_pattern(struct accord_emit *emit, const char *pattern, bool nullable)
{
    emit_type(emit, "string", nullable);
    accord_emit_member(emit, "pattern", pattern);
}

/* `keyword` is "items" or "additionalProperties"; what they are is defined as `of`, or text. */
static void emit_many(struct accord_emit *emit, const char *type, const char *keyword, const char *of)
{
    emit_type(emit, type, false);
    accord_emit_key(emit, keyword);
    accord_emit_open_flat(emit, '{');
    if (of)
        emit_reference(emit, of);
    else
        emit_type(emit, "string", false);
    accord_emit_close(emit, '}');
}

static void emit_kind(struct accord_emit *emit, const struct field *field)
{
    bool nullable = may_be(field, NULLABLE);
    switch ((enum kind)(field->kind & ~(unsigned)(OPTIONAL | NULLABLE))) {
    case TEXT:
        emit_type(emit, "string", nullable);
        break;
    case BOOLEAN:
        emit_type(emit, "boolean", nullable);
        break;
    case COUNT:
        emit_number(emit, "integer", NULL, nullable);
        break;
    case SHARE:
        emit_number(emit, "number", "1", nullable);
        break;
    case DAY:
        emit_pattern(emit, "^[0-9]{4}-[0-9]{2}-[0-9]{2}$", nullable);
        break;
    case PLACE:
        emit_pattern(emit, "^[1-9][0-9]*:[0-9]+$", nullable);
        break;
    case SHA256:
        emit_pattern(emit, "^[0-9a-f]{64}$", nullable);
        break;
    case FINGERPRINT:
        emit_pattern(emit, "^[0-9a-f]{32}$", nullable);
        break;
    case VERSION:
        accord_emit_key(emit, "const");
        accord_emit_integer(emit, ACCORD_JSON_SCHEMA);
        break;
    case OBJECT:
        emit_type(emit, "object", nullable);
        break;
    case TEXTS:
        emit_many(emit, "array", "items", NULL);
        break;
    case DEFINED:
        if (nullable)
            emit_reference_or_null(emit, field->of);
        else
            emit_reference(emit, field->of);
        break;
    case LIST:
        emit_many(emit, "array", "items", field->of);
        break;
    case MAP:
        emit_many(emit, "object", "additionalProperties", field->of);
        break;
    }
}

/* ---- the objects ---- */

static const struct field cell[] = {
    {"column", TEXT, NULL, "the column that was read"},
    {"value", TEXT | NULLABLE, NULL, "as text, whatever its type; null: the cell is empty"},
    {"at", PLACE | NULLABLE, NULL, "its line and column in the file; null: the file has no such place"},
    {.name = NULL},
};

static const struct field row[] = {
    {"key", TEXT, NULL, "of the row in its table"},
    {"file", TEXT, NULL, "where it stands, from the dataset's folder"},
    {"line", COUNT, NULL, "and on which line"},
    {"cells", LIST, "cell", "those of its cells that the rule read"},
    {.name = NULL},
};

static const struct field evidence[] = {
    {"table", TEXT, NULL, "that was asked"},
    {"filter", DEFINED, "arguments", "for which rows"},
    {"rows", LIST, "row", "those found that matter; none: their absence is what the verdict rests on"},
    {.name = NULL},
};

#define WAIVER_FIELDS                                                                                                  \
    {"reason", TEXT, NULL, "why it was accepted"}, {"who", TEXT, NULL, "who accepted it"},                             \
        {"from", DAY | OPTIONAL, NULL, "its first day; missing: it has none"}, {"until", DAY, NULL, "its last day"},   \
        {"file", TEXT, NULL, "where it is written"},                                                                   \
    {                                                                                                                  \
        "line", COUNT, NULL, "in that file"                                                                            \
    }

static const struct field waiver[] = {
    WAIVER_FIELDS,
    {.name = NULL},
};

static const struct field noted_waiver[] = {
    {"rule", TEXT, NULL, "an id, or a glob"},
    {"actor", TEXT, NULL, "whom it is about"},
    {"fingerprint", TEXT | NULLABLE, NULL, "of the one finding that it covers; null: all of the pair"},
    WAIVER_FIELDS,
    {.name = NULL},
};

static const struct field waiver_note[] = {
    {"note", TEXT, NULL, "lapsed, not_begun, unused or lapses_soon"},
    {"findings", COUNT, NULL, "that it covers, or would"},
    {"why", TEXT | NULLABLE, NULL, "of one that is unused: what is wrong with it"},
    {"waiver", DEFINED, "noted_waiver", "the waiver"},
    {.name = NULL},
};

static const struct field fixed[] = {
    {"rule", TEXT, NULL, "as the baseline calls it"},
    {"actor", TEXT, NULL, "the actor's id"},
    {"verdict", DEFINED, "verdict_name", "that the baseline knows"},
    {"message_id", TEXT | NULLABLE, NULL, "which message it was; null: a verdict without a finding"},
    {"fingerprint", FINGERPRINT, NULL, "of the finding"},
    {"now", DEFINED, "verdict_name", "what the rule comes to for the actor now"},
    {.name = NULL},
};

static const struct field unknown_rule[] = {
    {"rule", TEXT, NULL, "as the baseline calls it"},
    {"findings", COUNT, NULL, "of it in the baseline"},
    {.name = NULL},
};

static const struct field baseline_counts[] = {
    {"new", COUNT, NULL, "findings that the baseline does not know"},
    {"unchanged", COUNT, NULL, "findings that it knows with the same verdict"},
    {"updated", COUNT, NULL, "findings that it knows with another verdict"},
    {"worse", COUNT, NULL, "of those: now with a worse one"},
    {"fixed", COUNT, NULL, "findings of the baseline that are no longer found, of pairs that their rule decided on"},
    {"not_decided", COUNT, NULL, "findings of the baseline that are no longer found and not known to be fixed"},
    {"not_looked_at", COUNT, NULL, "findings of the baseline whose pair was not evaluated, or came to an error"},
    {.name = NULL},
};

static const struct field waiver_counts[] = {
    {"waived", COUNT, NULL, "findings under a waiver in force"},
    {"lapsed", COUNT, NULL, "findings under a waiver that has lapsed"},
    {"stale", COUNT, NULL, "waivers that have lapsed or cover nothing"},
    {.name = NULL},
};

#define COMMENT_FIELDS                                                                                                 \
    {"id", TEXT, NULL, "of the row in the table comments"}, {"on", TEXT, NULL, "the day, or the month or year"},       \
        {"text", TEXT, NULL, "the actor's own words"},                                                                 \
        {"by", TEXT | NULLABLE, NULL, "the institution that speaks for it; null: not said"},                           \
        {"url", TEXT | NULLABLE, NULL, "where more is, as written; null: nowhere"},                                    \
        {"language", TEXT | NULLABLE, NULL, "of the text; null: not said"},                                            \
        {"file", TEXT, NULL, "where it is written, from the dataset's folder"},                                        \
    {                                                                                                                  \
        "line", COUNT, NULL, "in that file"                                                                            \
    }

static const struct field comment[] = {
    COMMENT_FIELDS,
    {.name = NULL},
};

static const struct field unplaced_comment[] = {
    {"actor", TEXT, NULL, "whose word it is"},
    {"fingerprint", FINGERPRINT, NULL, "that no finding of this run about the actor has"},
    COMMENT_FIELDS,
    {.name = NULL},
};

static const struct field comment_counts[] = {
    {"shown", COUNT, NULL, "comments that stand beside a finding"},
    {"unplaced", COUNT, NULL, "comments on what this run has no finding of about the actor"},
    {"not_evaluated", COUNT, NULL, "comments of actors that this run has no verdict on"},
    {.name = NULL},
};

static const struct field finding[] = {
    {"verdict", DEFINED, "verdict_name", "of this finding"},
    {"message_id", TEXT, NULL, "which of the rule's messages it is"},
    {"message", TEXT, NULL, "that message, its arguments in their places"},
    {"args", DEFINED, "arguments", "the arguments of the message"},
    {"about", TEXTS, NULL, "what the finding names: keys of rows, periods or meetings"},
    {"fingerprint", FINGERPRINT, NULL, "names the finding from run to run, whatever its wording and order"},
    {"since", DAY | OPTIONAL, NULL, "from this day on every earlier run has it with this verdict; missing: not known"},
    {"baseline_state", TEXT | OPTIONAL, NULL, "new, unchanged or updated; missing: no baseline was given"},
    {"baseline_verdict", DEFINED | OPTIONAL, "verdict_name", "where it is updated: what the baseline knows"},
    {"waiver", DEFINED | OPTIONAL, "waiver", "that is in force and covers it; missing: none"},
    {"lapsed_waiver", DEFINED | OPTIONAL, "waiver", "that covered it until its time ran out; missing: none"},
    {"comments", LIST | OPTIONAL, "comment", "what the actor has to say of it, by day; missing: nothing"},
    {"evidence", LIST, "evidence", "what the finding rests on"},
    {.name = NULL},
};

static const struct field cause[] = {
    {"rule", TEXT, NULL, "the required rule, whose own verdict is open"},
    {"verdict", DEFINED, "verdict_name", "that verdict"},
    {.name = NULL},
};

static const struct field verdict[] = {
    {"rule", TEXT, NULL, "the rule's id"},
    {"provision", TEXT, NULL, "the provision that it assesses"},
    {"force", DEFINED, "force", "how strongly the provision asks"},
    {"actor", TEXT, NULL, "the actor's id; of an aggregate rule \"all\" or \"region:SCHEME/REGION\""},
    {"verdict", DEFINED, "verdict_name", "the worst of the findings"},
    {"gate", DEFINED, "gate", "what decided"},
    {"why", TEXT, NULL, "one sentence; of an error the failure, with file and line of the rule"},
    {"cause", DEFINED | NULLABLE, "cause", "why the verdict is open, where a required rule is; null: it is not"},
    {"baseline_state", TEXT | OPTIONAL, NULL,
     "new, unchanged or updated; of a verdict to look at that has no findings; missing: it is no such"},
    {"baseline_verdict", DEFINED | OPTIONAL, "verdict_name", "where it is updated: what the baseline knows"},
    {"waiver", DEFINED | OPTIONAL, "waiver", "that is in force and covers it; missing: none"},
    {"lapsed_waiver", DEFINED | OPTIONAL, "waiver", "that covered it until its time ran out; missing: none"},
    {"comments", LIST | OPTIONAL, "comment", "of a verdict without findings, likewise"},
    {"findings", LIST, "finding", "what somebody should look at"},
    {"evidence", LIST, "evidence", "what the check asked and read besides"},
    {.name = NULL},
};

static const struct field program[] = {
    {"version", TEXT, NULL, "of accord"},
    {"schema", VERSION, NULL,
     "of this schema: another number where members are renamed, taken away or mean another thing"},
    {.name = NULL},
};

static const struct field dataset[] = {
    {"name", TEXT, NULL, "as its descriptor has it"},
    {"illustrative", BOOLEAN, NULL, "whether its data are made up"},
    {"sha256", SHA256, NULL, "over all that was read"},
    {"complete", MAP, "sha256", "tables that are declared complete, each with a digest of the declarations"},
    {.name = NULL},
};

static const struct field rule[] = {
    {"id", TEXT, NULL, "the rule's id"},
    {"aliases", TEXTS | OPTIONAL, NULL, "its former ids, the oldest first"},
    {"sha256", SHA256, NULL, "over its file, its register and the libs"},
    {"over", TEXT | OPTIONAL, NULL, "of an aggregate rule: \"all\" or \"region:SCHEME\""},
    {"requires", TEXT | OPTIONAL, NULL, "the rule that has to stand before it is evaluated"},
    {"params", OBJECT | OPTIONAL, NULL, "what a profile set in place of its own params"},
    {.name = NULL},
};

static const struct field rules[] = {
    {"count", COUNT, NULL, "of all that were loaded"},
    {"sha256", SHA256, NULL, "over all their files"},
    {"list", LIST, "rule", "one by one, in the order of their ids"},
    {.name = NULL},
};

static const struct field profile[] = {
    {"id", TEXT, NULL, "the profile's id"},
    {"sha256", SHA256, NULL, "over its text"},
    {.name = NULL},
};

static const struct field choice[] = {
    {"option", TEXT, NULL, "that chose, without the dashes"},
    {"value", TEXT, NULL, "that it was given"},
    {.name = NULL},
};

static const struct field selection[] = {
    {"choices", LIST, "choice", "values of one option are asked about besides each other, those of several together"},
    {"actors", COUNT, NULL, "asked about"},
    {"of_actors", COUNT, NULL, "in the dataset"},
    {"rules", COUNT, NULL, "asked"},
    {"of_rules", COUNT, NULL, "that were loaded"},
    {"notes", TEXTS, NULL, "what was left out, what may be missed so, and what was not left out"},
    {.name = NULL},
};

static const struct field instrument[] = {
    {"counts", DEFINED, "counts", "of verdicts: one a rule and actor"},
    {"pairs", DEFINED, "counts", "of provisions and actors: the worst verdict of each pair"},
    {"aggregates", DEFINED, "counts", "of the verdicts of aggregate rules, which are in no score"},
    {"assessable", COUNT, NULL, "pairs that the record settles"},
    {"of", COUNT, NULL, "pairs but those not due or not applicable"},
    {"score", SHARE | NULLABLE, NULL, "of what is assessable; null: nothing is"},
    {"low", SHARE | NULLABLE, NULL, "the least that the score of all could be; null: there is nothing to score"},
    {"high", SHARE | NULLABLE, NULL, "the most"},
    {.name = NULL},
};

static const struct field summary[] = {
    {"counts", DEFINED, "counts", "of verdicts over all instruments, whatever the report leaves out"},
    {"aggregates", DEFINED, "counts", "of the verdicts of aggregate rules"},
    {"by_instrument", MAP, "instrument", "of each instrument with a verdict"},
    {"baseline", DEFINED | OPTIONAL, "baseline_counts", "against the baseline; missing: none was given"},
    {"waivers", DEFINED | OPTIONAL, "waiver_counts", "under waivers; missing: none were given"},
    {"comments", DEFINED | OPTIONAL, "comment_counts", "of actors on findings; missing: the dataset has none by then"},
    {"data_warnings", COUNT, NULL, "of all, which may be more than are listed"},
    {"rule_errors", COUNT, NULL, "of all, which may be more than are listed"},
    {.name = NULL},
};

static const struct field data_warning[] = {
    {"file", TEXT | NULLABLE, NULL, "that it is about"},
    {"line", COUNT, NULL, "0: the whole file"},
    {"column", COUNT, NULL, "0: the whole line"},
    {"text", TEXT, NULL, "what was found and what was expected"},
    {.name = NULL},
};

static const struct field rule_error[] = {
    {"rule", TEXT, NULL, "that failed or hit a limit"},
    {"provision", TEXT, NULL, "that it assesses"},
    {"actor", TEXT, NULL, "for whom"},
    {"why", TEXT, NULL, "the failure, with file and line of the rule"},
    {"trace", TEXT | NULLABLE, NULL, "how the rule came to that line; null: it is not known"},
    {"source", TEXT | NULLABLE, NULL, "that line; null: it is not known"},
    {.name = NULL},
};

static const struct field report[] = {
    {"accord", DEFINED, "program", "what wrote the report"},
    {"as_of", DAY, NULL, "the day for which the question was asked"},
    {"dataset", DEFINED, "dataset", "of what"},
    {"rules", DEFINED, "rules", "by what"},
    {"profile", DEFINED | OPTIONAL, "profile", "that was chosen; missing: none"},
    {"selection", DEFINED | OPTIONAL, "selection", "of actors and rules that were asked about; missing: all"},
    {"verdicts", LIST, "verdict", "in the order of actors, then rules; those of aggregate rules last"},
    {"summary", DEFINED, "summary", "over everything evaluated"},
    {"data_warnings", LIST, "data_warning", "what is odd in the data, without being wrong"},
    {"rule_errors", LIST, "rule_error", "why rules failed"},
    {"not_concluded", TEXTS, NULL, "aggregate rules that were not evaluated, since only some actors were"},
    {"fixed", LIST | OPTIONAL, "fixed", "what the baseline knows and is fixed; missing: no baseline"},
    {"unknown_rules", LIST | OPTIONAL, "unknown_rule", "rules of the baseline that are not loaded; likewise"},
    {"waiver_notes", LIST | OPTIONAL, "waiver_note", "waivers that somebody should look at; missing: no waivers"},
    {"unplaced_comments", LIST | OPTIONAL, "unplaced_comment",
     "of actors on what this run has no finding of; missing: the dataset has no comments by then"},
    {.name = NULL},
};

static void emit_fields(struct accord_emit *emit, const struct field *fields)
{
    emit_type(emit, "object", false);
    accord_emit_key(emit, "required");
    accord_emit_open_flat(emit, '[');
    for (const struct field *field = fields; field->name; field++)
        if (!may_be(field, OPTIONAL)) accord_emit_text(emit, field->name);
    accord_emit_close(emit, ']');
    accord_emit_key(emit, "properties");
    accord_emit_open(emit, '{');
    for (const struct field *field = fields; field->name; field++) {
        accord_emit_key(emit, field->name);
        accord_emit_open_flat(emit, '{');
        accord_emit_member(emit, "description", field->about);
        emit_kind(emit, field);
        accord_emit_close(emit, '}');
    }
    accord_emit_close(emit, '}');
}

/* ---- what is no object with members of its own ---- */

static const char *verdict_at(size_t index)
{
    if (index >= ACCORD_VERDICT_COUNT) return NULL;
    return accord_verdict_meaning((enum accord_verdict_kind)index)->name;
}

static const char *force_at(size_t index)
{
    return index < ACCORD_FORCE_COUNT ? accord_force_name((enum accord_force)index) : NULL;
}

static const char *gate_at(size_t index)
{
    return index <= ACCORD_GATE_CONCLUDE ? accord_gate_name((enum accord_gate)index) : NULL;
}

static void emit_names(struct accord_emit *emit, const char *keyword, const char *(*at)(size_t index))
{
    accord_emit_key(emit, keyword);
    accord_emit_open_flat(emit, '[');
    for (size_t i = 0; at(i); i++)
        accord_emit_text(emit, at(i));
    accord_emit_close(emit, ']');
}

static void emit_verdict_name(struct accord_emit *emit)
{
    emit_names(emit, "enum", verdict_at);
}

static void emit_force(struct accord_emit *emit)
{
    emit_names(emit, "enum", force_at);
}

static void emit_gate(struct accord_emit *emit)
{
    emit_names(emit, "enum", gate_at);
}

static void emit_sha256(struct accord_emit *emit)
{
    emit_kind(emit, &(const struct field){.kind = SHA256});
}

/* One member a verdict. */
static void emit_counts(struct accord_emit *emit)
{
    emit_type(emit, "object", false);
    emit_names(emit, "required", verdict_at);
    accord_emit_key(emit, "properties");
    accord_emit_open(emit, '{');
    for (size_t i = 0; verdict_at(i); i++) {
        const struct field field = {verdict_at(i), COUNT, NULL,
                                    accord_verdict_meaning((enum accord_verdict_kind)i)->meaning};
        accord_emit_key(emit, field.name);
        accord_emit_open_flat(emit, '{');
        accord_emit_member(emit, "description", field.about);
        emit_kind(emit, &field);
        accord_emit_close(emit, '}');
    }
    accord_emit_close(emit, '}');
}

static void emit_arguments(struct accord_emit *emit)
{
    emit_kind(emit, &(const struct field){.kind = MAP, .of = "argument"});
}

static void emit_type_alone(struct accord_emit *emit, const char *type)
{
    accord_emit_open_flat(emit, '{');
    emit_type(emit, type, false);
    accord_emit_close(emit, '}');
}

/* Texts, dates and amounts are strings; what is written for the other kinds of enum accord_value_kind. */
static void emit_argument(struct accord_emit *emit)
{
    static const struct field presence[] = {
        {"present", BOOLEAN, NULL, "whether something is to be on record"},
        {.name = NULL},
    };
    static const struct field window[] = {
        {"from", TEXT, NULL, "the first day, or the period that holds it"},
        {"to", TEXT | NULLABLE, NULL, "the first day after; null: open"},
        {.name = NULL},
    };
    accord_emit_key(emit, "anyOf");
    accord_emit_open(emit, '[');
    emit_type_alone(emit, "string");
    emit_type_alone(emit, "integer");
    emit_type_alone(emit, "boolean");
    accord_emit_open_flat(emit, '{');
    emit_kind(emit, &(const struct field){.kind = TEXTS});
    accord_emit_close(emit, '}');
    accord_emit_open(emit, '{');
    emit_fields(emit, presence);
    accord_emit_close(emit, '}');
    accord_emit_open(emit, '{');
    emit_fields(emit, window);
    accord_emit_close(emit, '}');
    accord_emit_close(emit, ']');
}

/* ---- the schema ---- */

/* With fields, or with a writer. The verdict comes first, with all that it is made of; then what else a report has. */
static const struct {
    const char *name;
    const char *about;
    const struct field *fields;
    void (*write)(struct accord_emit *emit);
} definitions[] = {
    {"verdict", "One outcome of one rule for one actor, or of an aggregate rule for a region or the whole.", verdict,
     NULL},
    {"finding", "One thing inside a verdict that somebody should look at.", finding, NULL},
    {"evidence", "A question to a table, and the rows of its answer.", evidence, NULL},
    {"row", "One row that a verdict rests on.", row, NULL},
    {"cell", "One cell of it.", cell, NULL},
    {"cause", "What leaves a verdict open.", cause, NULL},
    {"verdict_name", "From worst to least.", NULL, emit_verdict_name},
    {"force", "From the verb of the provision, from strongest to none.", NULL, emit_force},
    {"gate", "In the order in which they are asked.", NULL, emit_gate},
    {"arguments", "Of a message, or the terms of a filter.", NULL, emit_arguments},
    {"argument", "Dates and amounts are strings; a list, a question for presence and a window are what filters have.",
     NULL, emit_argument},
    {"waiver", "Somebody's word that findings are accepted for a time.", waiver, NULL},
    {"comment", "What an actor has to say of a finding about it.", comment, NULL},
    {"program", "What wrote the report.", program, NULL},
    {"dataset", "What was asked about.", dataset, NULL},
    {"rules", "What was evaluated.", rules, NULL},
    {"rule", "One rule, and what tells whether it is the same as in another run.", rule, NULL},
    {"profile", "What selected rules and params.", profile, NULL},
    {"selection", "What was asked about, where it is not everything.", selection, NULL},
    {"choice", "An option that chose.", choice, NULL},
    {"summary", "Counts and scores over everything evaluated.", summary, NULL},
    {"instrument", "Counts and scores of one instrument.", instrument, NULL},
    {"counts", "One number a verdict.", NULL, emit_counts},
    {"noted_waiver", "A waiver, with what it covers.", noted_waiver, NULL},
    {"waiver_note", "What somebody should know of a waiver.", waiver_note, NULL},
    {"fixed", "A finding of the baseline that is no longer found, of a pair that its rule decided on.", fixed, NULL},
    {"unknown_rule", "A rule that the baseline names.", unknown_rule, NULL},
    {"comment_counts", "What became of comments.", comment_counts, NULL},
    {"unplaced_comment", "A comment that stands beside no finding.", unplaced_comment, NULL},
    {"baseline_counts", "Findings against the baseline.", baseline_counts, NULL},
    {"waiver_counts", "Findings under waivers.", waiver_counts, NULL},
    {"data_warning", "Something odd in the data.", data_warning, NULL},
    {"rule_error", "Why a rule failed.", rule_error, NULL},
    {"sha256", "A digest in hexadecimal digits.", NULL, emit_sha256},
};

enum { DEFINITION_COUNT = sizeof definitions / sizeof definitions[0], OF_A_LINE = 13 };

static void emit_definitions(struct accord_emit *emit, size_t count)
{
    accord_emit_key(emit, "$defs");
    accord_emit_open(emit, '{');
    for (size_t i = 0; i < count; i++) {
        accord_emit_key(emit, definitions[i].name);
        accord_emit_open(emit, '{');
        accord_emit_member(emit, "description", definitions[i].about);
        if (definitions[i].fields)
            emit_fields(emit, definitions[i].fields);
        else
            definitions[i].write(emit);
        accord_emit_close(emit, '}');
    }
    accord_emit_close(emit, '}');
}

static void emit_head(struct accord_emit *emit, const char *what, const char *title)
{
    char id[64];
    (void)snprintf(id, sizeof id, "urn:accord:schema:%s:%d", what, ACCORD_JSON_SCHEMA);
    accord_emit_member(emit, "$schema", "https://json-schema.org/draft/2020-12/schema");
    accord_emit_member(emit, "$id", id);
    accord_emit_member(emit, "title", title);
    accord_emit_member(
        emit, "description",
        "Later versions of accord may write further members: readers pass over those that they do not know.");
}

void accord_json_schema_write(struct accord_text *text, bool line)
{
    struct accord_emit emit;
    accord_emit_init(&emit, text, true);
    accord_emit_open(&emit, '{');
    if (line) {
        emit_head(&emit, "verdict", "One line of accord check --format jsonl");
        emit_reference(&emit, "verdict");
    } else {
        emit_head(&emit, "report", "accord check --format json");
        emit_fields(&emit, report);
    }
    emit_definitions(&emit, line ? OF_A_LINE : DEFINITION_COUNT);
    accord_emit_close(&emit, '}');
    accord_text_add_char(text, '\n');
}
