/* Loading rules, and a profile, in a contained process. */
#include "cli/loader.h"

#include "accord/observe.h"
#include "base/error.h"
#include "base/memory.h"
#include "cli/contain.h"
#include "cli/crew.h"
#include "cli/crew_early.h"
#include "cli/loading.h"
#include "cli/places.h"
#include "cli/worker.h"
#include "engine/files.h"
#include "engine/frame.h"
#include "engine/parts.h"

#include <string.h>
#include <unistd.h>

struct accord_loader {
    struct accord_limits limits;
    struct accord_packs *packs;
    struct accord_problems *problems;
    struct accord_arena arena;
    const char *profile; /* its path, or NULL */
    struct accord_pack_file profile_text;
    struct accord_problems *profile_problems;
    struct accord_worker worker;
    struct accord_early *early;       /* whose first one it is, then; or NULL */
    struct accord_position *position; /* the file that it is at */
};

/* ---- in the process ---- */

/* What every frame begins with: how it went. */
static void begin(struct accord_outbox *outbox, enum accord_frame_kind kind, enum accord_status status,
                  const struct accord_error *err, const struct accord_problems *problems)
{
    accord_outbox_begin(outbox, kind);
    accord_wire_add_number(&outbox->text, status);
    accord_wire_add_text(&outbox->text, status == ACCORD_OK ? "" : err->text);
    accord_frame_add_problems(&outbox->text, problems);
}

static void say_profile(struct accord_loader *loader, struct accord_outbox *outbox, struct accord_error *err)
{
    struct accord_plain_file file = {.path = loader->profile};
    enum accord_status status = accord_plain_run_file(loader->packs, loader->profile, &loader->profile_text,
                                                      &loader->arena, loader->profile_problems, &file, err);
    begin(outbox, ACCORD_FRAME_PROFILE, status, err, loader->profile_problems);
    if (status == ACCORD_OK) accord_frame_add_plain(&outbox->text, &file.value);
    accord_outbox_end(outbox);
}

/* How loading went, and all that there is to say of the rules. */
static void say(void *host, struct accord_outbox *outbox, enum accord_status status, const struct accord_error *err)
{
    struct accord_loader *loader = host;
    begin(outbox, ACCORD_FRAME_PACKS, status, err, loader->problems);
    if (status == ACCORD_OK) accord_frame_add_packs(&outbox->text, loader->packs);
    accord_outbox_end(outbox);
}

static void work(void *host)
{
    struct accord_loader *loader = host;
    struct accord_outbox outbox = {.start = 0};
    struct accord_error err = {0};
    if (!accord_contain(accord_crew_memory(&loader->limits))) _exit(ACCORD_WORKER_NOT_CONTAINED);
    accord_packs_watch(loader->packs, loader->position);
    enum accord_status status = accord_packs_load(loader->packs, &loader->limits, loader->problems, &err);
    loader->position->rule = UINT32_MAX; /* at none of them any more */
    say(loader, &outbox, status, &err);
    if (status == ACCORD_OK && loader->profile && loader->profile_text.source) say_profile(loader, &outbox, &err);
    accord_worker_finish(&outbox);
}

/* ---- in the parent ---- */

static enum accord_status read_all(struct accord_loader *loader, const char *const *folders, size_t count,
                                   const char *profile, struct accord_error *err)
{
    enum accord_status status = accord_problems_new(&loader->problems, err);
    if (status == ACCORD_OK) status = accord_problems_new(&loader->profile_problems, err);
    if (status == ACCORD_OK) status = accord_packs_read(folders, count, loader->problems, &loader->packs, err);
    if (status != ACCORD_OK || !profile) return status;
    loader->profile = accord_arena_copy(&loader->arena, profile, strlen(profile));
    if (!loader->profile) return accord_error_memory(err);
    return accord_pack_file_read(loader->profile, &loader->arena, &loader->profile_text, loader->profile_problems, err);
}

static enum accord_status start_alone(struct accord_loader *loader, unsigned seconds, struct accord_error *err)
{
    const struct accord_work orders = {
        .function = work,
        .host = loader,
        .kept = -1,
        .position = loader->position,
        .patience = {.seconds = seconds,
                     .loading_seconds = accord_loading_seconds(loader->packs),
                     .moves = accord_packs_file_count(loader->packs)},
    };
    return accord_worker_start(&loader->worker, &orders, err);
}

static enum accord_status start_with(struct accord_loader *loader, const struct accord_crew_orders *foreseen,
                                     struct accord_error *err)
{
    struct accord_crew_orders orders = *foreseen;
    const struct accord_early_loading loading = {.problems = loader->problems, .say = say, .host = loader};
    orders.packs = loader->packs;
    return accord_early_start(&orders, &loading, &loader->early, err);
}

static enum accord_status start(const char *const *folders, size_t count, const char *profile,
                                const struct accord_bounds *bounds, const struct accord_crew_orders *foreseen,
                                struct accord_loader **loader, struct accord_error *err)
{
    struct accord_loader *made = accord_alloc_zero(1, sizeof *made);
    *loader = NULL;
    if (!made) return accord_error_memory(err);
    accord_arena_init(&made->arena);
    made->limits = bounds->limits;
    made->position = accord_position_new(1);
    enum accord_status status =
        made->position ? read_all(made, folders, count, profile, err) : accord_error_memory(err);
    if (status == ACCORD_OK)
        status = foreseen ? start_with(made, foreseen, err) : start_alone(made, bounds->seconds, err);
    if (status == ACCORD_OK)
        *loader = made;
    else
        accord_loader_free(made);
    return status;
}

void accord_say_unfiltered(void)
{
    if (!accord_contain_filters())
        accord_complain("system calls cannot be filtered here: rules are contained by resource limits alone");
}

enum accord_status accord_loader_start(const struct accord_names *folders, const char *profile,
                                       const struct accord_bounds *bounds, const struct accord_crew_orders *foreseen,
                                       struct accord_loader **loader, struct accord_error *err)
{
    struct accord_rules_folders found = {.count = 0};
    *loader = NULL;
    accord_say_unfiltered();
    enum accord_status status = accord_rules_folders_find(&found, folders->items, folders->count, err);
    if (status == ACCORD_OK) status = start(found.items, found.count, profile, bounds, foreseen, loader, err);
    accord_rules_folders_clear(&found);
    return status;
}

void accord_loader_free(struct accord_loader *loader)
{
    if (!loader) return;
    accord_worker_end(&loader->worker);
    accord_early_free(loader->early);
    accord_position_free(loader->position, 1);
    accord_packs_close(loader->packs);
    accord_problems_free(loader->problems);
    accord_problems_free(loader->profile_problems);
    accord_arena_clear(&loader->arena);
    accord_free(loader);
}

static enum accord_status garbled(struct accord_error *err)
{
    return accord_error_set(err, ACCORD_BAD_RULES, "the rules do not load: their process said what cannot be read");
}

static struct accord_worker *process_of(struct accord_loader *loader)
{
    return loader->early ? accord_early_first(loader->early) : &loader->worker;
}

/* The process came to grief, with the file that it was at, which it may have said itself. */
static enum accord_status fail(struct accord_loader *loader, const char *why, struct accord_error *err)
{
    const struct accord_position *position = process_of(loader)->position;
    struct accord_file_facts file;
    size_t index = position->rule;
    if (position->moves == 0 || index >= accord_packs_file_count(loader->packs))
        return accord_error_set(err, ACCORD_BAD_RULES, "the rules do not load: %s", why);
    accord_packs_file(loader->packs, index, &file);
    return accord_error_set(err, ACCORD_BAD_RULES, "the rules do not load: %s/%s: %s", file.folder, file.path, why);
}

/* The next frame, up to what is told when all went well. */
static enum accord_status receive(struct accord_loader *loader, enum accord_frame_kind kind,
                                  struct accord_problems *problems, struct accord_wire *wire, struct accord_error *err)
{
    struct accord_frame frame;
    char why[ACCORD_WORKER_TEXT_MAX];
    if (accord_worker_receive(process_of(loader), &frame, why) == ACCORD_RECEIVED_END) return fail(loader, why, err);
    /* A worker that begins early opens the dataset first. */
    if (frame.kind == ACCORD_FRAME_FAILED) return accord_worker_take_failed(&frame, err);
    *wire = accord_wire_of(frame.bytes, frame.length);
    size_t said = accord_wire_take_below(wire, ACCORD_STOPPED);
    const char *text = accord_wire_take_name(wire);
    if (frame.kind != kind || wire->failed) return garbled(err);
    enum accord_status status = accord_frame_take_problems(wire, accord_problems_count(problems), problems, err);
    if (status != ACCORD_OK) return status;
    if (wire->failed) return garbled(err);
    return said == ACCORD_OK ? ACCORD_OK : accord_error_set(err, (enum accord_status)said, "%s", text);
}

static enum accord_status take_packs(struct accord_loader *loader, struct accord_error *err)
{
    struct accord_wire wire;
    enum accord_status status = receive(loader, ACCORD_FRAME_PACKS, loader->problems, &wire, err);
    return status == ACCORD_OK ? accord_packs_adopt(loader->packs, wire.at, (size_t)(wire.end - wire.at), err) : status;
}

static enum accord_status take_profile(struct accord_loader *loader, struct accord_profile **profile,
                                       struct accord_error *err)
{
    const struct accord_pack_file *text = &loader->profile_text;
    struct accord_plain_file file = {.path = loader->profile, .source = text->source, .length = text->length};
    struct accord_wire wire;
    enum accord_status status = ACCORD_OK;
    if (!text->source)
        status = accord_error_set(err, ACCORD_BAD_RULES, "%s does not load", loader->profile);
    else
        status = receive(loader, ACCORD_FRAME_PROFILE, loader->profile_problems, &wire, err);
    if (status == ACCORD_OK) {
        accord_frame_take_plain(&wire, &loader->arena, &file.value);
        if (!accord_wire_done(&wire)) return garbled(err);
        status = accord_profile_adopt(loader->packs, &file, loader->profile_problems, profile, err);
    }
    if (status == ACCORD_BAD_RULES) accord_print_problems(loader->profile_problems, NULL);
    return status;
}

enum accord_status accord_loader_finish(struct accord_loader *loader, struct accord_packs **packs,
                                        struct accord_profile **profile, struct accord_error *err)
{
    enum accord_status status = take_packs(loader, err);
    size_t count = accord_problems_count(loader->problems);
    *packs = NULL;
    *profile = NULL;
    if (status == ACCORD_BAD_RULES && count > 0) {
        accord_print_problems(loader->problems, NULL);
        return accord_error_set(err, ACCORD_BAD_RULES, "the rules do not load: %zu problem%s", count,
                                count == 1 ? "" : "s");
    }
    if (status == ACCORD_OK && loader->profile) status = take_profile(loader, profile, err);
    if (status != ACCORD_OK) return status;
    *packs = loader->packs;
    loader->packs = NULL;
    return ACCORD_OK;
}

struct accord_early *accord_loader_take_early(struct accord_loader *loader)
{
    struct accord_early *early = loader->early;
    loader->early = NULL;
    return early;
}

static enum accord_status load_apart(const struct accord_names *folders, const struct accord_bounds *bounds,
                                     struct accord_packs **packs, struct accord_error *err)
{
    struct accord_loader *loader = NULL;
    struct accord_profile *profile = NULL;
    *packs = NULL;
    enum accord_status status = accord_loader_start(folders, NULL, bounds, NULL, &loader, err);
    if (status == ACCORD_OK) status = accord_loader_finish(loader, packs, &profile, err);
    accord_loader_free(loader);
    return status;
}

enum accord_status accord_load_facts(const struct accord_names *folders, struct accord_packs **packs,
                                     struct accord_error *err)
{
    const struct accord_bounds bounds = accord_bounds_default();
    return load_apart(folders, &bounds, packs, err);
}

enum accord_status accord_load_facts_within(const struct accord_names *folders, const struct accord_bounds *bounds,
                                            struct accord_packs **packs, struct accord_error *err)
{
    if (bounds->isolated) return load_apart(folders, bounds, packs, err);
    return accord_load_packs(folders, &bounds->limits, packs, err);
}

enum accord_status accord_load_facts_of(const char *const *folders, size_t count, const struct accord_bounds *bounds,
                                        struct accord_problems *problems, struct accord_packs **packs,
                                        struct accord_error *err)
{
    struct accord_loader *loader = NULL;
    *packs = NULL;
    enum accord_status status = start(folders, count, NULL, bounds, NULL, &loader, err);
    if (status == ACCORD_OK) status = take_packs(loader, err);
    if (status == ACCORD_OK) {
        *packs = loader->packs;
        loader->packs = NULL;
    }
    for (size_t i = 0; status == ACCORD_BAD_RULES && i < accord_problems_kept(loader->problems); i++) {
        const struct accord_problem *problem = accord_problems_at(loader->problems, i);
        struct accord_error kept;
        if (accord_problems_add(problems, problem->file, problem->line, problem->column, &kept, "%s", problem->text) !=
            ACCORD_OK)
            status = accord_error_memory(err);
    }
    accord_loader_free(loader);
    return status;
}
