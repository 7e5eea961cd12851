/* What no report may do: take the place of what the run reads or of another report, or stop another one. */
#define _POSIX_C_SOURCE 200809L
#include "report/format.h"

#include "base/error.h"

#include <sys/stat.h>

static bool is_file(const char *path, const struct stat *wanted)
{
    struct stat found;
    return stat(path, &found) == 0 && found.st_dev == wanted->st_dev && found.st_ino == wanted->st_ino;
}

/* What of it the run reads; NULL: nothing. */
static const char *read_as(const struct accord_report_subject *subject, const char *path)
{
    struct stat wanted;
    if (accord_dataset_reads(subject->dataset, path)) return "a file of the dataset";
    if (stat(path, &wanted) != 0) return NULL;
    for (size_t i = 0; i < subject->input_count; i++)
        if (is_file(subject->inputs[i].path, &wanted)) return subject->inputs[i].what;
    return NULL;
}

enum accord_status accord_writer_open_file(struct accord_writer *writer, const char *path, size_t append_up_to,
                                           const struct accord_writer *writers, size_t count, struct accord_error *err)
{
    const char *what = read_as(writer->subject, path);
    if (what) return accord_error_set(err, ACCORD_BAD_USAGE, "%s: %s, expected another path for a report", path, what);
    if (append_up_to > 0)
        accord_sink_open_append(&writer->sink, path, append_up_to);
    else
        accord_sink_open_file(&writer->sink, path);
    for (size_t i = 0; i < count; i++)
        if (&writers[i] != writer && accord_sink_same_file(&writer->sink, &writers[i].sink))
            return accord_error_set(err, ACCORD_BAD_USAGE, "%s: the file of another report (%s), expected another path",
                                    path, writers[i].sink.name);
    return ACCORD_OK;
}

enum accord_status accord_writer_settle(struct accord_writer *writer, enum accord_status status,
                                        const struct accord_error *err)
{
    struct accord_error *kept = &writer->sink.error;
    if (status != ACCORD_NOT_WRITTEN) return status;
    if (kept->status == ACCORD_OK)
        (void)accord_error_set(kept, status, "%s: cannot be written: %s", writer->sink.name, err->text);
    return ACCORD_OK;
}
