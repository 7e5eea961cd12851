/* What is said of a run beside its results: rules that failed, oddities of the data, what was left out. */
#include "report/sarif.h"

#include "accord/ledger.h"
#include "report/comments.h"
#include "report/uri.h"

#include <string.h>

static const struct {
    const char *id;
    const char *level;
    const char *text;
} notices[ACCORD_SARIF_NOTICE_COUNT] = {
#define NOTICE(number, name, grade, words) [ACCORD_SARIF_##number] = {.id = (name), .level = (grade), .text = (words)},
    ACCORD_SARIF_NOTICES(NOTICE)
#undef NOTICE
};

/* GitHub asks for all three of whatever is described. */
void accord_sarif_write_notices(struct accord_sarif *sarif)
{
    static const char *const members[] = {"shortDescription", "fullDescription", "help"};
    struct accord_emit *emit = &sarif->emit;
    accord_emit_key(emit, "notifications");
    accord_emit_open(emit, '[');
    for (size_t i = 0; i < ACCORD_SARIF_NOTICE_COUNT; i++) {
        accord_emit_open_flat(emit, '{');
        accord_emit_member(emit, "id", notices[i].id);
        for (size_t member = 0; member < sizeof members / sizeof members[0]; member++) {
            accord_text_add_str(&sarif->scratch, notices[i].text);
            accord_sarif_said_message(sarif, emit, members[member]);
        }
        accord_emit_key(emit, "defaultConfiguration");
        accord_emit_open(emit, '{');
        accord_emit_member(emit, "level", notices[i].level);
        accord_emit_close(emit, '}');
        accord_emit_close(emit, '}');
    }
    accord_emit_close(emit, ']');
}

/* Begins a notification with the string made so far; the caller ends it. */
static void open_notice(struct accord_sarif *sarif, enum accord_sarif_notice notice)
{
    struct accord_emit *emit = &sarif->emit;
    accord_emit_open_flat(emit, '{');
    accord_emit_key(emit, "descriptor");
    accord_emit_open(emit, '{');
    accord_emit_member(emit, "id", notices[notice].id);
    accord_emit_count_member(emit, "index", notice);
    accord_emit_close(emit, '}');
    accord_emit_member(emit, "level", notices[notice].level);
    accord_sarif_said_message(sarif, emit, "message");
}

static void close_notice(struct accord_sarif *sarif)
{
    accord_emit_close(&sarif->emit, '}');
    accord_sink_drain(&sarif->writer->sink);
}

static void write_notice(struct accord_sarif *sarif, enum accord_sarif_notice notice)
{
    open_notice(sarif, notice);
    close_notice(sarif);
}

/* ---- rules that failed ---- */

/* "FILE.lua:12: what": how many bytes the file's name has, and the line; 0 where an error does not begin so. */
static size_t find_place(const char *why, size_t *line)
{
    static const char end[] = ".lua:";
    const char *at = strstr(why, end);
    if (!at || strcspn(why, ": \n") != (size_t)(at - why) + sizeof end - 2) return 0;
    const char *digits = at + sizeof end - 1;
    size_t count = strspn(digits, "0123456789");
    if (count == 0 || count > 9 || digits[count] != ':') return 0;
    *line = 0;
    for (size_t i = 0; i < count; i++)
        *line = 10 * *line + (size_t)(digits[i] - '0');
    return *line > 0 ? (size_t)(digits - 1 - why) : 0;
}

static void write_error_place(struct accord_sarif *sarif, const char *why, const char *rule_file)
{
    struct accord_emit *emit = &sarif->emit;
    char file[ACCORD_ERROR_TEXT_MAX];
    size_t line = 1, length = find_place(why, &line);
    if (length >= sizeof file) length = 0;
    memcpy(file, why, length);
    file[length] = '\0';
    accord_emit_key(emit, "locations");
    accord_emit_open(emit, '[');
    accord_emit_open(emit, '{');
    accord_emit_key(emit, "physicalLocation");
    accord_emit_open(emit, '{');
    accord_sarif_write_rule_file(sarif, emit, length > 0 ? file : rule_file);
    accord_emit_key(emit, "region");
    accord_emit_open(emit, '{');
    accord_emit_count_member(emit, "startLine", length > 0 ? line : 1);
    accord_emit_close(emit, '}');
    accord_emit_close(emit, '}');
    accord_emit_close(emit, '}');
    accord_emit_close(emit, ']');
}

static void write_error(struct accord_sarif *sarif, const struct accord_summary_error *error)
{
    const struct accord_packs *packs = sarif->writer->subject->packs;
    struct accord_emit *emit = &sarif->emit;
    struct accord_rule_facts rule = {.id = NULL};
    size_t index = 0;
    for (; index < accord_packs_rule_count(packs); index++) {
        accord_packs_rule(packs, index, &rule);
        if (strcmp(rule.id, error->rule) == 0) break;
    }
    accord_sarif_say(sarif, error->rule);
    accord_text_add_str(&sarif->scratch, " for ");
    accord_sarif_say(sarif, error->actor);
    accord_text_add_str(&sarif->scratch, ": ");
    accord_sarif_say(sarif, error->why);
    open_notice(sarif, ACCORD_SARIF_RULE_ERROR);
    write_error_place(sarif, error->why, rule.file);
    accord_emit_key(emit, "associatedRule");
    accord_emit_open(emit, '{');
    accord_emit_member(emit, "id", error->rule);
    accord_emit_count_member(emit, "index", index);
    accord_emit_close(emit, '}');
    accord_emit_key(emit, "properties");
    accord_emit_open(emit, '{');
    accord_emit_member(emit, "actor", error->actor);
    accord_emit_member(emit, "provision", error->provision);
    if (error->source) accord_emit_member(emit, "source", error->source);
    if (error->trace) accord_emit_member(emit, "trace", error->trace);
    accord_emit_close(emit, '}');
    close_notice(sarif);
}

static void write_errors(struct accord_sarif *sarif, const struct accord_summary *summary)
{
    size_t all = accord_summary_failures(summary);
    accord_emit_key(&sarif->emit, "toolExecutionNotifications");
    accord_emit_open(&sarif->emit, '[');
    for (size_t i = 0; i < summary->errors_kept; i++)
        write_error(sarif, &summary->errors[i]);
    if (all > summary->errors_kept) {
        accord_text_addf(&sarif->scratch, "%zu more verdicts are errors", all - summary->errors_kept);
        write_notice(sarif, ACCORD_SARIF_RULE_ERROR);
    }
    accord_emit_close(&sarif->emit, ']');
}

/* ---- the rest ---- */

static void write_warning(struct accord_sarif *sarif, const struct accord_problem *warning)
{
    struct accord_emit *emit = &sarif->emit;
    accord_sarif_say(sarif, warning->text);
    open_notice(sarif, ACCORD_SARIF_DATA_WARNING);
    accord_emit_key(emit, "locations");
    accord_emit_open(emit, '[');
    accord_emit_open(emit, '{');
    accord_emit_key(emit, "physicalLocation");
    accord_emit_open(emit, '{');
    accord_sarif_write_data_file(sarif, emit, warning->file);
    if (warning->line > 0) {
        accord_emit_key(emit, "region");
        accord_emit_open(emit, '{');
        accord_emit_count_member(emit, "startLine", warning->line);
        if (warning->column > 0) accord_emit_count_member(emit, "startColumn", warning->column);
        accord_emit_close(emit, '}');
    }
    accord_emit_close(emit, '}');
    accord_emit_close(emit, '}');
    accord_emit_close(emit, ']');
    close_notice(sarif);
}

static void write_warnings(struct accord_sarif *sarif)
{
    const struct accord_problems *warnings = sarif->writer->subject->warnings;
    size_t kept = accord_problems_kept(warnings), all = accord_problems_count(warnings);
    for (size_t i = 0; i < kept; i++)
        write_warning(sarif, accord_problems_at(warnings, i));
    if (all > kept) {
        accord_text_addf(&sarif->scratch, "%zu more warnings about the dataset", all - kept);
        write_notice(sarif, ACCORD_SARIF_DATA_WARNING);
    }
}

static void write_not_concluded(struct accord_sarif *sarif)
{
    const struct accord_report_subject *subject = sarif->writer->subject;
    for (size_t i = 0; subject->not_concluded && i < accord_packs_rule_count(subject->packs); i++) {
        struct accord_rule_facts rule;
        if (!subject->not_concluded[i]) continue;
        accord_packs_rule(subject->packs, i, &rule);
        accord_sarif_say(sarif, rule.id);
        accord_text_add_str(&sarif->scratch, " was not concluded: not all actors were evaluated");
        write_notice(sarif, ACCORD_SARIF_NOT_CONCLUDED);
    }
}

static void write_comments(struct accord_sarif *sarif)
{
    const struct accord_comments *comments = sarif->writer->subject->comments;
    const struct accord_comment *comment = NULL;
    for (size_t at = 0; accord_comments_unplaced(comments, &at, &comment);) {
        accord_text_reset(&sarif->comment);
        accord_comment_write_unplaced(&sarif->comment, accord_comment_actor(comments, comment), comment, 0);
        accord_sarif_say(sarif, accord_text_str(&sarif->comment));
        sarif->failed = sarif->failed || sarif->comment.failed;
        write_notice(sarif, ACCORD_SARIF_COMMENT);
    }
    accord_text_reset(&sarif->comment);
    accord_comments_write_unasked(&sarif->comment, comments);
    if (sarif->comment.length == 0) return;
    accord_sarif_say(sarif, accord_text_str(&sarif->comment));
    write_notice(sarif, ACCORD_SARIF_COMMENT);
}

/* "the waiver of RULE for ACTOR (lapses_soon, until 2026-12-31): why". */
static void write_waiver(struct accord_sarif *sarif, const struct accord_waiver_note *note)
{
    const struct accord_waiver *waiver = note->waiver;
    struct accord_emit *emit = &sarif->emit;
    char day[ACCORD_DATE_TEXT_MAX];
    accord_text_add_str(&sarif->scratch, "the waiver of ");
    accord_sarif_say(sarif, waiver->rule);
    accord_text_add_str(&sarif->scratch, " for ");
    accord_sarif_say(sarif, waiver->actor);
    accord_text_addf(&sarif->scratch, " (%s, until %s): ", accord_waiver_note_name(note->kind),
                     accord_date_format(waiver->until, day));
    accord_sarif_say(sarif, note->why ? note->why : waiver->reason);
    open_notice(sarif, ACCORD_SARIF_WAIVER);
    if (accord_uri_is_below(waiver->file)) {
        accord_emit_key(emit, "locations");
        accord_emit_open(emit, '[');
        accord_emit_open(emit, '{');
        accord_sarif_write_waiver_place(sarif, emit, waiver);
        accord_emit_close(emit, '}');
        accord_emit_close(emit, ']');
    }
    close_notice(sarif);
}

/* What came of waivers and baseline, beside results. */
static void write_ledger(struct accord_sarif *sarif)
{
    const struct accord_ledger *ledger = sarif->writer->subject->ledger;
    struct accord_waiver_note note;
    const char *rule = NULL;
    size_t findings = 0;
    for (size_t i = 0; ledger && accord_ledger_note(ledger, i, &note); i++)
        write_waiver(sarif, &note);
    for (size_t i = 0; ledger && accord_ledger_unknown_rule(ledger, i, &rule, &findings); i++) {
        accord_sarif_say(sarif, rule);
        accord_text_addf(&sarif->scratch, " is not among the rules, and the baseline has %zu finding%s of it", findings,
                         findings == 1 ? "" : "s");
        write_notice(sarif, ACCORD_SARIF_UNKNOWN_RULE);
    }
}

static void write_left_out(struct accord_sarif *sarif)
{
    if (sarif->cut > 0) {
        accord_text_addf(
            &sarif->scratch,
            "%zu of %zu open failures are left out, the least severe ones: GitHub takes 25,000 results and "
            "10 MB",
            sarif->cut, sarif->cut + sarif->results);
        write_notice(sarif, ACCORD_SARIF_LEFT_OUT);
    }
    if (sarif->not_failures > 0) {
        accord_text_addf(&sarif->scratch,
                         "%zu findings fail the run as it was asked to, and are no failures to SARIF: they are "
                         "unreported or for review, and left out",
                         sarif->not_failures);
        write_notice(sarif, ACCORD_SARIF_LEFT_OUT);
    }
    if (sarif->writer->options->summary) {
        accord_text_add_str(&sarif->scratch, "a summary was asked for: no result is written");
        write_notice(sarif, ACCORD_SARIF_LEFT_OUT);
    }
    if (sarif->writer->options->only_findings && !sarif->github) {
        accord_text_add_str(&sarif->scratch, "findings only were asked for: what is met, not due or not applicable is "
                                             "left out");
        write_notice(sarif, ACCORD_SARIF_LEFT_OUT);
    }
}

void accord_sarif_write_invocation(struct accord_sarif *sarif, const struct accord_summary *summary)
{
    struct accord_emit *emit = &sarif->emit;
    accord_emit_key(emit, "invocations");
    accord_emit_open(emit, '[');
    accord_emit_open(emit, '{');
    accord_emit_key(emit, "executionSuccessful");
    accord_emit_boolean(emit, accord_summary_failures(summary) == 0);
    write_errors(sarif, summary);
    accord_emit_key(emit, "toolConfigurationNotifications");
    accord_emit_open(emit, '[');
    if (accord_dataset_illustrative(sarif->writer->subject->dataset)) {
        accord_text_add_str(&sarif->scratch, "ILLUSTRATIVE DATA: made up to show how this works, no record of anybody");
        write_notice(sarif, ACCORD_SARIF_ILLUSTRATIVE);
    }
    write_warnings(sarif);
    write_not_concluded(sarif);
    write_comments(sarif);
    write_ledger(sarif);
    write_left_out(sarif);
    accord_emit_close(emit, ']');
    accord_emit_close(emit, '}');
    accord_emit_close(emit, ']');
}
