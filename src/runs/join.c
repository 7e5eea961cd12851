/* What is said of one actor, from earlier runs and from the rules, joined in the order of rules. */
#include "base/error.h"
#include "runs/session_private.h"
#include "store/run_rows.h"

#include <assert.h>
#include <stdint.h>
#include <string.h>

static enum accord_status damaged(const struct accord_earlier *source, struct accord_error *err)
{
    return accord_error_set(err, ACCORD_NOT_WRITTEN,
                            "%s: the store is damaged: verdicts of run %lld cannot be read; --no-cache does without",
                            accord_run_file_path(source->file), (long long)source->record.id);
}

/* Why a block of an earlier run could not be read: memory, the dataset, or the block. */
static enum accord_status unread(const struct accord_session *session, const struct accord_earlier *source,
                                 struct accord_error *err)
{
    const struct accord_error *rows = &session->rows.err;
    if (session->cursor.reader.no_memory) return accord_error_memory(err);
    if (rows->status != ACCORD_OK) return accord_error_set(err, rows->status, "%s", rows->text);
    return damaged(source, err);
}

void accord_session_clear_slots(struct accord_session *session)
{
    memset(session->slots, 0, session->rule_count * sizeof *session->slots);
}

/* ---- from an earlier run ---- */

static const struct accord_plan_block *block_of(const struct accord_session *session, uint32_t block)
{
    return &session->plan.blocks[block];
}

static enum accord_status open_collected(struct accord_session *session, uint32_t block, struct accord_error *err)
{
    const struct accord_earlier *source = &session->sources[block_of(session, block)->source];
    struct accord_bytes collected = {"", 0};
    enum accord_status status = ACCORD_OK;
    if (session->has_aggregates)
        status = accord_run_file_collected(source->file, block_of(session, block)->id, &collected, err);
    session->cursor.collected = accord_wire_of(collected.at, collected.length);
    return status;
}

static enum accord_status open_block(struct accord_session *session, uint32_t block, struct accord_error *err)
{
    struct accord_cursor *cursor = &session->cursor;
    const struct accord_earlier *source = &session->sources[block_of(session, block)->source];
    struct accord_bytes verdicts;
    enum accord_status status = accord_run_file_verdicts(source->file, block_of(session, block)->id, &verdicts, err);
    if (status == ACCORD_OK) status = open_collected(session, block, err);
    if (status != ACCORD_OK) return status;
    accord_arena_reset(&cursor->arena);
    cursor->block = block;
    cursor->at = 0;
    return accord_block_open(&cursor->reader, verdicts, &cursor->arena) ? ACCORD_OK : unread(session, source, err);
}

/* What aggregate rules collected of the next actor; nothing where the run had none. */
static bool take_collected(struct accord_session *session, const struct accord_earlier *source, bool wanted)
{
    struct accord_wire *wire = &session->cursor.collected;
    size_t length = 0;
    if (wire->at == wire->end) return true;
    const char *bytes = accord_wire_take_bytes(wire, &length);
    if (!bytes || !wanted) return bytes != NULL;
    struct accord_wire piece = accord_wire_of(bytes, length);
    size_t count = accord_wire_take_count(&piece, 3);
    for (size_t i = 0; i < count && !piece.failed; i++) {
        size_t rule = accord_earlier_rule_of(source, accord_wire_take_number(&piece));
        const char *given = accord_wire_take_bytes(&piece, &length);
        bool used = given && rule != SIZE_MAX && session->evaluated[rule] && !session->dirty[rule];
        if (used) session->slots[rule].collected = (struct accord_bytes){given, length};
    }
    return accord_wire_done(&piece);
}

/* Whether what the verdict carries is needed at all. */
static bool carries(const struct accord_session *session, enum accord_verdict_kind verdict)
{
    return accord_carries(session->orders.listener->carry, verdict);
}

static bool take_entry(struct accord_session *session, const struct accord_earlier *source,
                       struct accord_block_entry *entry)
{
    struct accord_cursor *cursor = &session->cursor;
    size_t rule = accord_earlier_rule_of(source, entry->number);
    if (rule == SIZE_MAX || !session->evaluated[rule] || session->dirty[rule]) return true;
    struct accord_rule_facts facts;
    accord_packs_rule(session->orders.packs, rule, &facts);
    entry->verdict.rule = rule;
    entry->verdict.provision = facts.provision;
    entry->verdict.actor = accord_session_actor(session, session->at);
    entry->verdict.actor_id = accord_dataset_actor_id(session->orders.dataset, entry->verdict.actor);
    if (entry->verdict.has_cause) {
        entry->verdict.cause_rule = accord_earlier_rule_of(source, entry->cause_number);
        if (entry->verdict.cause_rule == SIZE_MAX) return false;
    }
    bool shown = carries(session, entry->verdict.verdict);
    if (shown || session->rewrites) {
        const struct accord_store *store = session->rows.store;
        if (!accord_block_read(&cursor->reader, shown ? &session->rows : NULL, store, &session->arena, entry))
            return false;
    }
    session->slots[rule].there = true;
    session->slots[rule].verdict = entry->verdict;
    return true;
}

static enum accord_status take_cached(struct accord_session *session, struct accord_plan_place place,
                                      struct accord_error *err)
{
    struct accord_cursor *cursor = &session->cursor;
    const struct accord_earlier *source = &session->sources[block_of(session, place.block)->source];
    size_t count = 0;
    if (cursor->block != place.block || cursor->at > place.at) {
        enum accord_status status = open_block(session, place.block, err);
        if (status != ACCORD_OK) return status;
    }
    for (bool last = false; !last; cursor->at++) {
        last = cursor->at == place.at;
        if (!accord_block_next_actor(&cursor->reader, &count) || !take_collected(session, source, last))
            return unread(session, source, err);
    }
    for (size_t i = 0; i < count; i++) {
        struct accord_block_entry entry;
        if (!accord_block_next(&cursor->reader, &session->arena, &entry) || !take_entry(session, source, &entry))
            return unread(session, source, err);
    }
    return ACCORD_OK;
}

/* ---- from what was evaluated ---- */

static enum accord_status garbled(struct accord_error *err)
{
    return accord_error_set(err, ACCORD_RULE_FAILED, "what was noted of an actor is garbled");
}

enum accord_status accord_session_note(struct accord_session *session, const char *notes, size_t length,
                                       struct accord_error *err)
{
    struct accord_wire wire = accord_wire_of(notes, length);
    size_t count = accord_wire_take_count(&wire, 1);
    for (size_t i = 0; i < count; i++) {
        size_t rule = accord_wire_take_below(&wire, session->rule_count);
        if (!wire.failed) session->limits[rule]++;
    }
    count = accord_wire_take_count(&wire, 2);
    for (size_t i = 0; i < count; i++) {
        size_t rule = accord_wire_take_below(&wire, session->rule_count);
        size_t table = accord_wire_take_below(&wire, ACCORD_TABLES_MAX);
        if (!wire.failed) session->asked[rule] |= UINT64_C(1) << table;
    }
    if (wire.at == wire.end) return wire.failed ? garbled(err) : ACCORD_OK;
    count = accord_wire_take_count(&wire, 3);
    for (size_t i = 0; i < count; i++) {
        size_t given = 0;
        size_t rule = accord_wire_take_below(&wire, session->rule_count);
        const char *bytes = accord_wire_take_bytes(&wire, &given);
        if (bytes) session->slots[rule].collected = (struct accord_bytes){bytes, given};
    }
    return accord_wire_done(&wire) ? ACCORD_OK : garbled(err);
}

/* What was put aside of a fresh actor is a block of one, its rules by their place in the packs. */
static enum accord_status take_put_aside(struct accord_session *session, struct accord_error *err)
{
    struct accord_bytes verdicts, collected;
    struct accord_block_reader reader;
    size_t count = 0;
    enum accord_status status =
        accord_run_file_take(session->orders.file, (int64_t)session->at, &verdicts, &collected, err);
    if (status != ACCORD_OK) return status;
    bool good = accord_block_open(&reader, verdicts, &session->arena) && accord_block_next_actor(&reader, &count);
    for (size_t i = 0; i < count && good; i++) {
        struct accord_block_entry entry;
        good = accord_block_next(&reader, &session->arena, &entry) && entry.number < session->rule_count;
        if (!good) break;
        struct accord_rule_facts facts;
        accord_packs_rule(session->orders.packs, (size_t)entry.number, &facts);
        entry.verdict.rule = (size_t)entry.number;
        entry.verdict.cause_rule = (size_t)entry.cause_number;
        entry.verdict.provision = facts.provision;
        entry.verdict.actor = accord_session_actor(session, session->at);
        entry.verdict.actor_id = accord_dataset_actor_id(session->orders.dataset, entry.verdict.actor);
        good = accord_block_read(&reader, &session->rows, session->rows.store, &session->arena, &entry);
        session->slots[entry.number] = (struct accord_slot){.there = true, .verdict = entry.verdict};
    }
    if (!good && reader.no_memory) return accord_error_memory(err);
    if (!good && session->rows.err.status != ACCORD_OK)
        return accord_error_set(err, session->rows.err.status, "%s", session->rows.err.text);
    if (!good) return garbled(err);
    return collected.length > 0 ? accord_session_note(session, collected.at, collected.length, err) : ACCORD_OK;
}

/* ---- out again ---- */

/* Piece after piece: the number of rules, then of each a number and its bytes. */
void accord_session_write_collected(const struct accord_session *session, bool by_number, struct accord_text *text)
{
    size_t count = 0;
    for (size_t i = 0; i < session->rule_count; i++)
        count += session->slots[i].collected.length > 0;
    accord_wire_add_number(text, count);
    for (size_t i = 0; i < session->rule_count; i++) {
        const struct accord_bytes *bytes = &session->slots[i].collected;
        if (bytes->length == 0) continue;
        accord_wire_add_number(text, by_number ? (uint64_t)session->numbers[i] : i);
        accord_wire_add_bytes(text, bytes->at, bytes->length);
    }
}

static enum accord_status spool_collected(struct accord_session *session, struct accord_error *err)
{
    struct accord_text *text = &session->scratch;
    accord_text_reset(text);
    accord_wire_add_number(text, accord_session_actor(session, session->at));
    accord_session_write_collected(session, false, text);
    if (text->failed) return accord_error_memory(err);
    return accord_spool_add(&session->collected, 0, accord_text_str(text), text->length, err);
}

static enum accord_status write_actor(struct accord_session *session, struct accord_error *err)
{
    struct accord_block_writer *writer = &session->writer;
    enum accord_status status = ACCORD_OK;
    size_t count = 0, actor = accord_session_actor(session, session->at);
    for (size_t i = 0; i < session->rule_count; i++)
        count += session->slots[i].there;
    accord_block_add_actor(writer, session->keys + session->at * ACCORD_KEY_BYTES,
                           accord_dataset_actor_id(session->orders.dataset, actor), count);
    for (size_t i = 0; i < session->rule_count && status == ACCORD_OK; i++) {
        if (!session->slots[i].there) continue;
        accord_block_add_verdict(writer, session->numbers, &session->slots[i].verdict);
        status = accord_part_add(&session->part, &session->slots[i].verdict, err);
    }
    if (status != ACCORD_OK || !session->has_aggregates) return status;
    accord_text_reset(&session->scratch);
    accord_session_write_collected(session, true, &session->scratch);
    if (session->scratch.failed) return accord_error_memory(err);
    accord_block_add_collected(writer, accord_text_str(&session->scratch), session->scratch.length);
    return ACCORD_OK;
}

static enum accord_status tell(struct accord_session *session, struct accord_error *err)
{
    const struct accord_listener *listener = session->orders.listener;
    enum accord_status status = ACCORD_OK;
    for (size_t i = 0; i < session->rule_count && status == ACCORD_OK; i++)
        if (session->slots[i].there) status = listener->verdict(listener->host, &session->slots[i].verdict, err);
    return status;
}

/* ---- pieces ---- */

static bool any_dirty(const struct accord_session *session)
{
    for (size_t i = 0; i < session->rule_count; i++)
        if (session->dirty[i]) return true;
    return false;
}

/* The piece is a block of an earlier run, to a verdict. */
static bool is_kept(const struct accord_session *session, const struct accord_plan_piece *piece)
{
    if (piece->block == ACCORD_PLAN_FRESH || any_dirty(session)) return false;
    return session->sources[block_of(session, piece->block)->source].others == 0;
}

static bool is_reused(const struct accord_session *session, const struct accord_plan_piece *piece)
{
    return is_kept(session, piece) &&
           session->sources[block_of(session, piece->block)->source].file == session->orders.file;
}

static enum accord_status begin_piece(struct accord_session *session, const struct accord_plan_piece *piece,
                                      struct accord_error *err)
{
    bool known = false;
    session->rewrites = session->orders.file && !is_reused(session, piece);
    session->keeps = false;
    if (!session->rewrites) return ACCORD_OK;
    accord_block_writer_reset(&session->writer);
    accord_part_reset(&session->part);
    accord_kept_digest(&session->kept, session->keys + piece->first * ACCORD_KEY_BYTES, piece->count,
                       session->kept_digest);
    enum accord_status status = accord_run_rows_known(session->orders.file, session->kept_digest, &known, err);
    session->keeps = !known;
    if (session->keeps) accord_kept_begin(&session->kept);
    return status;
}

static enum accord_status keep_rows(struct accord_session *session, struct accord_error *err)
{
    const struct accord_error *why = &session->rows.err;
    if (accord_kept_add_actor(&session->kept, &session->rows)) return ACCORD_OK;
    return why->status != ACCORD_OK ? accord_error_set(err, why->status, "%s", why->text) : accord_error_memory(err);
}

static enum accord_status stage_rows(struct accord_session *session, struct accord_error *err)
{
    struct accord_bytes content;
    enum accord_status status = session->keeps ? accord_kept_finish(&session->kept, &content, err) : ACCORD_OK;
    if (status != ACCORD_OK) return status;
    return accord_run_rows_stage(session->orders.file, session->kept_digest, session->keeps ? &content : NULL, err);
}

static enum accord_status end_piece(struct accord_session *session, const struct accord_plan_piece *piece,
                                    struct accord_error *err)
{
    struct accord_run_block block;
    session->piece++;
    if (!session->orders.file) return ACCORD_OK;
    if (!session->rewrites)
        return accord_run_file_reuse(session->orders.file, block_of(session, piece->block)->id, err);
    enum accord_status status = accord_block_finish(&session->writer, &block, err);
    if (status != ACCORD_OK) return status;
    accord_text_reset(&session->scratch);
    accord_part_write(&session->part, session->numbers, &session->scratch);
    if (session->scratch.failed) return accord_error_memory(err);
    block.counts = (struct accord_bytes){accord_text_str(&session->scratch), session->scratch.length};
    status = accord_run_file_stage(session->orders.file, &block, err);
    return status == ACCORD_OK ? stage_rows(session, err) : status;
}

enum accord_status accord_session_join(struct accord_session *session, struct accord_error *err)
{
    const struct accord_plan_piece *piece = &session->plan.pieces[session->piece];
    struct accord_plan_place place = session->plan.places[session->at];
    enum accord_status status = ACCORD_OK;
    assert(session->at >= piece->first && session->at < piece->first + piece->count);
    if (session->at == piece->first) status = begin_piece(session, piece, err);
    if (status != ACCORD_OK) return status;
    accord_rows_enter(&session->rows, accord_session_actor(session, session->at));
    if (place.block != ACCORD_PLAN_FRESH)
        status = take_cached(session, place, err);
    else if (session->put_aside)
        status = take_put_aside(session, err);
    if (status == ACCORD_OK) status = tell(session, err);
    if (status == ACCORD_OK && session->concludes && session->has_aggregates) status = spool_collected(session, err);
    if (status == ACCORD_OK && session->rewrites) status = write_actor(session, err);
    if (status == ACCORD_OK && session->keeps) status = keep_rows(session, err);
    accord_session_clear_slots(session);
    accord_arena_reset(&session->arena);
    session->at++;
    if (status == ACCORD_OK && session->at == piece->first + piece->count) status = end_piece(session, piece, err);
    return status;
}

/* Of a block whose verdicts nobody need look at. */
static enum accord_status spool_block(struct accord_session *session, const struct accord_plan_piece *piece,
                                      struct accord_error *err)
{
    const struct accord_earlier *source = &session->sources[block_of(session, piece->block)->source];
    enum accord_status status = open_collected(session, piece->block, err);
    session->cursor.block = ACCORD_PLAN_FRESH;
    for (size_t i = 0; i < piece->count && status == ACCORD_OK; i++, session->at++) {
        status = take_collected(session, source, true) ? spool_collected(session, err) : damaged(source, err);
        accord_session_clear_slots(session);
    }
    session->at = piece->first;
    return status;
}

enum accord_status accord_session_join_piece(struct accord_session *session, bool *joined, struct accord_error *err)
{
    const struct accord_listener *listener = session->orders.listener;
    const struct accord_plan_piece *piece = &session->plan.pieces[session->piece];
    *joined = false;
    if (!listener->part || !is_kept(session, piece)) return ACCORD_OK;
    const struct accord_plan_block *block = block_of(session, piece->block);
    const struct accord_earlier *source = &session->sources[block->source];
    enum accord_status status = begin_piece(session, piece, err);
    if (status != ACCORD_OK) return status;
    if (block->errors || session->rewrites) return ACCORD_OK;
    if (!listener->part(listener->host, block->counts, block->counts_length, accord_earlier_rule_of, source))
        return damaged(source, err);
    if (session->concludes && session->has_aggregates) status = spool_block(session, piece, err);
    *joined = true;
    session->at += piece->count;
    return status == ACCORD_OK ? end_piece(session, piece, err) : status;
}
