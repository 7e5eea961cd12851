/* The verdicts of all runs as numbers: a byte a provision and actor. Runs share the blocks in which nothing changed:
 * each is read once. */
#include "base/error.h"
#include "dossier/reader/reader.h"
#include "report/roll_up.h"

#include <assert.h>
#include <string.h>

const struct accord_dossier_choice accord_dossier_all = {SIZE_MAX, SIZE_MAX, SIZE_MAX, SIZE_MAX, false};

/* An actor of a block that was read. */
struct read_actor {
    size_t actor; /* SIZE_MAX: not in the run that is told */
    const uint8_t *pairs;
};

/* Those of one block. */
struct read_block {
    size_t first;
    size_t count;
};

struct counting {
    struct accord_dossier *dossier;
    size_t run;                        /* of the history */
    struct accord_map blocks;          /* by id, to their number */
    struct accord_dossier_list list;   /* struct read_block */
    struct accord_dossier_list actors; /* struct read_actor */
    struct accord_roll_up *roll_ups;   /* one a provision */
    bool failed;                       /* memory was short where no status can be given */
};

static struct accord_dossier_actor *actors_of(const struct accord_dossier *dossier)
{
    return dossier->actors.items;
}

/* ---- actors of the run that is told ---- */

static enum accord_status take_actor(void *host, const struct accord_pass_entry *entry, struct accord_error *err)
{
    struct accord_dossier *dossier = host;
    struct accord_dossier_actor *actor = accord_dossier_list_add(&dossier->actors, sizeof *actor);
    bool failed = actor == NULL, added = false;
    if (failed) return accord_error_memory(err);
    const char *id = accord_dossier_copy(dossier, entry->id, &failed);
    *actor = (struct accord_dossier_actor){.id = id, .name = id, .kind = "", .region = SIZE_MAX};
    if (failed || !accord_map_put(&dossier->actor_by_id, id, strlen(id), (int64_t)dossier->actors.count - 1, &added))
        return accord_error_memory(err);
    return added ? ACCORD_OK : accord_dossier_damaged(dossier, entry->run, err);
}

static enum accord_status list_actors(struct accord_dossier *dossier, struct accord_error *err)
{
    const struct accord_pass pass = {.function = take_actor, .host = dossier};
    enum accord_status status = accord_dossier_pass_told(dossier, &pass, err);
    int64_t expected = 0;
    for (size_t i = 0; i < dossier->told.count; i++)
        expected += dossier->told.runs[i].record.actors;
    if (status == ACCORD_OK && (int64_t)dossier->actors.count != expected)
        return accord_dossier_damaged(dossier, accord_dossier_record(dossier)->id, err);
    size_t cells = dossier->runs.count * (dossier->actors.count + 1);
    dossier->pairs = accord_alloc_zero(cells, sizeof *dossier->pairs);
    dossier->judged = accord_arena_zero(&dossier->arena, dossier->actors.count + 1, sizeof *dossier->judged);
    return status == ACCORD_OK && !(dossier->pairs && dossier->judged) ? accord_error_memory(err) : status;
}

/* ---- reading ---- */

static void place(struct counting *counting, const struct read_actor *read)
{
    const struct accord_dossier *dossier = counting->dossier;
    if (read->actor != SIZE_MAX) dossier->pairs[counting->run * dossier->actors.count + read->actor] = read->pairs;
}

/* A block that another run has brought is taken from there. */
static bool is_unread(void *host, int64_t block)
{
    struct counting *counting = host;
    int64_t number = 0;
    bool added = false;
    if (accord_map_get(&counting->blocks, (const char *)&block, sizeof block, &number)) {
        const struct read_block *known = (const struct read_block *)counting->list.items + number;
        for (size_t i = 0; i < known->count; i++)
            place(counting, (const struct read_actor *)counting->actors.items + known->first + i);
        return false;
    }
    struct read_block *read = accord_dossier_list_add(&counting->list, sizeof *read);
    if (read) *read = (struct read_block){counting->actors.count, 0};
    number = (int64_t)counting->list.count - 1;
    counting->failed = counting->failed || !read ||
                       !accord_map_put(&counting->blocks, (const char *)&block, sizeof block, number, &added);
    return true;
}

/* A rule for Parties got past the gate of addressees: by every claim on record it is one. Where none came as far, what
 * is on record is asked (actors.c). */
static void note_party(struct counting *counting, size_t actor, const struct accord_block_entry *entry, size_t rule)
{
    const struct accord_dossier *dossier = counting->dossier;
    bool told = counting->run == dossier->runs.count - 1;
    if (!told || actor == SIZE_MAX || entry->verdict.gate < ACCORD_GATE_ADDRESSEE) return;
    if (strcmp(accord_dossier_rule(dossier, rule)->subject, "party") != 0) return;
    dossier->judged[actor] = true;
    if (entry->verdict.gate > ACCORD_GATE_ADDRESSEE) actors_of(dossier)[actor].is_party = true;
}

static uint8_t byte_of(const struct accord_roll_up *pair)
{
    if (!pair->seen) return 0;
    return (uint8_t)((unsigned)pair->worst | (accord_roll_up_is_open(pair) ? ACCORD_PAIR_OPEN : 0u) |
                     ACCORD_PAIR_THERE);
}

static enum accord_status take_pairs(void *host, const struct accord_pass_entry *entry, struct accord_error *err)
{
    struct counting *counting = host;
    struct accord_dossier *dossier = counting->dossier;
    size_t provisions = dossier->provisions.count;
    int64_t index = 0;
    bool known = accord_map_get(&dossier->actor_by_id, entry->id, strlen(entry->id), &index);
    size_t actor = known ? (size_t)index : SIZE_MAX;
    enum accord_status status = ACCORD_OK;
    memset(counting->roll_ups, 0, provisions * sizeof *counting->roll_ups);
    for (size_t i = 0; i < entry->verdicts && status == ACCORD_OK; i++) {
        struct accord_block_entry verdict;
        status = accord_dossier_pass_next(dossier, entry, &verdict, err);
        size_t rule = status == ACCORD_OK ? accord_dossier_rule_of(dossier, verdict.number) : SIZE_MAX;
        if (rule == SIZE_MAX || !accord_dossier_has_asked(dossier, dossier->runs.count - 1, rule)) continue;
        accord_roll_up_add(&counting->roll_ups[accord_dossier_rule(dossier, rule)->provision], verdict.verdict.verdict,
                           verdict.verdict.has_cause);
        note_party(counting, actor, &verdict, rule);
    }
    uint8_t *pairs = accord_arena_zero(&dossier->arena, provisions + 1, sizeof *pairs);
    struct read_actor *read = accord_dossier_list_add(&counting->actors, sizeof *read);
    if (status != ACCORD_OK || counting->failed || !pairs || !read)
        return status != ACCORD_OK ? status : accord_error_memory(err);
    for (size_t i = 0; i < provisions; i++)
        pairs[i] = byte_of(&counting->roll_ups[i]);
    *read = (struct read_actor){actor, pairs};
    ((struct read_block *)counting->list.items + counting->list.count - 1)->count++;
    place(counting, read);
    return ACCORD_OK;
}

/* Newest first, so that what the run shares with those before it is known when they come. */
static enum accord_status read_runs(struct counting *counting, struct accord_error *err)
{
    struct accord_dossier *dossier = counting->dossier;
    const struct accord_dossier_run *runs = dossier->runs.items;
    struct accord_pass pass = {.wanted = is_unread, .function = take_pairs, .host = counting};
    counting->run = dossier->runs.count - 1;
    enum accord_status status = accord_dossier_pass_told(dossier, &pass, err);
    while (counting->run > 0 && status == ACCORD_OK) {
        pass.run = runs[--counting->run].id;
        status = accord_dossier_pass(dossier, &pass, err);
    }
    return status;
}

enum accord_status accord_dossier_read_pairs(struct accord_dossier *dossier, struct accord_error *err)
{
    struct counting counting = {.dossier = dossier};
    enum accord_status status = list_actors(dossier, err);
    if (status != ACCORD_OK) return status;
    accord_map_init(&counting.blocks);
    counting.roll_ups = accord_alloc_zero(dossier->provisions.count + 1, sizeof *counting.roll_ups);
    status = counting.roll_ups ? read_runs(&counting, err) : accord_error_memory(err);
    if (status == ACCORD_OK && counting.failed) status = accord_error_memory(err);
    accord_map_clear(&counting.blocks);
    accord_free(counting.list.items);
    accord_free(counting.actors.items);
    accord_free(counting.roll_ups);
    return status;
}

/* ---- asking ---- */

struct accord_dossier_pair accord_dossier_pair(const struct accord_dossier *dossier, size_t run, size_t actor,
                                               size_t provision)
{
    assert(run < dossier->runs.count && actor < dossier->actors.count && provision < dossier->provisions.count);
    const uint8_t *pairs = dossier->pairs[run * dossier->actors.count + actor];
    uint8_t byte = pairs ? pairs[provision] : 0;
    return (struct accord_dossier_pair){.there = (byte & ACCORD_PAIR_THERE) != 0,
                                        .open = (byte & ACCORD_PAIR_OPEN) != 0,
                                        .verdict = (enum accord_verdict_kind)(byte & ACCORD_PAIR_VERDICT)};
}

static bool is_chosen(const struct accord_dossier_choice *choice, const struct accord_dossier_actor *actor)
{
    if (choice->parties && !actor->is_party) return false;
    return choice->region == SIZE_MAX || choice->region == actor->region;
}

/* The provisions of the choice: from *first, before what is returned. */
static size_t range_of(const struct accord_dossier *dossier, const struct accord_dossier_choice *choice, size_t *first)
{
    *first = 0;
    if (choice->provision != SIZE_MAX) {
        *first = choice->provision;
        return choice->provision + 1;
    }
    if (choice->instrument == SIZE_MAX) return dossier->provisions.count;
    const struct accord_dossier_instrument *instrument = accord_dossier_instrument(dossier, choice->instrument);
    *first = instrument->first_provision;
    return instrument->first_provision + instrument->provision_count;
}

struct accord_tally accord_dossier_tally(const struct accord_dossier *dossier, size_t run,
                                         struct accord_dossier_choice choice)
{
    struct accord_tally tally = {.counts = {0}};
    size_t first = 0, end = range_of(dossier, &choice, &first);
    size_t from = choice.actor == SIZE_MAX ? 0 : choice.actor;
    size_t to = choice.actor == SIZE_MAX ? dossier->actors.count : choice.actor + 1;
    for (size_t actor = from; actor < to; actor++) {
        if (!is_chosen(&choice, &actors_of(dossier)[actor])) continue;
        for (size_t provision = first; provision < end; provision++) {
            struct accord_dossier_pair pair = accord_dossier_pair(dossier, run, actor, provision);
            if (pair.there) accord_tally_add(&tally, pair.verdict, pair.open);
        }
    }
    return tally;
}
