/* JSON Lines: one verdict object a line, nothing else. */
#include "report/json_verdict.h"

static enum accord_status start(struct accord_writer *writer, struct accord_error *err)
{
    (void)writer;
    (void)err;
    return ACCORD_OK;
}

static enum accord_status write_verdict(struct accord_writer *writer, const struct accord_verdict *verdict,
                                        const struct accord_result *results, struct accord_error *err)
{
    struct accord_emit emit;
    accord_emit_init(&emit, &writer->sink.text, false);
    enum accord_status status = accord_emit_verdict(&emit, writer, verdict, results, err);
    accord_text_add_char(&writer->sink.text, '\n');
    return status;
}

static enum accord_status finish(struct accord_writer *writer, const struct accord_summary *summary,
                                 struct accord_error *err)
{
    (void)writer;
    (void)summary;
    (void)err;
    return ACCORD_OK;
}

static void release(struct accord_writer *writer)
{
    (void)writer;
}

const struct accord_format accord_format_jsonl = {
    .name = "jsonl",
    .help = "one verdict object a line, as they come",
    .start = start,
    .verdict = write_verdict,
    .finish = finish,
    .release = release,
};
