/* Causes: what the runs say of themselves, of the rule, and of the rows that were read. */
#include "diff/cause.h"

#include <string.h>

static const struct {
    const char *name;
    const char *words;
} causes_known[ACCORD_DIFF_CAUSE_COUNT] = {
#define CAUSE(id, name, words) [ACCORD_DIFF_CAUSE_##id] = {(name), (words)},
    ACCORD_DIFF_CAUSES(CAUSE)
#undef CAUSE
};

const char *accord_diff_cause_name(enum accord_diff_cause cause)
{
    return causes_known[cause].name;
}

const char *accord_diff_cause_words(enum accord_diff_cause cause)
{
    return causes_known[cause].words;
}

size_t accord_diff_causes_count(const struct accord_diff_causes *causes)
{
    size_t count = 0;
    for (int i = 0; i < ACCORD_DIFF_CAUSE_COUNT; i++)
        count += causes->differs[i];
    return count;
}

bool accord_diff_causes_certain(const struct accord_diff_causes *causes)
{
    for (int i = 0; i < ACCORD_DIFF_CAUSE_COUNT; i++)
        if (causes->untold[i]) return false;
    return accord_diff_causes_count(causes) == 1;
}

/* ---- comparing ---- */

/* Two texts, of which either run may not tell. */
enum answer { SAME, OTHER, UNTOLD };

static enum answer compare(const char *before, const char *after)
{
    if (!before || !after) return UNTOLD;
    return strcmp(before, after) == 0 ? SAME : OTHER;
}

/* NULL is a value of its own: no profile. */
static bool same(const char *before, const char *after)
{
    return before == after || (before && after && strcmp(before, after) == 0);
}

static void note(struct accord_diff_causes *causes, enum accord_diff_cause cause, enum answer answer)
{
    causes->differs[cause] = answer == OTHER;
    causes->untold[cause] = answer == UNTOLD;
}

/* ---- rules ---- */

/* Where neither run tells of the one rule both, all of them may be the same. */
static enum answer compare_rule_text(const struct accord_diff_facts *before, const struct accord_diff_facts *after,
                                     const struct accord_diff_rule *a, const struct accord_diff_rule *b)
{
    enum answer answer = compare(a->sha256, b->sha256);
    if (answer != UNTOLD) return answer;
    return compare(before->rules_sha256, after->rules_sha256) == SAME ? SAME : UNTOLD;
}

static enum answer compare_params(const struct accord_diff_facts *before, const struct accord_diff_facts *after,
                                  const struct accord_diff_rule *a, const struct accord_diff_rule *b)
{
    enum answer answer = compare(a->params, b->params);
    if (answer != UNTOLD) return answer;
    return same(before->profile_sha256, after->profile_sha256) ? SAME : UNTOLD;
}

static void compare_rules(const struct accord_diff_ground *ground, const struct accord_diff_verdict *before,
                          const struct accord_diff_verdict *after, struct accord_diff_causes *causes)
{
    const struct accord_diff_facts *old_facts = accord_diff_run_facts(ground->before);
    const struct accord_diff_facts *new_facts = accord_diff_run_facts(ground->after);
    const struct accord_diff_rule *a = accord_diff_run_rule(ground->before, before->rule);
    const struct accord_diff_rule *b = accord_diff_run_rule(ground->after, after->rule);
    enum answer text = compare_rule_text(old_facts, new_facts, a, b), both = compare(a->basis, b->basis);
    enum answer params = compare_params(old_facts, new_facts, a, b);
    if (both == OTHER && text != OTHER && params != OTHER && (text == UNTOLD || params == UNTOLD)) {
        note(causes, ACCORD_DIFF_CAUSE_RULE_OR_PARAMETERS, OTHER);
        return;
    }
    if (both == SAME) return;
    note(causes, ACCORD_DIFF_CAUSE_RULE, text);
    note(causes, ACCORD_DIFF_CAUSE_PARAMETERS, params);
    if (params != OTHER) return;
    causes->before_params = a->params;
    causes->after_params = b->params;
}

/* ---- the rule that is required ---- */

static const struct accord_diff_verdict *verdict_of(const struct accord_diff_actor *actor, const char *rule)
{
    for (size_t i = 0; i < actor->count; i++)
        if (strcmp(actor->verdicts[i].rule, rule) == 0) return &actor->verdicts[i];
    return NULL;
}

static void compare_required(const struct accord_diff_ground *ground, const struct accord_diff_actor *before_actor,
                             const struct accord_diff_actor *after_actor, const struct accord_diff_verdict *before,
                             const struct accord_diff_verdict *after, struct accord_diff_causes *causes)
{
    const struct accord_diff_rule *a = accord_diff_run_rule(ground->before, before->rule);
    const struct accord_diff_rule *b = accord_diff_run_rule(ground->after, after->rule);
    bool gated = before->gate == ACCORD_GATE_REQUIRES || after->gate == ACCORD_GATE_REQUIRES;
    if (!a->requires || !b->requires) {
        note(causes, ACCORD_DIFF_CAUSE_REQUIRED, gated ? UNTOLD : SAME);
        return;
    }
    const struct accord_diff_verdict *was = verdict_of(before_actor, a->requires);
    const struct accord_diff_verdict *is = verdict_of(after_actor, b->requires);
    if (!was || !is || was->kind == is->kind) return;
    note(causes, ACCORD_DIFF_CAUSE_REQUIRED, OTHER);
    causes->required = is->rule;
}

/* ---- what is declared complete ---- */

static const char *declared(const struct accord_diff_facts *facts, const char *table)
{
    for (size_t i = 0; i < facts->complete_count; i++)
        if (strcmp(facts->complete[i].name, table) == 0) return facts->complete[i].sha256;
    return "";
}

static bool declares_otherwise(const struct accord_diff_facts *before, const struct accord_diff_facts *after,
                               const struct accord_diff_verdict *verdict)
{
    for (size_t i = 0; i < verdict->table_count; i++)
        if (strcmp(declared(before, verdict->tables[i]), declared(after, verdict->tables[i])) != 0) return true;
    return false;
}

/* ---- the data ---- */

/* Whether what every actor has of its own is told to be the same: its rows, and those of others that the rule asked
 * for. */
static bool same_rows(const struct accord_diff_ground *ground, const struct accord_diff_actor *before_actor,
                      const struct accord_diff_actor *after_actor, const struct accord_diff_verdict *before,
                      const struct accord_diff_verdict *after)
{
    const struct accord_diff_rule *a = accord_diff_run_rule(ground->before, before->rule);
    const struct accord_diff_rule *b = accord_diff_run_rule(ground->after, after->rule);
    return compare(before_actor->rows, after_actor->rows) == SAME && compare(a->asked, b->asked) == SAME;
}

static void compare_data(const struct accord_diff_ground *ground, const struct accord_diff_actor *before_actor,
                         const struct accord_diff_actor *after_actor, const struct accord_diff_verdict *before,
                         const struct accord_diff_verdict *after, struct accord_diff_causes *causes)
{
    const struct accord_diff_facts *a = accord_diff_run_facts(ground->before);
    const struct accord_diff_facts *b = accord_diff_run_facts(ground->after);
    bool declared_told = a->complete_told && b->complete_told;
    if (compare(a->ground, b->ground) == SAME) { /* what is common to all, the build too */
        if (!same_rows(ground, before_actor, after_actor, before, after)) note(causes, ACCORD_DIFF_CAUSE_DATA, OTHER);
        return;
    }
    if (compare(a->dataset_sha256, b->dataset_sha256) == SAME) {
        /* Of what is common to all there is then, besides the day and the limits, only the build. */
        bool build = compare(a->ground, b->ground) == OTHER && same(a->as_of, b->as_of) && same(a->limits, b->limits);
        if (build) note(causes, ACCORD_DIFF_CAUSE_ACCORD, OTHER);
        return;
    }
    if (declared_told)
        note(causes, ACCORD_DIFF_CAUSE_COMPLETENESS,
             declares_otherwise(a, b, before) || declares_otherwise(a, b, after) ? OTHER : SAME);
    if (same_rows(ground, before_actor, after_actor, before, after))
        note(causes, ACCORD_DIFF_CAUSE_COMMON, OTHER);
    else
        note(causes, ACCORD_DIFF_CAUSE_DATA, OTHER);
    if (!declared_told && !causes->differs[ACCORD_DIFF_CAUSE_COMMON])
        note(causes, ACCORD_DIFF_CAUSE_COMPLETENESS, UNTOLD);
}

/* ---- rows ---- */

/* Cells by column: those that both tell with other values, or (`of_one`) those that one of them tells. */
static size_t list_cells(const struct accord_diff_row *before, const struct accord_diff_row *after, bool of_one,
                         struct accord_diff_cell_change *list)
{
    size_t count = 0;
    for (size_t i = 0, j = 0; i < before->cell_count || j < after->cell_count;) {
        const struct accord_diff_cell *a = i < before->cell_count ? &before->cells[i] : NULL;
        const struct accord_diff_cell *b = j < after->cell_count ? &after->cells[j] : NULL;
        int order = !a ? 1 : !b ? -1 : strcmp(a->column, b->column);
        bool told_otherwise = order == 0 && !same(a->value, b->value);
        if (of_one ? order != 0 : told_otherwise)
            list[count++] =
                (struct accord_diff_cell_change){order <= 0 ? a->column : b->column, order <= 0 ? a->value : NULL,
                                                 order >= 0 ? b->value : NULL, order <= 0, order >= 0};
        i += order <= 0;
        j += order >= 0;
    }
    return count;
}

static int compare_row_names(const struct accord_diff_row *a, const struct accord_diff_row *b)
{
    int order = strcmp(a->table, b->table);
    return order != 0 ? order : strcmp(a->key, b->key);
}

/* The difference of two rows, of which one may be NULL; false: there is none, or (*failed) memory is short. */
static bool differ(const struct accord_diff_row *before, const struct accord_diff_row *after, bool of_one,
                   struct accord_arena *arena, struct accord_diff_row_difference *difference, bool *failed)
{
    const struct accord_diff_row *one = before ? before : after;
    *difference = (struct accord_diff_row_difference){before ? ACCORD_DIFF_ROW_OLD_ONLY : ACCORD_DIFF_ROW_NEW_ONLY,
                                                      one->table, one->key, NULL, 0};
    if (!before || !after) return true;
    struct accord_diff_cell_change *cells =
        accord_arena_zero(arena, before->cell_count + after->cell_count + 1, sizeof *cells);
    *failed = *failed || !cells;
    if (!cells) return false;
    difference->change = of_one ? ACCORD_DIFF_ROW_CELLS_OF_ONE : ACCORD_DIFF_ROW_CELLS;
    difference->cell_count = list_cells(before, after, of_one, cells);
    difference->cells = cells;
    return difference->cell_count > 0;
}

static bool list_rows(const struct accord_diff_verdict *before, const struct accord_diff_verdict *after, bool of_one,
                      struct accord_arena *arena, struct accord_diff_causes *causes)
{
    bool failed = false;
    struct accord_diff_row_difference *list =
        accord_arena_zero(arena, before->row_count + after->row_count + 1, sizeof *list);
    if (!list) return false;
    for (size_t i = 0, j = 0; (i < before->row_count || j < after->row_count) && !failed;) {
        const struct accord_diff_row *a = i < before->row_count ? &before->rows[i] : NULL;
        const struct accord_diff_row *b = j < after->row_count ? &after->rows[j] : NULL;
        int order = !a ? 1 : !b ? -1 : compare_row_names(a, b);
        i += order <= 0;
        j += order >= 0;
        if (differ(order <= 0 ? a : NULL, order >= 0 ? b : NULL, of_one, arena, &list[causes->row_count], &failed))
            causes->row_count++;
    }
    causes->rows = list;
    return !failed;
}

/* ---- all of it ---- */

bool accord_diff_find_causes(const struct accord_diff_ground *ground, const struct accord_diff_actor *before_actor,
                             const struct accord_diff_actor *after_actor, const struct accord_diff_verdict *before,
                             const struct accord_diff_verdict *after, struct accord_arena *arena,
                             struct accord_diff_causes *causes)
{
    const struct accord_diff_facts *a = accord_diff_run_facts(ground->before);
    const struct accord_diff_facts *b = accord_diff_run_facts(ground->after);
    *causes = (struct accord_diff_causes){.row_count = 0};
    note(causes, ACCORD_DIFF_CAUSE_AS_OF, compare(a->as_of, b->as_of));
    note(causes, ACCORD_DIFF_CAUSE_ACCORD, compare(a->version, b->version));
    if (before->kind == ACCORD_VERDICT_ERROR || after->kind == ACCORD_VERDICT_ERROR)
        note(causes, ACCORD_DIFF_CAUSE_LIMITS, compare(a->limits, b->limits));
    compare_rules(ground, before, after, causes);
    compare_required(ground, before_actor, after_actor, before, after, causes);
    compare_data(ground, before_actor, after_actor, before, after, causes);
    if (!causes->differs[ACCORD_DIFF_CAUSE_DATA] || !before->evidence_told || !after->evidence_told) return true;
    causes->rows_told = true;
    if (!list_rows(before, after, false, arena, causes)) return false;
    return causes->row_count > 0 || list_rows(before, after, true, arena, causes);
}
