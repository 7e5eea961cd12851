/* Running git. */
#include "cli/git.h"

#include "base/error.h"
#include "base/memory.h"
#include "cli/places.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { ARGUMENTS_MAX = 24, BLOCK = 16 * 1024, LINE_MAX_BYTES = 256, COMPLAINT_MAX = 64 * 1024 };

/* Its own words in English, no questions, no locks, and no repository but the one of the folder: a hook has variables
 * that name another. */
static const char *const set[] = {"LC_ALL=C", "GIT_OPTIONAL_LOCKS=0", "GIT_TERMINAL_PROMPT=0"};
static const char *const unset[] = {"LC_ALL=",
                                    "LANGUAGE=",
                                    "GIT_DIR=",
                                    "GIT_WORK_TREE=",
                                    "GIT_INDEX_FILE=",
                                    "GIT_PREFIX=",
                                    "GIT_OPTIONAL_LOCKS=",
                                    "GIT_TERMINAL_PROMPT="};

/* Objects as they are, names as they are, and no program of the repository's. */
static const char *const before[] = {"--no-pager", "--no-replace-objects", "--literal-pathspecs", "-c",
                                     "core.fsmonitor=false"};

static bool is_unset(const char *variable)
{
    for (size_t i = 0; i < sizeof unset / sizeof unset[0]; i++)
        if (strncmp(variable, unset[i], strlen(unset[i])) == 0) return true;
    return false;
}

/* NULL: no memory. Strings are borrowed. */
static const char **new_environment(void)
{
    size_t count = 0, kept = 0;
    while (accord_places_environment_at(count))
        count++;
    const char **environment = accord_alloc_zero(count + sizeof set / sizeof set[0] + 1, sizeof *environment);
    for (size_t i = 0; environment && i < count; i++)
        if (!is_unset(accord_places_environment_at(i))) environment[kept++] = accord_places_environment_at(i);
    for (size_t i = 0; environment && i < sizeof set / sizeof set[0]; i++)
        environment[kept++] = set[i];
    return environment;
}

static bool open_pipe(int ends[2])
{
    if (pipe(ends) != 0) return false;
    (void)fcntl(ends[0], F_SETFD, FD_CLOEXEC);
    (void)fcntl(ends[1], F_SETFD, FD_CLOEXEC);
    return true;
}

static void close_pipe(int ends[2])
{
    for (int i = 0; i < 2; i++)
        if (ends[i] >= 0) (void)close(ends[i]);
}

static int spawn(const char *const *argv, const char *const *environment, const int descriptors[3], pid_t *pid)
{
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    sigset_t defaults;
    (void)sigemptyset(&defaults);
    (void)sigaddset(&defaults, SIGPIPE); /* ignored here */
    int code = posix_spawn_file_actions_init(&actions);
    if (code != 0) return code;
    code = posix_spawnattr_init(&attributes);
    if (code != 0) {
        (void)posix_spawn_file_actions_destroy(&actions);
        return code;
    }
    for (int i = 0; i < 3 && code == 0; i++)
        code = descriptors[i] >= 0 ? posix_spawn_file_actions_adddup2(&actions, descriptors[i], i)
                                   : posix_spawn_file_actions_addopen(&actions, i, "/dev/null", O_RDWR, 0);
    if (code == 0) code = posix_spawnattr_setsigdefault(&attributes, &defaults);
    if (code == 0) code = posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGDEF);
    /* POSIX takes pointers to what it does not change */
    union {
        const char *const *given;
        char *const *taken;
    } arguments = {argv}, variables = {environment};
    if (code == 0) code = posix_spawnp(pid, argv[0], &actions, &attributes, arguments.taken, variables.taken);
    (void)posix_spawnattr_destroy(&attributes);
    (void)posix_spawn_file_actions_destroy(&actions);
    return code;
}

/* `descriptors`: its standard ones; -1: none. */
static enum accord_status start(const char *folder, const char *const *arguments, const int descriptors[3], pid_t *pid,
                                struct accord_error *err)
{
    const char *argv[ARGUMENTS_MAX] = {"git", "-C", folder};
    size_t count = 3;
    for (size_t i = 0; i < sizeof before / sizeof before[0]; i++)
        argv[count++] = before[i];
    for (size_t i = 0; arguments[i] && count + 1 < ARGUMENTS_MAX; i++)
        argv[count++] = arguments[i];
    const char **environment = new_environment();
    if (!environment) return accord_error_memory(err);
    int code = spawn(argv, environment, descriptors, pid);
    accord_free(environment);
    if (code == 0) return ACCORD_OK;
    return accord_error_set(err, ACCORD_BAD_USAGE, "git cannot be run: %s", strerror(code));
}

static bool ended_well(pid_t pid)
{
    int state = 0;
    while (waitpid(pid, &state, 0) < 0)
        if (errno != EINTR) return false;
    return WIFEXITED(state) && WEXITSTATUS(state) == 0;
}

/* Both streams until they end: git may wait for either to be read. */
static void drain(int out, int complaints, struct accord_text *text, struct accord_text *complaint)
{
    struct pollfd polled[] = {{.fd = out, .events = POLLIN}, {.fd = complaints, .events = POLLIN}};
    struct accord_text *const texts[] = {text, complaint};
    char block[BLOCK];
    while (polled[0].fd >= 0 || polled[1].fd >= 0) {
        if (poll(polled, 2, -1) < 0 && errno != EINTR) return;
        for (int i = 0; i < 2; i++) {
            if (polled[i].fd < 0 || polled[i].revents == 0) continue;
            ssize_t got = read(polled[i].fd, block, sizeof block);
            if (got > 0)
                accord_text_add(texts[i], block, (size_t)got);
            else if (got == 0 || errno != EINTR)
                polled[i].fd = -1;
        }
    }
}

enum accord_status accord_git_ask(const char *folder, const char *const *arguments, struct accord_text *out, bool *good,
                                  char said[ACCORD_GIT_SAID_MAX], struct accord_error *err)
{
    int result[2] = {-1, -1}, complaints[2] = {-1, -1};
    struct accord_text complaint;
    pid_t pid;
    *good = false;
    said[0] = '\0';
    if (!open_pipe(result) || !open_pipe(complaints)) {
        close_pipe(result);
        return accord_error_set(err, ACCORD_NOT_WRITTEN, "no pipe to git: %s", strerror(errno));
    }
    const int descriptors[3] = {-1, result[1], complaints[1]};
    accord_text_init(&complaint, COMPLAINT_MAX);
    enum accord_status status = start(folder, arguments, descriptors, &pid, err);
    (void)close(result[1]);
    (void)close(complaints[1]);
    result[1] = complaints[1] = -1;
    if (status == ACCORD_OK) {
        drain(result[0], complaints[0], out, &complaint);
        *good = ended_well(pid);
        (void)snprintf(said, ACCORD_GIT_SAID_MAX, "%.*s", (int)strcspn(accord_text_str(&complaint), "\n"),
                       accord_text_str(&complaint));
        if (out->failed) status = accord_error_memory(err);
    }
    close_pipe(result);
    close_pipe(complaints);
    accord_text_clear(&complaint);
    return status;
}

/* ---- objects ---- */

struct accord_git_objects {
    pid_t pid; /* 0: not started */
    int to;
    FILE *from;
};

enum accord_status accord_git_objects_open(const char *folder, struct accord_git_objects **objects,
                                           struct accord_error *err)
{
    static const char *const arguments[] = {"cat-file", "--batch", NULL};
    int asked[2] = {-1, -1}, answered[2] = {-1, -1};
    *objects = accord_alloc_zero(1, sizeof **objects);
    if (!*objects) return accord_error_memory(err);
    (*objects)->to = -1;
    enum accord_status status = ACCORD_OK;
    if (!open_pipe(asked) || !open_pipe(answered))
        status = accord_error_set(err, ACCORD_NOT_WRITTEN, "no pipe to git: %s", strerror(errno));
    const int descriptors[3] = {asked[0], answered[1], -1};
    if (status == ACCORD_OK) status = start(folder, arguments, descriptors, &(*objects)->pid, err);
    if (status == ACCORD_OK) {
        (*objects)->from = fdopen(answered[0], "r");
        if (!(*objects)->from) status = accord_error_memory(err);
    }
    if (status == ACCORD_OK) {
        (*objects)->to = asked[1];
        asked[1] = answered[0] = -1;
    }
    close_pipe(asked);
    close_pipe(answered);
    if (status != ACCORD_OK) {
        accord_git_objects_close(*objects);
        *objects = NULL;
    }
    return status;
}

static bool ask_for(int to, const char *id)
{
    char line[ACCORD_GIT_ID_MAX + 1];
    size_t length = (size_t)snprintf(line, sizeof line, "%s\n", id), written = 0;
    while (written < length) {
        ssize_t more = write(to, line + written, length - written);
        if (more > 0)
            written += (size_t)more;
        else if (more == 0 || errno != EINTR)
            return false;
    }
    return true;
}

/* "ID blob SIZE" */
static bool read_size(FILE *from, size_t *size)
{
    static const char kind[] = " blob ";
    char line[LINE_MAX_BYTES];
    if (!fgets(line, sizeof line, from)) return false;
    const char *at = strstr(line, kind);
    if (!at) return false;
    at += strlen(kind);
    size_t digits = strspn(at, "0123456789");
    *size = 0;
    for (size_t i = 0; i < digits && digits <= 15; i++)
        *size = 10 * *size + (size_t)(at[i] - '0');
    return digits > 0 && digits <= 15 && at[digits] == '\n';
}

enum accord_status accord_git_objects_read(struct accord_git_objects *objects, const char *id,
                                           struct accord_text *bytes, struct accord_error *err)
{
    size_t size = 0, got = 1;
    if (!ask_for(objects->to, id) || !read_size(objects->from, &size))
        return accord_error_set(err, ACCORD_BAD_USAGE, "git does not have the object %s", id);
    char *at = accord_text_extend(bytes, size);
    if (!at && size > 0) return accord_error_memory(err);
    for (size_t read = 0; read < size && got > 0; read += got)
        got = fread(at + read, 1, size - read, objects->from);
    if ((size > 0 && got == 0) || getc(objects->from) != '\n')
        return accord_error_set(err, ACCORD_BAD_USAGE, "git does not give the object %s", id);
    return ACCORD_OK;
}

void accord_git_objects_close(struct accord_git_objects *objects)
{
    if (!objects) return;
    if (objects->to >= 0) (void)close(objects->to);
    if (objects->from) (void)fclose(objects->from);
    if (objects->pid > 0) (void)ended_well(objects->pid);
    accord_free(objects);
}
