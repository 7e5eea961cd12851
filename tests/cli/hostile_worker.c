/* The program with rules that have taken their process over: what is named in ACCORD_HOSTILE ("segfault RULE ACTOR")
 * happens in place of that pair, what is named in ACCORD_HOSTILE_LOADING in place of loading rules. With
 * ACCORD_LUA_CONTAINED a Lua state outside a contained process ends the program; with ACCORD_UNFILTERED the kernel has
 * no filters, and with ACCORD_UNLIMITED no limits, as valgrind needs it. Linked with --wrap; nothing of this is in the
 * program itself. */
#define _GNU_SOURCE /* syscall */

#include "cli/contain.h"
#include "cli/worker.h"
#include "engine/call.h"
#include "engine/packs.h"
#include "engine/parts.h"
#include "engine/sandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <lua.h>
#include <signal.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

enum accord_status __real_accord_call_rule(struct accord_engine *engine, bool ticked, struct accord_verdict *verdict,
                                           struct accord_error *err);
enum accord_status __wrap_accord_call_rule(struct accord_engine *engine, bool ticked, struct accord_verdict *verdict,
                                           struct accord_error *err);
enum accord_status __real_accord_call_collect(struct accord_engine *engine, bool ticked, struct accord_taking *taking,
                                              struct accord_verdict *verdict, struct accord_error *err);
enum accord_status __wrap_accord_call_collect(struct accord_engine *engine, bool ticked, struct accord_taking *taking,
                                              struct accord_verdict *verdict, struct accord_error *err);

enum accord_status __real_accord_packs_load(struct accord_packs *packs, const struct accord_limits *limits,
                                            struct accord_problems *problems, struct accord_error *err);
enum accord_status __wrap_accord_packs_load(struct accord_packs *packs, const struct accord_limits *limits,
                                            struct accord_problems *problems, struct accord_error *err);
bool __real_accord_sandbox_load(struct accord_engine *engine, enum accord_environment environment, const char *path,
                                const char *source, size_t length, struct accord_arena *arena, const char **why);
bool __wrap_accord_sandbox_load(struct accord_engine *engine, enum accord_environment environment, const char *path,
                                const char *source, size_t length, struct accord_arena *arena, const char **why);
bool __real_accord_contain(size_t memory);
bool __wrap_accord_contain(size_t memory);
bool __real_accord_contain_listening(size_t memory);
bool __wrap_accord_contain_listening(size_t memory);
lua_State *__real_lua_newstate(lua_Alloc allocate, void *host);
lua_State *__wrap_lua_newstate(lua_Alloc allocate, void *host);
int __real_setrlimit(int resource, const struct rlimit *limits);
int __wrap_setrlimit(int resource, const struct rlimit *limits);
int __real_prctl(int option, ...);
int __wrap_prctl(int option, ...);

static volatile int zero;
static bool contained;

static void segfault(void)
{
    volatile int *nowhere = (volatile int *)(intptr_t)zero;
    *nowhere = 1;
}

static void leave(void)
{
    _exit(7);
}

static void leave_well(void)
{
    _exit(0);
}

static void spin(void)
{
    while (!zero)
        continue;
}

/* What it shares with its parent, where it counts what it does. */
static struct accord_position *position;

/* As if it went on, at the pair where it is. */
static void count(void)
{
    while (!zero)
        if (position) position->moves++;
}

/* As if it went from pair to pair. */
static void wander(void)
{
    while (!zero) {
        if (!position) continue;
        position->rule = (position->rule + 1) % 2;
        position->moves++;
    }
}

/* As if it had been at an actor that is done with. */
static void accuse(void)
{
    if (position) position->actor = 0;
    _exit(7);
}

/* A frame that never ends. */
static void trickle(void)
{
    (void)write(ACCORD_PIPE, "\xff\xff\xff\x0f\x02", 5);
    for (uint64_t i = 1; !zero; i++)
        if (i % 1000000 == 0) (void)write(ACCORD_PIPE, "x", 1);
}

/* Of a test: the first case begins, again and again. */
static void announce(void)
{
    struct accord_outbox outbox = {.start = 0};
    while (!zero) {
        accord_outbox_begin(&outbox, ACCORD_FRAME_SAID);
        for (uint64_t number = 0; number < 4; number++) /* the word, which case, of two, its kind */
            accord_wire_add_number(&outbox.text, number == 2 ? 2 : 0);
        for (int i = 0; i < 3; i++)
            accord_wire_add_text(&outbox.text, "again");
        accord_wire_add_number(&outbox.text, 1);
        accord_wire_add_text(&outbox.text, NULL);
        accord_wire_add_text(&outbox.text, "");
        accord_outbox_end(&outbox);
        accord_outbox_send(&outbox);
    }
}

static void wait_forever(void)
{
    for (;;)
        (void)syscall(SYS_pause);
}

static void open_file(void)
{
    if (open("/etc/passwd", O_RDONLY) >= 0) _exit(9);
}

static void start_process(void)
{
    (void)fork();
}

static void call_out(void)
{
    (void)socket(AF_INET, SOCK_STREAM, 0);
}

static void kill_parent(void)
{
    (void)kill(getppid(), SIGKILL);
}

static void write_elsewhere(void)
{
    (void)write(STDERR_FILENO, "x", 1);
}

static void garble(void)
{
    static const char bytes[64] = "\x20\x00\x00\x00\x02this is no verdict at all .......";
    (void)write(ACCORD_PIPE, bytes, sizeof bytes);
    spin();
}

static void announce_too_much(void)
{
    (void)write(ACCORD_PIPE, "\xff\xff\xff\xff\x02", 5);
    spin();
}

static void flood(void)
{
    static char bytes[64 * 1024];
    memset(bytes, 0xff, sizeof bytes);
    while (write(ACCORD_PIPE, bytes, sizeof bytes) > 0)
        continue;
    spin();
}

/* Until there is no more: touched, so that it counts. */
static void take_memory(void)
{
    enum { PIECE = 64 * 1024 * 1024 };
    for (char *piece; (piece = malloc(PIECE)) != NULL;)
        memset(piece, 1, PIECE);
    abort();
}

static const struct {
    const char *name;
    void (*act)(void);
} deeds[] = {
    {"segfault", segfault},
    {"abort", abort},
    {"exit", leave},
    {"exit-well", leave_well},
    {"spin", spin},
    {"sleep", wait_forever},
    {"open", open_file},
    {"fork", start_process},
    {"socket", call_out},
    {"kill", kill_parent},
    {"write", write_elsewhere},
    {"garbage", garble},
    {"too-much", announce_too_much},
    {"flood", flood},
    {"memory", take_memory},
    {"count", count},
    {"wander", wander},
    {"accuse", accuse},
    {"trickle", trickle},
    {"announce", announce},
};

/* ACTOR may be "*". */
static bool is_meant(const char *text, const char *word, char end)
{
    size_t length = strlen(word);
    return text[0] == '*' || (strncmp(text, word, length) == 0 && text[length] == end);
}

static void act(const char *name, size_t length)
{
    for (size_t i = 0; i < sizeof deeds / sizeof deeds[0]; i++)
        if (strncmp(name, deeds[i].name, length) == 0 && deeds[i].name[length] == '\0') deeds[i].act();
}

static void misbehave(const struct accord_engine *engine)
{
    const char *wanted = getenv("ACCORD_HOSTILE");
    const char *rule = wanted ? strchr(wanted, ' ') : NULL;
    const char *actor = rule ? strchr(rule + 1, ' ') : NULL;
    if (!actor || !is_meant(rule + 1, engine->rule->id, ' ') || !is_meant(actor + 1, engine->actor_id, '\0')) return;
    if (engine->part) position = engine->part->position;
    act(wanted, (size_t)(rule - wanted));
}

enum accord_status __wrap_accord_call_rule(struct accord_engine *engine, bool ticked, struct accord_verdict *verdict,
                                           struct accord_error *err)
{
    misbehave(engine);
    return __real_accord_call_rule(engine, ticked, verdict, err);
}

enum accord_status __wrap_accord_call_collect(struct accord_engine *engine, bool ticked, struct accord_taking *taking,
                                              struct accord_verdict *verdict, struct accord_error *err)
{
    misbehave(engine);
    return __real_accord_call_collect(engine, ticked, taking, verdict, err);
}

enum accord_status __wrap_accord_packs_load(struct accord_packs *packs, const struct accord_limits *limits,
                                            struct accord_problems *problems, struct accord_error *err)
{
    const char *wanted = getenv("ACCORD_HOSTILE_LOADING");
    if (wanted) act(wanted, strlen(wanted));
    return __real_accord_packs_load(packs, limits, problems, err);
}

/* What is named in ACCORD_HOSTILE_FILE ("spin demo/no_focal_point.lua") happens in place of that file. */
bool __wrap_accord_sandbox_load(struct accord_engine *engine, enum accord_environment environment, const char *path,
                                const char *source, size_t length, struct accord_arena *arena, const char **why)
{
    const char *wanted = getenv("ACCORD_HOSTILE_FILE");
    position = engine->packs->position;
    const char *file = wanted ? strchr(wanted, ' ') : NULL;
    if (file && strcmp(file + 1, path) == 0) act(wanted, (size_t)(file - wanted));
    return __real_accord_sandbox_load(engine, environment, path, source, length, arena, why);
}

bool __wrap_accord_contain(size_t memory)
{
    contained = __real_accord_contain(memory);
    return contained;
}

bool __wrap_accord_contain_listening(size_t memory)
{
    contained = __real_accord_contain_listening(memory);
    return contained;
}

lua_State *__wrap_lua_newstate(lua_Alloc allocate, void *host)
{
    if (!contained && getenv("ACCORD_LUA_CONTAINED")) abort();
    return __real_lua_newstate(allocate, host);
}

int __wrap_setrlimit(int resource, const struct rlimit *limits)
{
    return getenv("ACCORD_UNLIMITED") ? 0 : __real_setrlimit(resource, limits);
}

int __wrap_prctl(int option, ...)
{
    va_list rest;
    va_start(rest, option);
    unsigned long values[4];
    for (size_t i = 0; i < 4; i++)
        values[i] = va_arg(rest, unsigned long);
    va_end(rest);
    if (option == PR_GET_SECCOMP && getenv("ACCORD_UNFILTERED")) {
        errno = EINVAL;
        return -1;
    }
    return __real_prctl(option, values[0], values[1], values[2], values[3]);
}
