/* A comparison as JSON, schema 1 of its own: what the runs are, what was counted, every change. */
#include "accord/report.h"
#include "base/error.h"
#include "diff/writer.h"
#include "report/emit.h"
#include "report/json_comments.h"

enum { DIFF_SCHEMA = 1 };

static void flag(struct accord_emit *emit, const char *name, bool value)
{
    accord_emit_key(emit, name);
    accord_emit_boolean(emit, value);
}

static void number(struct accord_emit *emit, const char *name, size_t count)
{
    accord_emit_key(emit, name);
    accord_emit_count(emit, count);
}

/* ---- causes ---- */

static void write_listed(struct accord_emit *emit, const char *name, const bool causes[ACCORD_DIFF_CAUSE_COUNT])
{
    accord_emit_key(emit, name);
    accord_emit_open_flat(emit, '[');
    for (int i = 0; i < ACCORD_DIFF_CAUSE_COUNT; i++)
        if (causes[i]) accord_emit_text(emit, accord_diff_cause_name((enum accord_diff_cause)i));
    accord_emit_close(emit, ']');
}

static void write_row(struct accord_emit *emit, const struct accord_diff_row_difference *row)
{
    static const char *const names[] = {[ACCORD_DIFF_ROW_OLD_ONLY] = "old_only",
                                        [ACCORD_DIFF_ROW_NEW_ONLY] = "new_only",
                                        [ACCORD_DIFF_ROW_CELLS] = "cells",
                                        [ACCORD_DIFF_ROW_CELLS_OF_ONE] = "cells_of_one"};
    accord_emit_open_flat(emit, '{');
    accord_emit_member(emit, "table", row->table);
    accord_emit_member(emit, "key", row->key);
    accord_emit_member(emit, "change", names[row->change]);
    accord_emit_key(emit, "cells");
    accord_emit_open(emit, '[');
    for (size_t i = 0; i < row->cell_count; i++) {
        accord_emit_open(emit, '{');
        accord_emit_member(emit, "column", row->cells[i].column);
        if (row->cells[i].before_told) accord_emit_member(emit, "old", row->cells[i].before);
        if (row->cells[i].after_told) accord_emit_member(emit, "new", row->cells[i].after);
        accord_emit_close(emit, '}');
    }
    accord_emit_close(emit, ']');
    accord_emit_close(emit, '}');
}

/* Params are JSON already. */
static void write_params(struct accord_emit *emit, const struct accord_diff_causes *causes)
{
    accord_emit_key(emit, "params");
    if (!causes->before_params) {
        accord_emit_null(emit);
        return;
    }
    accord_emit_open(emit, '{');
    accord_emit_key(emit, "old");
    accord_emit_json(emit, causes->before_params[0] ? causes->before_params : "null");
    accord_emit_key(emit, "new");
    accord_emit_json(emit, causes->after_params[0] ? causes->after_params : "null");
    accord_emit_close(emit, '}');
}

static void write_causes(struct accord_emit *emit, const struct accord_diff_causes *causes)
{
    accord_emit_key(emit, "causes");
    if (!causes) {
        accord_emit_null(emit);
        return;
    }
    accord_emit_open(emit, '{');
    flag(emit, "certain", accord_diff_causes_certain(causes));
    write_listed(emit, "differs", causes->differs);
    write_listed(emit, "not_told", causes->untold);
    accord_emit_key(emit, "rows");
    accord_emit_open(emit, '[');
    for (size_t i = 0; i < causes->row_count; i++)
        write_row(emit, &causes->rows[i]);
    accord_emit_close(emit, ']');
    accord_emit_member(emit, "required", causes->required);
    write_params(emit, causes);
    accord_emit_close(emit, '}');
}

/* ---- changes ---- */

static void write_subject(struct accord_emit *emit, const struct accord_diff_verdict *before,
                          const struct accord_diff_verdict *after, const char *actor)
{
    const struct accord_diff_verdict *one = after ? after : before, *other = before ? before : after;
    accord_emit_member(emit, "rule", one->rule);
    accord_emit_member(emit, "provision", one->provision ? one->provision : other->provision);
    accord_emit_member(emit, "force", one->force ? one->force : other->force);
    accord_emit_member(emit, "actor", actor);
}

/* A run's side: the pair's verdict, and the finding where it has it. */
static void write_side(struct accord_emit *emit, const char *name, const struct accord_diff_verdict *verdict,
                       const struct accord_diff_finding *finding)
{
    accord_emit_key(emit, name);
    if (!verdict) {
        accord_emit_null(emit);
        return;
    }
    accord_emit_open(emit, '{');
    accord_emit_member(emit, "verdict", accord_verdict_meaning(verdict->kind)->name);
    accord_emit_member(emit, "gate", accord_gate_name(verdict->gate));
    accord_emit_member(emit, "why", verdict->why);
    accord_emit_key(emit, "finding");
    if (finding) {
        accord_emit_open(emit, '{');
        accord_emit_member(emit, "verdict", accord_verdict_meaning(finding->kind)->name);
        accord_emit_member(emit, "message_id", finding->message_id);
        accord_emit_member(emit, "message", finding->message);
        accord_emit_member(emit, "fingerprint", finding->fingerprint);
        accord_emit_comments(emit, finding->comments, finding->comment_count);
        accord_emit_close(emit, '}');
    } else {
        accord_emit_null(emit);
    }
    accord_emit_close(emit, '}');
}

static void write_known(struct accord_emit *emit, const struct accord_diff_item *item)
{
    static const char *const names[] = {
        [ACCORD_DIFF_KNOWN_SAME] = NULL, [ACCORD_DIFF_KNOWN_LESS] = "less", [ACCORD_DIFF_KNOWN_MORE] = "more"};
    bool both = item->before && item->after;
    accord_emit_member(emit, "known", both ? names[accord_diff_known_of(item->before->kind, item->after->kind)] : NULL);
}

static void write_item(struct accord_diff_writer *writer, const struct accord_diff_item *item)
{
    struct accord_emit emit;
    accord_emit_init(&emit, &writer->piece, false);
    accord_emit_open(&emit, '{');
    accord_emit_member(&emit, "change", accord_diff_change_name(item->change));
    write_subject(&emit, item->before_verdict, item->after_verdict, item->actor);
    write_side(&emit, "old", item->before_verdict, item->before);
    write_side(&emit, "new", item->after_verdict, item->after);
    accord_emit_member(&emit, "absence", accord_diff_absence_name(item->absence));
    write_known(&emit, item);
    write_causes(&emit, item->causes);
    accord_emit_close(&emit, '}');
}

static void write_pair(struct accord_diff_writer *writer, const struct accord_diff_pair *pair)
{
    struct accord_emit emit;
    bool directed = pair->change != ACCORD_DIFF_CHANGE_UNCHANGED;
    accord_emit_init(&emit, &writer->piece, false);
    accord_emit_open(&emit, '{');
    accord_emit_member(&emit, "change", directed ? accord_diff_change_name(pair->change) : NULL);
    write_subject(&emit, pair->before, pair->after, pair->actor);
    accord_emit_member(&emit, "old", accord_verdict_meaning(pair->before->kind)->name);
    accord_emit_member(&emit, "new", accord_verdict_meaning(pair->after->kind)->name);
    write_causes(&emit, pair->causes);
    accord_emit_close(&emit, '}');
}

/* ---- the document ---- */

static void write_run(struct accord_emit *emit, const char *name, const struct accord_diff_facts *facts)
{
    accord_emit_key(emit, name);
    accord_emit_open(emit, '{');
    accord_emit_member(emit, "name", facts->name);
    accord_emit_member(emit, "kind", facts->stored ? "stored" : "report");
    accord_emit_member(emit, "version", facts->version);
    accord_emit_member(emit, "as_of", facts->as_of);
    accord_emit_key(emit, "dataset");
    accord_emit_open_flat(emit, '{');
    accord_emit_member(emit, "name", facts->dataset);
    accord_emit_member(emit, "sha256", facts->dataset_sha256);
    accord_emit_close(emit, '}');
    accord_emit_member(emit, "rules_sha256", facts->rules_sha256);
    accord_emit_member(emit, "profile", facts->profile);
    accord_emit_member(emit, "part", facts->part);
    accord_emit_close(emit, '}');
}

static void write_names(struct accord_emit *emit, const char *name, const struct accord_diff_names *names)
{
    accord_emit_key(emit, name);
    accord_emit_open_flat(emit, '[');
    for (size_t i = 0; i < names->count; i++)
        accord_emit_text(emit, names->items[i]);
    accord_emit_close(emit, ']');
}

static void write_differs(struct accord_emit *emit, const struct accord_diff_overview *overview)
{
    accord_emit_key(emit, "differs");
    accord_emit_open(emit, '{');
    flag(emit, "as_of", overview->as_of);
    flag(emit, "dataset_name", overview->dataset_name);
    flag(emit, "dataset", overview->dataset);
    write_names(emit, "complete", &overview->complete);
    flag(emit, "rules", overview->rules);
    write_names(emit, "rules_added", &overview->rules_added);
    write_names(emit, "rules_removed", &overview->rules_removed);
    write_names(emit, "rules_changed", &overview->rules_changed);
    write_names(emit, "rules_renamed", &overview->rules_renamed);
    write_names(emit, "rules_set", &overview->rules_set);
    write_names(emit, "rules_changed_or_set", &overview->rules_either);
    flag(emit, "profile", overview->profile);
    flag(emit, "version", overview->version);
    flag(emit, "limits", overview->limits);
    flag(emit, "part", overview->part);
    accord_emit_close(emit, '}');
}

static void write_counts(struct accord_emit *emit, const struct accord_diff_counts *counts)
{
    accord_emit_key(emit, "findings");
    accord_emit_open(emit, '{');
    for (int i = 0; i < ACCORD_DIFF_CHANGE_COUNT; i++)
        number(emit, accord_diff_change_name((enum accord_diff_change)i), counts->changes[i]);
    number(emit, "better_less_known", counts->less_known);
    accord_emit_close(emit, '}');
    accord_emit_key(emit, "pairs");
    accord_emit_open(emit, '{');
    number(emit, "changed", counts->changed_pairs);
    number(emit, "worse", counts->worse_pairs);
    number(emit, "better", counts->better_pairs);
    number(emit, "old_only", counts->pairs_old_only);
    number(emit, "new_only", counts->pairs_new_only);
    accord_emit_key(emit, "from_to");
    accord_emit_open(emit, '[');
    for (int from = 0; from < ACCORD_VERDICT_COUNT; from++)
        for (int to = 0; to < ACCORD_VERDICT_COUNT; to++) {
            if (counts->pairs[from][to] == 0) continue;
            accord_emit_open_flat(emit, '{');
            accord_emit_member(emit, "old", accord_verdict_meaning((enum accord_verdict_kind)from)->name);
            accord_emit_member(emit, "new", accord_verdict_meaning((enum accord_verdict_kind)to)->name);
            number(emit, "count", counts->pairs[from][to]);
            accord_emit_close(emit, '}');
        }
    accord_emit_close(emit, ']');
    accord_emit_close(emit, '}');
}

struct copying {
    struct accord_diff_writer *writer;
    struct accord_emit *emit;
};

static enum accord_status copy_piece(void *host, const char *bytes, size_t length, struct accord_error *err)
{
    struct copying *copying = host;
    struct accord_text *line = &copying->writer->line;
    accord_text_reset(line);
    accord_text_add(line, bytes, length);
    if (line->failed) return accord_error_memory(err);
    accord_emit_json(copying->emit, accord_text_str(line));
    accord_sink_drain(&copying->writer->sink);
    return ACCORD_OK;
}

static enum accord_status write_pieces(struct accord_diff_writer *writer, struct accord_emit *emit, const char *name,
                                       size_t head, struct accord_error *err)
{
    struct copying copying = {writer, emit};
    accord_emit_key(emit, name);
    accord_emit_open(emit, '[');
    enum accord_status status = accord_spool_read(&writer->spool, head, copy_piece, &copying, err);
    accord_emit_close(emit, ']');
    return status;
}

static enum accord_status write_document(struct accord_diff_writer *writer, struct accord_error *err)
{
    struct accord_emit emit;
    accord_emit_init(&emit, &writer->sink.text, true);
    accord_emit_open(&emit, '{');
    accord_emit_key(&emit, "accord");
    accord_emit_open_flat(&emit, '{');
    accord_emit_member(&emit, "version", accord_version());
    number(&emit, "diff", DIFF_SCHEMA);
    accord_emit_close(&emit, '}');
    write_run(&emit, "old", writer->overview->runs[0]);
    write_run(&emit, "new", writer->overview->runs[1]);
    write_differs(&emit, writer->overview);
    write_counts(&emit, writer->counts);
    enum accord_status status = write_pieces(writer, &emit, "changes", 0, err);
    if (status == ACCORD_OK) status = write_pieces(writer, &emit, "verdicts", ACCORD_DIFF_HEAD_PAIRS, err);
    accord_emit_close(&emit, '}');
    accord_text_add_char(&writer->sink.text, '\n');
    return status;
}

const struct accord_diff_format accord_diff_format_json = {
    .name = "json",
    .item = write_item,
    .pair = write_pair,
    .document = write_document,
    .in_order = true,
};
