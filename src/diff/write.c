/* Writing a comparison: pieces are put aside while the runs are read, for what comes first is known last. */
#include "diff/write.h"

#include "base/error.h"
#include "base/memory.h"
#include "diff/writer.h"

static const struct accord_diff_format *const formats[] = {
    &accord_diff_format_text,
    &accord_diff_format_json,
    &accord_diff_format_markdown,
};

enum { FORMAT_COUNT = sizeof formats / sizeof formats[0] };

const char *accord_diff_format_name(size_t index)
{
    return index < FORMAT_COUNT ? formats[index]->name : NULL;
}

/* All outputs. */
struct writing {
    const struct accord_diff_options *options;
    struct accord_diff_writer *writers;
    size_t count;
};

static enum accord_status put_aside(struct accord_diff_writer *writer, size_t head, struct accord_error *err)
{
    if (writer->piece.failed || writer->line.failed) return accord_error_memory(err);
    return accord_spool_add(&writer->spool, head, accord_text_str(&writer->piece), writer->piece.length, err);
}

static enum accord_status take_item(void *host, const struct accord_diff_item *item, struct accord_error *err)
{
    struct writing *writing = host;
    enum accord_status status = ACCORD_OK;
    if (writing->options->summary || !writing->options->shown[item->change]) return ACCORD_OK;
    for (size_t i = 0; i < writing->count && status == ACCORD_OK; i++) {
        struct accord_diff_writer *writer = &writing->writers[i];
        accord_text_reset(&writer->piece);
        writer->format->item(writer, item);
        status = put_aside(writer, writer->format->in_order ? 0 : item->change, err);
    }
    return status;
}

static enum accord_status take_pair(void *host, const struct accord_diff_pair *pair, struct accord_error *err)
{
    struct writing *writing = host;
    enum accord_status status = ACCORD_OK;
    for (size_t i = 0; i < writing->count && status == ACCORD_OK && !writing->options->summary; i++) {
        struct accord_diff_writer *writer = &writing->writers[i];
        if (!writer->format->pair) continue;
        accord_text_reset(&writer->piece);
        writer->format->pair(writer, pair);
        status = put_aside(writer, ACCORD_DIFF_HEAD_PAIRS, err);
    }
    return status;
}

static enum accord_status open_writers(struct writing *writing, const struct accord_diff_output *outputs,
                                       const struct accord_diff_overview *overview,
                                       const struct accord_diff_counts *counts, struct accord_error *err)
{
    enum accord_status status = ACCORD_OK;
    for (size_t i = 0; i < writing->count && status == ACCORD_OK; i++) {
        struct accord_diff_writer *writer = &writing->writers[i];
        writer->format = formats[outputs[i].format];
        writer->options = writing->options;
        writer->overview = overview;
        writer->counts = counts;
        writer->color = writing->options->color && !outputs[i].path;
        status = accord_spool_open(&writer->spool, writing->options->temporary, ACCORD_DIFF_HEADS, err);
    }
    return status;
}

static enum accord_status write_output(struct accord_diff_writer *writer, const struct accord_diff_output *output,
                                       struct accord_error *err)
{
    struct accord_sink *sink = &writer->sink;
    if (output->path)
        accord_sink_open_file(sink, output->path);
    else
        accord_sink_open_descriptor(sink, output->descriptor);
    enum accord_status status = writer->format->document(writer, err);
    if (status == ACCORD_OK && writer->line.failed) status = accord_error_memory(err);
    return status == ACCORD_OK ? accord_sink_finish(sink, err) : status;
}

/* The first that cannot be written is told, the others are written. */
static enum accord_status write_outputs(struct writing *writing, const struct accord_diff_output *outputs,
                                        bool *reader_gone, struct accord_error *err)
{
    enum accord_status first = ACCORD_OK;
    for (size_t i = 0; i < writing->count; i++) {
        struct accord_error failure = {0};
        enum accord_status status = write_output(&writing->writers[i], &outputs[i], &failure);
        if (status == ACCORD_OK || first != ACCORD_OK) continue;
        first = accord_error_set(err, status, "%s", failure.text);
        *reader_gone = writing->writers[i].sink.reader_gone;
    }
    return first;
}

static void clear_writers(struct writing *writing)
{
    for (size_t i = 0; i < writing->count; i++) {
        struct accord_diff_writer *writer = &writing->writers[i];
        accord_spool_close(&writer->spool);
        accord_sink_clear(&writer->sink);
        accord_text_clear(&writer->piece);
        accord_text_clear(&writer->line);
    }
    accord_free(writing->writers);
}

enum accord_status accord_diff_write(struct accord_diff_run *before, struct accord_diff_run *after,
                                     const struct accord_diff_options *options,
                                     const struct accord_diff_output *outputs, size_t count,
                                     struct accord_diff_counts *counts, bool *reader_gone, struct accord_error *err)
{
    struct writing writing = {.options = options, .count = count};
    const struct accord_diff_listener listener = {take_item, take_pair, &writing};
    struct accord_diff_overview overview;
    struct accord_arena arena;
    *reader_gone = false;
    writing.writers = accord_alloc_zero(count + 1, sizeof *writing.writers);
    if (!writing.writers) return accord_error_memory(err);
    for (size_t i = 0; i < count; i++) {
        accord_spool_init(&writing.writers[i].spool);
        accord_sink_init(&writing.writers[i].sink);
        accord_text_init(&writing.writers[i].piece, ACCORD_DIFF_PIECE_MAX);
        accord_text_init(&writing.writers[i].line, ACCORD_DIFF_PIECE_MAX);
    }
    accord_arena_init(&arena);
    accord_diff_run_learn(before, after);
    accord_diff_run_learn(after, before);
    enum accord_status status =
        accord_diff_look_over(before, after, &arena, &overview) ? ACCORD_OK : accord_error_memory(err);
    if (status == ACCORD_OK) status = open_writers(&writing, outputs, &overview, counts, err);
    if (status == ACCORD_OK) status = accord_diff_compare(before, after, &listener, counts, err);
    if (status == ACCORD_OK) status = write_outputs(&writing, outputs, reader_gone, err);
    clear_writers(&writing);
    accord_arena_clear(&arena);
    return status;
}
