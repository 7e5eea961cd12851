/* The program with rules that have taken their process over: what is named in ACCORD_HOSTILE ("segfault RULE ACTOR")
 * happens in place of that pair. Linked with --wrap; nothing of this is in the program itself. */
#define _GNU_SOURCE /* syscall */

#include "cli/contain.h"
#include "engine/call.h"

#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
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

static volatile int zero;

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

static void wait_forever(void)
{
    for (;;)
        (void)syscall(SYS_pause);
}

static void open_file(void)
{
    (void)open("/etc/passwd", O_RDONLY);
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
};

/* ACTOR may be "*". */
static bool is_meant(const char *text, const char *word, char end)
{
    size_t length = strlen(word);
    return text[0] == '*' || (strncmp(text, word, length) == 0 && text[length] == end);
}

static void misbehave(const struct accord_engine *engine)
{
    const char *wanted = getenv("ACCORD_HOSTILE");
    const char *rule = wanted ? strchr(wanted, ' ') : NULL;
    const char *actor = rule ? strchr(rule + 1, ' ') : NULL;
    if (!actor || !is_meant(rule + 1, engine->rule->id, ' ') || !is_meant(actor + 1, engine->actor_id, '\0')) return;
    for (size_t i = 0; i < sizeof deeds / sizeof deeds[0]; i++)
        if (strncmp(wanted, deeds[i].name, (size_t)(rule - wanted)) == 0 && deeds[i].name[rule - wanted] == '\0')
            deeds[i].act();
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
