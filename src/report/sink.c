/* Sinks: buffered writing with one error kept, and files that appear complete or not at all. */
#define _XOPEN_SOURCE 700 /* realpath */
#include "report/sink.h"

#include "base/error.h"
#include "base/memory.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { TEMPORARY_TRIES = 1000, TEMPORARY_NAME_MAX = 64, PLACE_MAX = 64 * 1024 };

void accord_sink_init(struct accord_sink *sink)
{
    *sink = (struct accord_sink){.descriptor = -1};
    accord_text_init(&sink->text, ACCORD_SINK_MAX);
    accord_text_init(&sink->place, PLACE_MAX);
}

static bool failed(const struct accord_sink *sink)
{
    return sink->error.status != ACCORD_OK;
}

static void fail(struct accord_sink *sink, int error_number)
{
    sink->reader_gone = error_number == EPIPE;
    (void)accord_error_set(&sink->error, ACCORD_NOT_WRITTEN, "%s: cannot be written: %s", sink->name,
                           strerror(error_number));
}

static void fail_memory(struct accord_sink *sink)
{
    (void)accord_error_memory(&sink->error);
}

void accord_sink_open_descriptor(struct accord_sink *sink, int descriptor)
{
    sink->name = descriptor == STDOUT_FILENO ? "standard output" : "the output's descriptor";
    sink->descriptor = descriptor;
}

/* ".accord-PID-N.tmp" in the target's folder: short, so that a target with the longest name allowed still works. */
static char *temporary_beside(const char *target, unsigned number)
{
    const char *slash = strrchr(target, '/');
    size_t folder = slash ? (size_t)(slash - target) + 1 : 0;
    size_t size = folder + TEMPORARY_NAME_MAX;
    char *path = accord_alloc(size);
    if (path) {
        memcpy(path, target, folder);
        (void)snprintf(path + folder, size - folder, ".accord-%ld-%u.tmp", (long)getpid(), number);
    }
    return path;
}

/* The flag goes up before the file is there: a signal in between unlinks a name that is ours alone by its process id.
 */
static bool create_temporary(struct accord_sink *sink)
{
    for (unsigned number = 0; number < TEMPORARY_TRIES; number++) {
        accord_free(sink->temporary);
        sink->temporary = temporary_beside(sink->target, number);
        if (!sink->temporary) {
            fail_memory(sink);
            return false;
        }
        sink->temporary_there = 1;
        sink->descriptor = open(sink->temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
        if (sink->descriptor >= 0) {
            sink->unfinished = accord_unfinished_note(sink->temporary);
            sink->owned = true;
            return true;
        }
        sink->temporary_there = 0;
        if (errno != EEXIST) break;
    }
    fail(sink, errno);
    return false;
}

static void open_directly(struct accord_sink *sink, const char *path)
{
    sink->descriptor = open(path, O_WRONLY | O_CLOEXEC);
    if (sink->descriptor < 0) fail(sink, errno);
    sink->owned = sink->descriptor >= 0;
}

/* The folder is there, or nothing can be written; the file need not be. */
static void note_place(struct accord_sink *sink, const char *path)
{
    const char *slash = strrchr(path, '/');
    char *folder = slash ? accord_copy_text(path, (size_t)(slash - path) + 1) : accord_copy_text(".", 1);
    char *resolved = folder ? realpath(folder, NULL) : NULL;
    if (resolved) accord_text_addf(&sink->place, "%s/%s", resolved, slash ? slash + 1 : path);
    if (!folder || sink->place.failed) fail_memory(sink);
    free(resolved); /* realpath's own malloc */
    accord_free(folder);
}

/* A file that is there keeps its mode, is found behind a link, and is not replaced where it could not be written. */
static void open_replacing(struct accord_sink *sink, const char *path, const struct stat *old)
{
    if (old && access(path, W_OK) != 0) {
        fail(sink, errno);
        return;
    }
    char *resolved = old ? realpath(path, NULL) : NULL;
    const char *target = resolved ? resolved : path;
    sink->target = accord_copy_text(target, strlen(target));
    free(resolved); /* realpath's own malloc */
    if (sink->target)
        note_place(sink, sink->target);
    else
        fail_memory(sink);
    if (failed(sink)) return;
    if (create_temporary(sink) && old && fchmod(sink->descriptor, old->st_mode & 07777) != 0) fail(sink, errno);
}

void accord_sink_open_file(struct accord_sink *sink, const char *path)
{
    struct stat old;
    sink->name = path;
    if (stat(path, &old) != 0) {
        if (errno == ENOENT)
            open_replacing(sink, path, NULL);
        else
            fail(sink, errno);
    } else if (S_ISDIR(old.st_mode)) {
        fail(sink, EISDIR);
    } else if (S_ISREG(old.st_mode)) {
        open_replacing(sink, path, &old);
    } else {
        open_directly(sink, path);
    }
}

void accord_sink_open_append(struct accord_sink *sink, const char *path, size_t most)
{
    struct stat old;
    sink->name = path;
    sink->descriptor = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0666);
    if (sink->descriptor < 0 || fstat(sink->descriptor, &old) != 0) {
        fail(sink, errno);
        return;
    }
    sink->owned = sink->appends = true;
    sink->room = old.st_size < 0 || (uintmax_t)old.st_size > most ? 0 : most - (size_t)old.st_size;
    if (old.st_size > 0) accord_text_add_char(&sink->text, '\n');
    char *resolved = realpath(path, NULL);
    if (resolved) note_place(sink, resolved);
    free(resolved);
}

bool accord_sink_same_file(const struct accord_sink *sink, const struct accord_sink *other)
{
    return sink->place.length > 0 && accord_str_equal(accord_text_str(&sink->place), accord_text_str(&other->place));
}

static void cut_to_room(struct accord_sink *sink)
{
    static const char words[] = "\n\nCut here, for this file may hold no more.\n";
    struct accord_text *text = &sink->text;
    if (text->failed || text->length <= sink->room) return;
    size_t keep = sink->room > sizeof words - 1 ? sink->room - (sizeof words - 1) : 0;
    while (keep > 0 && text->bytes[keep - 1] != '\n')
        keep--;
    accord_text_end_at(text, text->bytes + keep);
    if (keep > 0) accord_text_add_str(text, words);
}

/* Takes back what was added of a report that is not complete. */
static void restore(const struct accord_sink *sink, off_t length)
{
    struct stat now;
    if (fstat(sink->descriptor, &now) == 0 && S_ISREG(now.st_mode)) (void)!ftruncate(sink->descriptor, length);
}

static void write_out(struct accord_sink *sink)
{
    const char *bytes = accord_text_str(&sink->text);
    size_t left = sink->text.length;
    while (left > 0 && !failed(sink)) {
        ssize_t written = write(sink->descriptor, bytes, left);
        if (written > 0) {
            bytes += written;
            left -= (size_t)written;
        } else if (written == 0 || errno != EINTR) {
            fail(sink, written == 0 ? ENOSPC : errno);
        }
    }
}

static void empty(struct accord_sink *sink)
{
    if (sink->text.failed && !failed(sink)) fail_memory(sink);
    if (!failed(sink)) write_out(sink);
    accord_text_reset(&sink->text);
}

void accord_sink_drain(struct accord_sink *sink)
{
    if (sink->name == NULL || sink->appends) return;
    if (failed(sink) || sink->text.failed || sink->text.length >= ACCORD_SINK_FULL) empty(sink);
}

enum accord_status accord_sink_take_piece(void *host, const char *bytes, size_t length, struct accord_error *err)
{
    (void)err;
    struct accord_sink *sink = host;
    accord_text_add(&sink->text, bytes, length);
    accord_sink_drain(sink);
    return ACCORD_OK;
}

static void close_owned(struct accord_sink *sink)
{
    if (sink->owned && close(sink->descriptor) != 0 && !failed(sink)) fail(sink, errno);
    sink->owned = false;
    sink->descriptor = -1;
}

static void remove_temporary(struct accord_sink *sink)
{
    if (sink->temporary_there) (void)unlink(sink->temporary);
    sink->temporary_there = 0;
    accord_unfinished_forget(sink->unfinished);
    sink->unfinished = NULL;
}

enum accord_status accord_sink_finish(struct accord_sink *sink, struct accord_error *err)
{
    struct stat old = {.st_size = 0};
    if (sink->appends) {
        cut_to_room(sink);
        if (fstat(sink->descriptor, &old) != 0) fail(sink, errno);
    }
    empty(sink);
    if (sink->appends && failed(sink)) restore(sink, old.st_size);
    if (sink->target && !failed(sink) && fsync(sink->descriptor) != 0) fail(sink, errno);
    close_owned(sink);
    if (sink->target && !failed(sink)) {
        if (rename(sink->temporary, sink->target) != 0)
            fail(sink, errno);
        else
            sink->temporary_there = 0;
    }
    remove_temporary(sink);
    if (!failed(sink)) return ACCORD_OK;
    return accord_error_set(err, sink->error.status, "%s", sink->error.text);
}

void accord_sink_clear(struct accord_sink *sink)
{
    close_owned(sink);
    remove_temporary(sink);
    accord_text_clear(&sink->text);
    accord_text_clear(&sink->place);
    accord_free(sink->target);
    accord_free(sink->temporary);
    accord_sink_init(sink);
}

void accord_sink_remove_temporary(const struct accord_sink *sink)
{
    if (sink->temporary_there) (void)unlink(sink->temporary);
}
