/* The program: which command is asked for. */
#include "accord/report.h"
#include "base/error.h"
#include "cli/command.h"
#include "cli/exit_code.h"
#include "cli/signals.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

enum { OUTPUT_MAX = 64 * 1024 };

/* A standard descriptor that came closed would be given to the next file that is opened, and a report or a message
 * written into it. A read-only one in its place makes writing fail as it should. */
static void hold_standard_descriptors(void)
{
    for (int descriptor = STDIN_FILENO; descriptor <= STDERR_FILENO; descriptor++)
        if (fcntl(descriptor, F_GETFD) == -1 && errno == EBADF) (void)open("/dev/null", O_RDONLY);
}

static int print_about_program(bool version)
{
    struct accord_text text;
    accord_text_init(&text, OUTPUT_MAX);
    if (version)
        accord_text_addf(&text, "accord %s\n", accord_version());
    else
        accord_program_write_help(&text);
    int code = accord_print(&text);
    accord_text_clear(&text);
    return code;
}

static int run(int count, char **arguments)
{
    struct accord_error err = {0};
    const struct accord_command *command = NULL;
    if (count < 2) {
        (void)accord_error_set(&err, ACCORD_BAD_USAGE, "which command? \"accord check DATASET\" is the first to try");
        return accord_exit_code(accord_complain_of(&err, NULL));
    }
    const char *first = arguments[1];
    if (strcmp(first, "--version") == 0) return print_about_program(true);
    if (strcmp(first, "--help") == 0 || strcmp(first, "-h") == 0) return print_about_program(false);
    if (accord_command_find(first, &command, &err) != ACCORD_OK)
        return accord_exit_code(accord_complain_of(&err, NULL));
    return command->run(command, count - 2, arguments + 2);
}

int main(int argc, char **argv)
{
    hold_standard_descriptors();
    accord_signals_install();
    int code = run(argc, argv);
    /* What a file system tells only on close (a full quota) still counts. */
    if (close(STDOUT_FILENO) != 0 && errno != EBADF && code != ACCORD_EXIT_NOT_WRITTEN) {
        struct accord_error err = {0};
        (void)accord_error_set(&err, ACCORD_NOT_WRITTEN, "standard output: cannot be written: %s", strerror(errno));
        code = accord_exit_code(accord_exit_bit((enum accord_exit)code) | accord_complain_of(&err, NULL));
    }
    return code;
}
