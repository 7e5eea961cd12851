/* measure [--to FILE] COMMAND...: runs it with its output thrown away or put into the file, and prints "wall SECONDS cpu
 * SECONDS memory KIB code N". In C, because a child's peak begins with that of the process that started it. */
#define _DEFAULT_SOURCE /* wait4 */

#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static double now(void)
{
    struct timespec time;
    (void)clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static double seconds(struct timeval time)
{
    return (double)time.tv_sec + (double)time.tv_usec / 1e6;
}

static void become(char **command, const char *to)
{
    int output = open(to, O_WRONLY | O_CREAT | O_TRUNC, 0666);
    if (output < 0 || dup2(output, STDOUT_FILENO) < 0) {
        perror(to);
        _exit(127);
    }
    (void)execvp(command[0], command);
    perror(command[0]);
    _exit(127);
}

int main(int count, char **arguments)
{
    struct rusage used;
    int status = 0;
    bool kept = count > 2 && strcmp(arguments[1], "--to") == 0;
    if (count < (kept ? 4 : 2)) {
        (void)fprintf(stderr, "usage: measure [--to FILE] COMMAND...\n");
        return 2;
    }
    double began = now();
    pid_t child = fork();
    if (child == 0) become(arguments + (kept ? 3 : 1), kept ? arguments[2] : "/dev/null");
    if (child < 0 || wait4(child, &status, 0, &used) != child) {
        perror("measure");
        return 1;
    }
    (void)printf("wall %.6f cpu %.6f memory %ld code %d\n", now() - began,
                 seconds(used.ru_utime) + seconds(used.ru_stime), used.ru_maxrss,
                 WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status));
    return 0;
}
