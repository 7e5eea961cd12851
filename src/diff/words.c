/* Sentences about differences. */
#include "diff/words.h"

#include "report/comments.h"
#include "report/page.h"

#include <string.h>

enum { NAMES_SHOWN = 5, CELLS_SHOWN = 4 };

static const char *or_unknown(const char *text)
{
    return text ? text : "not told";
}

void accord_diff_write_run(struct accord_text *text, const struct accord_diff_facts *facts)
{
    accord_text_addf(text, "%s: dataset %s as of %s", facts->name, or_unknown(facts->dataset),
                     or_unknown(facts->as_of));
    if (facts->rules_told) accord_text_addf(text, ", %zu rules", facts->rule_count);
    if (facts->profile) accord_text_addf(text, ", profile %s", facts->profile);
    if (facts->part) accord_text_addf(text, ", %s", facts->part);
    accord_text_addf(text, ", accord %s", or_unknown(facts->version));
}

/* ---- what differs as a whole ---- */

static void add_names(struct accord_text *text, const char *what, const struct accord_diff_names *names)
{
    char count[ACCORD_COUNT_TEXT_MAX];
    accord_text_addf(text, "%s (%s): ", what, accord_count_format(names->count, count));
    for (size_t i = 0; i < names->count && i < NAMES_SHOWN; i++)
        accord_text_addf(text, "%s%s", i > 0 ? ", " : "", names->items[i]);
    if (names->count > NAMES_SHOWN)
        accord_text_addf(text, " and %s more", accord_count_format(names->count - NAMES_SHOWN, count));
}

static void add_two(struct accord_text *text, const char *what, const char *before, const char *after)
{
    accord_text_addf(text, "%s: %s in OLD, %s in NEW", what, before ? before : "none", after ? after : "none");
}

static void write_as_of(struct accord_text *text, const struct accord_diff_overview *overview)
{
    if (overview->as_of) add_two(text, "the as-of date", overview->runs[0]->as_of, overview->runs[1]->as_of);
}

static void write_dataset(struct accord_text *text, const struct accord_diff_overview *overview)
{
    if (overview->dataset_name)
        add_two(text, "the dataset", overview->runs[0]->dataset, overview->runs[1]->dataset);
    else if (overview->dataset)
        accord_text_add_str(text, "the content of the dataset");
}

static void write_complete(struct accord_text *text, const struct accord_diff_overview *overview)
{
    if (overview->complete.count > 0) add_names(text, "what is declared complete", &overview->complete);
}

static void write_rules(struct accord_text *text, const struct accord_diff_overview *overview)
{
    bool listed = overview->rules_added.count + overview->rules_removed.count + overview->rules_changed.count +
                      overview->rules_either.count + overview->rules_renamed.count >
                  0;
    if (overview->rules && !listed)
        accord_text_add_str(text, "files of rules, though of no rule that both runs tell of");
}

static void write_profile(struct accord_text *text, const struct accord_diff_overview *overview)
{
    const char *before = overview->runs[0]->profile, *after = overview->runs[1]->profile;
    if (!overview->profile) return;
    if (before && after && strcmp(before, after) == 0)
        accord_text_addf(text, "the text of the profile %s", before);
    else
        add_two(text, "the profile", before, after);
}

static void write_version(struct accord_text *text, const struct accord_diff_overview *overview)
{
    if (overview->version)
        add_two(text, "the version of accord", overview->runs[0]->version, overview->runs[1]->version);
}

static void write_limits(struct accord_text *text, const struct accord_diff_overview *overview)
{
    if (overview->limits) add_two(text, "the limits", overview->runs[0]->limits, overview->runs[1]->limits);
}

static void write_part(struct accord_text *text, const struct accord_diff_overview *overview)
{
    const char *whole = "all";
    const char *before = overview->runs[0]->part, *after = overview->runs[1]->part;
    if (overview->part) add_two(text, "what was asked about", before ? before : whole, after ? after : whole);
}

static void write_added(struct accord_text *text, const struct accord_diff_overview *overview)
{
    if (overview->rules_added.count > 0) add_names(text, "rules that only NEW has", &overview->rules_added);
}

static void write_removed(struct accord_text *text, const struct accord_diff_overview *overview)
{
    if (overview->rules_removed.count > 0) add_names(text, "rules that only OLD has", &overview->rules_removed);
}

static void write_changed(struct accord_text *text, const struct accord_diff_overview *overview)
{
    if (overview->rules_changed.count > 0)
        add_names(text, "rules with another text, register or lib", &overview->rules_changed);
}

static void write_set(struct accord_text *text, const struct accord_diff_overview *overview)
{
    if (overview->rules_set.count > 0) add_names(text, "rules with other parameters", &overview->rules_set);
}

static void write_either(struct accord_text *text, const struct accord_diff_overview *overview)
{
    if (overview->rules_either.count > 0)
        add_names(text, "rules with another text or other parameters", &overview->rules_either);
}

static void write_renamed(struct accord_text *text, const struct accord_diff_overview *overview)
{
    if (overview->rules_renamed.count > 0) add_names(text, "rules with another name", &overview->rules_renamed);
}

bool accord_diff_write_difference(struct accord_text *text, const struct accord_diff_overview *overview, size_t index)
{
    static void (*const lines[])(struct accord_text * text, const struct accord_diff_overview *overview) = {
        write_as_of,   write_dataset, write_complete, write_rules,   write_added,   write_removed, write_changed,
        write_renamed, write_set,     write_either,   write_profile, write_version, write_limits,  write_part,
    };
    if (index >= sizeof lines / sizeof lines[0]) return false;
    lines[index](text, overview);
    return true;
}

/* ---- causes ---- */

static void add_listed(struct accord_text *text, const bool causes[ACCORD_DIFF_CAUSE_COUNT], const char *last)
{
    size_t count = 0, at = 0;
    for (int i = 0; i < ACCORD_DIFF_CAUSE_COUNT; i++)
        count += causes[i];
    for (int i = 0; i < ACCORD_DIFF_CAUSE_COUNT; i++) {
        if (!causes[i]) continue;
        accord_text_add_str(text, at == 0 ? "" : at + 1 < count ? ", " : last);
        accord_text_add_str(text, accord_diff_cause_words((enum accord_diff_cause)i));
        at++;
    }
}

void accord_diff_write_causes(struct accord_text *text, const struct accord_diff_causes *causes)
{
    bool untold = false;
    size_t count = accord_diff_causes_count(causes);
    for (int i = 0; i < ACCORD_DIFF_CAUSE_COUNT; i++)
        untold = untold || causes->untold[i];
    if (count == 0 && !untold) {
        accord_text_add_str(text, "not told: all that both runs tell is the same");
        return;
    }
    if (count > 0 && !accord_diff_causes_certain(causes)) accord_text_add_str(text, "perhaps ");
    add_listed(text, causes->differs, ", or ");
    if (causes->rows_told && causes->row_count == 0) accord_text_add_str(text, " (no cell that both read shows where)");
    if (causes->required) accord_text_addf(text, " (%s)", causes->required);
    if (causes->before_params)
        accord_text_addf(text, " (%s in OLD, %s in NEW)", causes->before_params[0] ? causes->before_params : "none set",
                         causes->after_params[0] ? causes->after_params : "none set");
    if (!untold) return;
    accord_text_add_str(text, count > 0 ? "; whether it may be " : "not told by these runs, which do not say whether ");
    add_listed(text, causes->untold, " or ");
    accord_text_add_str(text, count > 0 ? " they do not tell" : " differs");
}

static void add_value(struct accord_text *text, const char *value)
{
    if (value)
        accord_text_addf(text, "\"%s\"", value);
    else
        accord_text_add_str(text, "missing");
}

static void add_side(struct accord_text *text, const char *verb, const char *value, const char *after)
{
    accord_text_add_str(text, verb);
    add_value(text, value);
    accord_text_add_str(text, after);
}

void accord_diff_write_row(struct accord_text *text, const struct accord_diff_row_difference *row)
{
    char more[ACCORD_COUNT_TEXT_MAX];
    accord_text_addf(text, "%s %s: ", row->table, row->key);
    if (row->change == ACCORD_DIFF_ROW_OLD_ONLY || row->change == ACCORD_DIFF_ROW_NEW_ONLY) {
        accord_text_addf(text, "in the evidence of %s only", row->change == ACCORD_DIFF_ROW_OLD_ONLY ? "OLD" : "NEW");
        return;
    }
    for (size_t i = 0; i < row->cell_count && i < CELLS_SHOWN; i++) {
        const struct accord_diff_cell_change *cell = &row->cells[i];
        accord_text_addf(text, "%s%s ", i > 0 ? "; " : "", cell->column);
        if (cell->before_told)
            add_side(text, "was ", cell->before, cell->after_told ? ", " : ", which NEW does not tell");
        if (cell->after_told) add_side(text, "is ", cell->after, cell->before_told ? "" : ", which OLD does not tell");
    }
    if (row->cell_count > CELLS_SHOWN)
        accord_text_addf(text, "; and %s more", accord_count_format(row->cell_count - CELLS_SHOWN, more));
}

/* ---- findings ---- */

void accord_diff_write_subject(struct accord_text *text, const struct accord_diff_item *item)
{
    const struct accord_diff_verdict *verdict = item->after_verdict ? item->after_verdict : item->before_verdict;
    const struct accord_diff_verdict *other = item->before_verdict ? item->before_verdict : item->after_verdict;
    const char *provision = verdict->provision ? verdict->provision : other->provision;
    const char *force = verdict->force ? verdict->force : other->force;
    accord_text_addf(text, "%s  ", item->actor);
    if (provision) accord_text_addf(text, "%s ", provision);
    if (force) accord_text_addf(text, "[%s] ", force);
    accord_text_add_str(text, verdict->rule);
}

void accord_diff_write_other_side(struct accord_text *text, const struct accord_diff_item *item)
{
    const struct accord_diff_verdict *other = item->before ? item->after_verdict : item->before_verdict;
    if (item->before && item->after) return;
    if (item->absence != ACCORD_DIFF_ABSENCE_NONE) {
        accord_text_addf(text, "%s %s", item->before ? "NEW" : "OLD", accord_diff_absence_words(item->absence));
        if (other && other->why) accord_text_addf(text, " (%s)", other->why);
        return;
    }
    accord_text_add_str(text, accord_verdict_meaning(other->kind)->name);
    if (other->why) accord_text_addf(text, ": %s", other->why);
}

void accord_diff_write_known(struct accord_text *text, const struct accord_diff_item *item)
{
    static const char *const words[] = {[ACCORD_DIFF_KNOWN_LESS] =
                                            "less is known than before: this is no improvement that the record shows",
                                        [ACCORD_DIFF_KNOWN_MORE] = "more is known than before"};
    if (!item->before || !item->after) return;
    enum accord_diff_known known = accord_diff_known_of(item->before->kind, item->after->kind);
    bool less_bad = item->change == ACCORD_DIFF_CHANGE_BETTER;
    if (known == ACCORD_DIFF_KNOWN_LESS && !less_bad)
        accord_text_add_str(text, "less is known than before");
    else if (known != ACCORD_DIFF_KNOWN_SAME)
        accord_text_add_str(text, words[known]);
}

bool accord_diff_write_comment(struct accord_text *text, const struct accord_diff_item *item, size_t index, size_t most)
{
    const struct accord_diff_finding *sides[] = {item->after, item->before};
    bool same = item->after && item->before && strcmp(item->after->fingerprint, item->before->fingerprint) == 0;
    for (size_t side = 0; side < (same ? 1 : 2); side++) {
        const struct accord_diff_finding *finding = sides[side];
        if (!finding) continue;
        if (index < finding->comment_count) {
            accord_comment_write(text, item->actor, &finding->comments[index], most);
            return true;
        }
        index -= finding->comment_count;
    }
    return false;
}
