/* Opening a run: which kind it is, and what both kinds need. */
#include "diff/run.h"

#include "base/error.h"
#include "diff/run_private.h"
#include "report/result.h"
#include "runs/run_name.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char store_begins[] = "SQLite format 3"; /* with its NUL */

/* Whether the file begins as a store does; it is left at its beginning. */
static enum accord_status looks_stored(const char *path, int descriptor, bool *stored, struct accord_error *err)
{
    char first[sizeof store_begins] = {0};
    ssize_t got = pread(descriptor, first, sizeof first, 0);
    *stored = got == (ssize_t)sizeof first && memcmp(first, store_begins, sizeof first) == 0;
    if (got >= 0 || errno == ESPIPE) return ACCORD_OK; /* what comes from a pipe is a report */
    return accord_error_set(err, ACCORD_BAD_DATA, "%s: cannot be read: %s", path, strerror(errno));
}

static enum accord_status open_kind(struct accord_diff_run *run, const struct accord_run_name *name,
                                    struct accord_error *err)
{
    bool stored = false;
    const char *path = name->path;
    int descriptor = open(path, O_RDONLY | O_CLOEXEC);
    if (descriptor < 0)
        return accord_error_set(err, ACCORD_BAD_DATA, "%s: cannot be opened: %s", path, strerror(errno));
    enum accord_status status = looks_stored(path, descriptor, &stored, err);
    if (status == ACCORD_OK && !stored && name->id == 0 && !name->label)
        return accord_diff_report_open(run, descriptor, err);
    (void)close(descriptor);
    if (status != ACCORD_OK) return status;
    if (!stored)
        return accord_error_set(err, ACCORD_BAD_USAGE, "%s: a run is named, and the file is no store of runs",
                                run->facts.name);
    return accord_diff_stored_open(run, err);
}

enum accord_status accord_diff_run_open(const char *name, struct accord_diff_run **run, struct accord_error *err)
{
    struct accord_diff_run *made = accord_alloc_zero(1, sizeof *made);
    struct accord_run_name parts = {.path = NULL};
    *run = NULL;
    if (!made) return accord_error_memory(err);
    accord_arena_init(&made->arena);
    accord_map_init(&made->rule_list);
    made->facts.name = accord_arena_copy(&made->arena, name, strlen(name));
    enum accord_status status = made->facts.name ? accord_run_name_split(name, &parts, err) : accord_error_memory(err);
    if (status == ACCORD_OK) status = open_kind(made, &parts, err);
    accord_free(parts.path);
    if (status == ACCORD_OK)
        *run = made;
    else
        accord_diff_run_close(made);
    return status;
}

void accord_diff_run_close(struct accord_diff_run *run)
{
    if (!run) return;
    if (run->reading) run->reading->close(run);
    accord_map_clear(&run->rule_list);
    accord_free(run->rules);
    accord_arena_clear(&run->arena);
    accord_free(run);
}

const struct accord_diff_facts *accord_diff_run_facts(const struct accord_diff_run *run)
{
    return &run->facts;
}

const struct accord_diff_rule *accord_diff_run_rule(const struct accord_diff_run *run, const char *id)
{
    int64_t place = 0;
    return accord_map_get(&run->rule_list, id, strlen(id), &place) ? &run->rules[place] : NULL;
}

void accord_diff_run_learn(struct accord_diff_run *run, const struct accord_diff_run *other)
{
    if (run->facts.former_told || !other->facts.former_told) return;
    for (size_t i = 0; i < run->facts.rule_count; i++) {
        const struct accord_diff_rule *known = accord_diff_run_rule(other, run->rules[i].id);
        if (known) run->rules[i].oldest = known->oldest;
    }
}

enum accord_status accord_diff_run_next(struct accord_diff_run *run, const struct accord_diff_actor **actor,
                                        struct accord_error *err)
{
    *actor = NULL;
    return run->reading->next(run, actor, err);
}

/* ---- what both kinds need ---- */

struct accord_diff_rule *accord_diff_add_rule(struct accord_diff_run *run, const char *id)
{
    bool added = false, failed = false;
    size_t count = run->facts.rule_count;
    int64_t place = 0;
    if (accord_map_get(&run->rule_list, id, strlen(id), &place)) return &run->rules[place];
    if (count == ACCORD_DIFF_VERDICTS_MAX) return NULL;
    if (count == run->rule_capacity) {
        size_t capacity = 2 * count + 64;
        struct accord_diff_rule *grown = accord_realloc(run->rules, capacity, sizeof *grown);
        if (!grown) return NULL;
        run->rules = grown;
        run->facts.rules = grown;
        run->rule_capacity = capacity;
    }
    const char *copy = accord_diff_copy(&run->arena, id, &failed);
    if (failed || !accord_map_put(&run->rule_list, id, strlen(id), (int64_t)count, &added)) return NULL;
    run->rules[count] = (struct accord_diff_rule){.id = copy, .oldest = copy};
    run->facts.rule_count++;
    return &run->rules[count];
}

const char *accord_diff_copy(struct accord_arena *arena, const char *text, bool *failed)
{
    if (!text) return NULL;
    const char *copy = accord_arena_copy(arena, text, strlen(text));
    *failed = *failed || !copy;
    return copy;
}

bool accord_diff_own_finding(struct accord_arena *arena, struct accord_diff_verdict *verdict, const char *actor,
                             struct accord_diff_finding **filled)
{
    char hex[ACCORD_SHA256_HEX];
    if (verdict->finding_count > 0 || !accord_verdict_needs_look(verdict->kind)) return true;
    accord_verdict_fingerprint(verdict->oldest, actor, verdict->gate, hex);
    struct accord_diff_finding *own = accord_arena_zero(arena, 1, sizeof *own);
    char *fingerprint = accord_arena_copy(arena, hex, strlen(hex));
    if (!own || !fingerprint) return false;
    *own = (struct accord_diff_finding){.kind = verdict->kind, .message = verdict->why, .fingerprint = fingerprint};
    verdict->findings = own;
    verdict->finding_count = 1;
    if (filled) *filled = own;
    return true;
}

static int compare_verdicts(const void *a, const void *b)
{
    const struct accord_diff_verdict *x = a, *y = b;
    return strcmp(x->oldest, y->oldest);
}

const char *accord_diff_sort_verdicts(struct accord_diff_verdict *verdicts, size_t count)
{
    if (count > 1) qsort(verdicts, count, sizeof *verdicts, compare_verdicts);
    for (size_t i = 1; i < count; i++)
        if (strcmp(verdicts[i - 1].oldest, verdicts[i].oldest) == 0) return verdicts[i].oldest;
    return NULL;
}
