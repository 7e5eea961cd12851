/* One report for each actor. */
#include "report/split.h"

#include "base/error.h"

#include <string.h>

static const char place[] = "{actor}";

enum { PATH_BYTES_MAX = 64 * 1024 };

const char *accord_split_place(const char *path)
{
    return path ? strstr(path, place) : NULL;
}

enum accord_status accord_split_init(struct accord_split *split, const struct accord_report_subject *subject,
                                     struct accord_error *err)
{
    *split = (struct accord_split){.subject = *subject};
    accord_text_init(&split->actor, PATH_BYTES_MAX);
    enum accord_status status = accord_problems_new(&split->no_warnings, err);
    split->subject.warnings = split->no_warnings;
    split->subject.fail.min_coverage = 0;
    split->subject.not_concluded = NULL;
    split->subject.selection = NULL; /* it is of others too */
    split->all_comments = subject->comments;
    return status;
}

void accord_split_clear(struct accord_split *split)
{
    accord_problems_free(split->no_warnings);
    accord_summary_clear(&split->summary);
    accord_text_clear(&split->actor);
    *split = (struct accord_split){.open = false};
}

/* The id as part of a file's name on any system: what is no letter, digit, "-" or "_" becomes %2F and the like, and a
 * dot where it begins a name. */
static void add_actor(struct accord_text *path, const char *actor)
{
    static const char plain[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    for (const char *at = actor; *at; at++) {
        if (strchr(plain, *at) || (*at == '.' && at != actor))
            accord_text_add_char(path, *at);
        else
            accord_text_addf(path, "%%%02X", (unsigned)(unsigned char)*at);
    }
}

static void write_path(struct accord_text *path, const char *pattern, const char *actor)
{
    accord_text_reset(path);
    for (const char *next = accord_split_place(pattern); next; next = accord_split_place(pattern)) {
        accord_text_add(path, pattern, (size_t)(next - pattern));
        add_actor(path, actor);
        pattern = next + strlen(place);
    }
    accord_text_add_str(path, pattern);
}

static enum accord_status open_writer(struct accord_writer *writer, const char *actor,
                                      const struct accord_writer *writers, size_t count, struct accord_error *err)
{
    write_path(&writer->path, writer->pattern, actor);
    if (writer->path.failed) return accord_error_memory(err);
    enum accord_status status = accord_writer_open_file(writer, accord_text_str(&writer->path), 0, writers, count, err);
    if (status == ACCORD_OK) status = accord_writer_settle(writer, writer->format->start(writer, err), err);
    accord_sink_drain(&writer->sink);
    return status;
}

static bool writes(const struct accord_writer *writer)
{
    return writer->pattern && writer->sink.error.status == ACCORD_OK;
}

static enum accord_status close_writer(struct accord_writer *writer, const struct accord_summary *summary,
                                       struct accord_error *err)
{
    enum accord_status status = accord_writer_settle(writer, writer->format->finish(writer, summary, err), err);
    if (status != ACCORD_OK) return status;
    writer->format->release(writer);
    struct accord_error kept; /* by the sink: other writers go on */
    if (accord_sink_finish(&writer->sink, &kept) != ACCORD_OK) return ACCORD_OK;
    accord_sink_clear(&writer->sink);
    accord_sink_init(&writer->sink);
    return ACCORD_OK;
}

static enum accord_status begin_actor(struct accord_split *split, struct accord_writer *writers, size_t count,
                                      const struct accord_verdict *verdict, struct accord_error *err)
{
    const char *actor = verdict->actor_id;
    accord_text_reset(&split->actor);
    accord_text_add_str(&split->actor, actor);
    if (split->all_comments) split->comments = accord_comments_of(split->all_comments, verdict->actor);
    split->subject.comments = split->all_comments ? &split->comments : NULL;
    enum accord_status status = split->actor.failed ? accord_error_memory(err) : ACCORD_OK;
    if (status == ACCORD_OK) status = accord_summary_init(&split->summary, &split->subject, err);
    split->open = status == ACCORD_OK;
    for (size_t i = 0; i < count && status == ACCORD_OK; i++)
        if (writes(&writers[i])) status = open_writer(&writers[i], actor, writers, count, err);
    return status;
}

static enum accord_status end_actor(struct accord_split *split, struct accord_writer *writers, size_t count,
                                    struct accord_error *err)
{
    enum accord_status status = ACCORD_OK;
    accord_summary_end(&split->summary);
    for (size_t i = 0; i < count && status == ACCORD_OK; i++)
        if (writes(&writers[i])) status = close_writer(&writers[i], &split->summary, err);
    accord_summary_clear(&split->summary);
    split->open = false;
    return status;
}

enum accord_status accord_split_verdict(struct accord_split *split, struct accord_writer *writers, size_t count,
                                        const struct accord_verdict *verdict, const struct accord_result *results,
                                        bool shown, struct accord_error *err)
{
    enum accord_status status = ACCORD_OK;
    if (split->open && !accord_str_equal(accord_text_str(&split->actor), verdict->actor_id))
        status = end_actor(split, writers, count, err);
    if (status == ACCORD_OK && !split->open) status = begin_actor(split, writers, count, verdict, err);
    if (status == ACCORD_OK) status = accord_summary_add(&split->summary, verdict, err);
    for (size_t i = 0; i < accord_result_count(verdict) && status == ACCORD_OK; i++)
        accord_summary_add_result(&split->summary, &results[i]);
    for (size_t i = 0; i < count && shown && status == ACCORD_OK; i++) {
        if (!writes(&writers[i])) continue;
        status = accord_writer_settle(&writers[i], writers[i].format->verdict(&writers[i], verdict, results, err), err);
        accord_sink_drain(&writers[i].sink);
    }
    return status;
}

enum accord_status accord_split_finish(struct accord_split *split, struct accord_writer *writers, size_t count,
                                       struct accord_error *err)
{
    return split->open ? end_actor(split, writers, count, err) : ACCORD_OK;
}
