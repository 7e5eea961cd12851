/* Giving up what a process that runs rules does not need. */
#define _DEFAULT_SOURCE /* syscall */

#include "cli/contain.h"

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <unistd.h>

#if defined(__linux__)
#include <sys/prctl.h>
#include <sys/syscall.h>
#endif

#if defined(ACCORD_SECCOMP)
#include <seccomp.h>
#endif

#if defined(__SANITIZE_ADDRESS__)
#define SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define SANITIZED 1
#endif
#endif
#if !defined(SANITIZED)
#define SANITIZED 0
#endif

/* ---- descriptors and signals ---- */

static void close_from(int first)
{
#if defined(SYS_close_range)
    if (syscall(SYS_close_range, (unsigned)first, ~0U, 0U) == 0) return;
#endif
    long count = sysconf(_SC_OPEN_MAX);
    for (int i = first; i < (count > 0 && count < 65536 ? (int)count : 65536); i++)
        (void)close(i);
}

/* Sanitizers report where the program complains. */
static bool silence(void)
{
    int null = open("/dev/null", O_RDWR);
    if (null < 0) return false;
    for (int i = STDIN_FILENO; i <= STDERR_FILENO; i++)
        if (!(SANITIZED && i == STDERR_FILENO) && null != i && dup2(null, i) != i) return false;
    if (null > STDERR_FILENO) (void)close(null);
    return true;
}

bool accord_contain_begin(int pipe, int kept, int parent)
{
    static const int ignored[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT};
#if defined(__linux__)
    if (prctl(PR_SET_PDEATHSIG, SIGKILL) != 0) return false;
#endif
    if (getppid() != parent) return false;
    for (size_t i = 0; i < sizeof ignored / sizeof ignored[0]; i++) {
        struct sigaction ignore = {.sa_handler = SIG_IGN};
        (void)sigaction(ignored[i], &ignore, NULL);
    }
    /* Neither may be in the other's place while it is copied. */
    if (kept >= 0 && kept <= ACCORD_KEPT && (kept = fcntl(kept, F_DUPFD, ACCORD_KEPT + 1)) < 0) return false;
    if (pipe != ACCORD_PIPE && dup2(pipe, ACCORD_PIPE) != ACCORD_PIPE) return false;
    if (kept >= 0 && dup2(kept, ACCORD_KEPT) != ACCORD_KEPT) return false;
    close_from(kept >= 0 ? ACCORD_KEPT + 1 : ACCORD_KEPT);
    return silence();
}

/* ---- limits ---- */

static bool limit(int resource, rlim_t value)
{
    struct rlimit limits = {value, value};
    return setrlimit(resource, &limits) == 0;
}

/* What the process has mapped, in bytes; 0: the system does not tell. */
static size_t address_space(void)
{
    unsigned long pages = 0;
    FILE *file = fopen("/proc/self/statm", "r");
    if (!file) return 0;
    if (fscanf(file, "%lu", &pages) != 1) pages = 0;
    (void)fclose(file);
    return (size_t)pages * (size_t)sysconf(_SC_PAGESIZE);
}

static bool limit_all(size_t memory)
{
    size_t mapped = memory > 0 ? address_space() : 0;
    bool good = limit(RLIMIT_CORE, 0) && limit(RLIMIT_NOFILE, 0);
    /* A sanitizer's report may go to a file. */
    if (!SANITIZED) good = good && limit(RLIMIT_FSIZE, 0);
#if defined(RLIMIT_NPROC)
    good = good && limit(RLIMIT_NPROC, 0);
#endif
    /* The address sanitizer maps terabytes. */
    if (mapped > 0 && !SANITIZED) good = good && limit(RLIMIT_AS, (rlim_t)(mapped + memory));
    return good;
}

/* ---- system calls ---- */

#if defined(ACCORD_SECCOMP)
static const int allowed[] = {
    SCMP_SYS(pread64), SCMP_SYS(brk), SCMP_SYS(munmap), SCMP_SYS(mremap), SCMP_SYS(rt_sigreturn), SCMP_SYS(exit_group),
#if SANITIZED
    /* what the sanitizers' own allocator, and their reports, need besides */
    SCMP_SYS(madvise), SCMP_SYS(mprotect), SCMP_SYS(futex), SCMP_SYS(getpid), SCMP_SYS(gettid), SCMP_SYS(sched_yield),
    SCMP_SYS(sigaltstack), SCMP_SYS(rt_sigprocmask), SCMP_SYS(rt_sigaction), SCMP_SYS(clock_gettime), SCMP_SYS(mmap),
    SCMP_SYS(write), SCMP_SYS(prctl), SCMP_SYS(prlimit64), SCMP_SYS(readlink), SCMP_SYS(close), SCMP_SYS(read),
    SCMP_SYS(open), SCMP_SYS(openat), SCMP_SYS(fstat), SCMP_SYS(newfstatat), SCMP_SYS(lseek), SCMP_SYS(getrlimit),
    SCMP_SYS(tgkill), SCMP_SYS(ioctl),
#endif
};

static bool filter_calls(bool listens)
{
    scmp_filter_ctx filter = seccomp_init(SCMP_ACT_KILL_PROCESS);
    bool good = filter != NULL;
    for (size_t i = 0; good && i < sizeof allowed / sizeof allowed[0]; i++)
        good = seccomp_rule_add(filter, SCMP_ACT_ALLOW, allowed[i], 0) == 0;
    if (!SANITIZED) {
        good = good && seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(mmap), 1,
                                        SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0)) == 0;
        good = good &&
               seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(write), 1, SCMP_A0(SCMP_CMP_EQ, ACCORD_PIPE, 0)) == 0;
        if (listens)
            good = good && seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(read), 1,
                                            SCMP_A0(SCMP_CMP_EQ, ACCORD_KEPT, 0)) == 0;
    }
    good = good && seccomp_load(filter) == 0;
    seccomp_release(filter);
    return good;
}
#endif

bool accord_contain_filters(void)
{
#if defined(ACCORD_SECCOMP)
    /* Asked without a mode the kernel says EINVAL where it has no filters. */
    return prctl(PR_GET_SECCOMP, 0, 0, 0, 0) >= 0;
#else
    return false;
#endif
}

static int compare_bytes(const void *a, const void *b)
{
    return *(const char *)a - *(const char *)b;
}

/* The first time that glibc sorts more than a kilobyte it asks the kernel how much memory there is, and remembers it:
 * two things of that size are enough. */
static void sort_once(void)
{
    enum { SIZE = 2048 };
    char bytes[2 * SIZE] = {0};
    qsort(bytes, 2, SIZE, compare_bytes);
}

static bool contain(size_t memory, bool listens)
{
    sort_once();
    if (!limit_all(memory)) return false;
#if defined(__linux__)
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return false;
    if (!SANITIZED && prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) != 0) return false;
#endif
#if defined(ACCORD_SECCOMP)
    if (accord_contain_filters()) return filter_calls(listens);
#endif
    (void)listens;
    return true;
}

bool accord_contain(size_t memory)
{
    return contain(memory, false);
}

bool accord_contain_listening(size_t memory)
{
    return contain(memory, true);
}
