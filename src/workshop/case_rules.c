/* The rules that tests are about. */
#include "workshop/case_rules.h"

#include "accord/observe.h"
#include "base/error.h"
#include "base/memory.h"
#include "engine/parts.h"
#include "workshop/case_find.h"

#include <stdio.h>
#include <string.h>

enum { FOLDERS_MAX = 256, WAYS = 2, PATH_ROOM = 8192 };

/* Folders that are loaded together. */
struct way {
    struct accord_packs *packs; /* NULL: there is no such way */
    struct accord_problems *problems;
    bool *asked; /* one a file; or NULL */
};

struct accord_case_rules {
    struct way ways[WAYS]; /* without the rest, and with it */
    struct way *loaded;
};

static enum accord_status read_way(struct way *way, const char *const *folders, size_t count, struct accord_error *err)
{
    enum accord_status status = accord_problems_new(&way->problems, err);
    return status == ACCORD_OK ? accord_packs_read(folders, count, way->problems, &way->packs, err) : status;
}

enum accord_status accord_case_rules_read(const char *const *folders, size_t count, const char *rest,
                                          struct accord_case_rules **rules, struct accord_error *err)
{
    const char *both[FOLDERS_MAX + 1];
    struct accord_case_rules *made = accord_alloc_zero(1, sizeof *made);
    *rules = NULL;
    if (made == NULL) return accord_error_memory(err);
    enum accord_status status = read_way(&made->ways[0], folders, count, err);
    if (status == ACCORD_OK && rest != NULL && count <= FOLDERS_MAX) {
        memcpy(both, folders, count * sizeof *folders);
        both[count] = rest;
        status = read_way(&made->ways[1], both, count + 1, err);
    }
    if (status == ACCORD_OK)
        *rules = made;
    else
        accord_case_rules_free(made);
    return status;
}

void accord_case_rules_free(struct accord_case_rules *rules)
{
    if (rules == NULL) return;
    for (size_t i = 0; i < WAYS; i++) {
        accord_packs_close(rules->ways[i].packs);
        accord_problems_free(rules->ways[i].problems);
        accord_free(rules->ways[i].asked);
    }
    accord_free(rules);
}

size_t accord_case_rules_files(const struct accord_case_rules *rules)
{
    size_t count = 0;
    for (size_t i = 0; i < WAYS; i++)
        if (rules->ways[i].packs != NULL) count += accord_packs_file_count(rules->ways[i].packs);
    return count;
}

static enum accord_status note_asked(struct way *way, const char *const *paths, size_t count, struct accord_error *err)
{
    char path[PATH_ROOM];
    size_t files = accord_packs_file_count(way->packs);
    way->asked = accord_alloc_zero(files + 1, sizeof *way->asked);
    if (way->asked == NULL) return accord_error_memory(err);
    for (size_t i = 0; i < files; i++) {
        struct accord_file_facts file;
        accord_packs_file(way->packs, i, &file);
        (void)snprintf(path, sizeof path, "%s/%s", file.folder, file.path);
        for (size_t j = 0; j < count && !way->asked[i]; j++)
            way->asked[i] = accord_case_lies_in(path, paths[j]);
    }
    return ACCORD_OK;
}

enum accord_status accord_case_rules_note_asked(struct accord_case_rules *rules, const char *const *paths, size_t count,
                                                struct accord_error *err)
{
    enum accord_status status = ACCORD_OK;
    for (size_t i = 0; status == ACCORD_OK && i < WAYS; i++)
        if (rules->ways[i].packs != NULL) status = note_asked(&rules->ways[i], paths, count, err);
    return status;
}

bool accord_case_rules_asked(const struct accord_case_rules *rules, size_t file)
{
    return rules->loaded->asked != NULL && rules->loaded->asked[file];
}

static enum accord_status pass_on(const struct accord_problems *from, struct accord_problems *to,
                                  struct accord_error *err)
{
    enum accord_status status = ACCORD_OK;
    for (size_t i = 0; status == ACCORD_OK && i < accord_problems_kept(from); i++) {
        const struct accord_problem *problem = accord_problems_at(from, i);
        status = accord_problems_add(to, problem->file, problem->line, problem->column, err, "%s", problem->text);
    }
    return status;
}

enum accord_status accord_case_rules_load(struct accord_case_rules *rules, const struct accord_limits *limits,
                                          struct accord_problems *problems, struct accord_packs **packs,
                                          struct accord_error *err)
{
    struct way *alone = &rules->ways[0], *both = &rules->ways[1];
    struct accord_error other = {ACCORD_OK, ""};
    *packs = alone->packs;
    rules->loaded = alone;
    enum accord_status status = accord_packs_load(alone->packs, limits, alone->problems, err);
    if (status != ACCORD_BAD_RULES) return status;
    if (both->packs != NULL && accord_packs_load(both->packs, limits, both->problems, &other) == ACCORD_OK) {
        *packs = both->packs;
        rules->loaded = both;
        return ACCORD_OK;
    }
    bool nearer = both->packs != NULL && accord_problems_count(both->problems) < accord_problems_count(alone->problems);
    enum accord_status kept = pass_on(nearer ? both->problems : alone->problems, problems, err);
    return kept == ACCORD_OK ? status : kept;
}
