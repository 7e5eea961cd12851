/* What a command says outside reports: texts to standard output, complaints to standard error. */
#include "base/error.h"
#include "cli/command.h"
#include "cli/exit_code.h"
#include "report/page.h"
#include "report/sink.h"

#include <stdio.h>
#include <unistd.h>

enum { MESSAGE_MAX = 64 * 1024 };

int accord_print(const struct accord_text *text)
{
    struct accord_sink sink;
    struct accord_error err = {0};
    accord_sink_init(&sink);
    accord_sink_open_descriptor(&sink, STDOUT_FILENO);
    accord_text_add_str(&sink.text, accord_text_str(text));
    sink.text.failed = sink.text.failed || text->failed;
    enum accord_status status = accord_sink_finish(&sink, &err);
    if (status != ACCORD_OK && !sink.reader_gone) accord_complain(err.text);
    accord_sink_clear(&sink);
    return accord_status_exit_code(status);
}

void accord_complain(const char *text)
{
    struct accord_text line;
    accord_text_init(&line, MESSAGE_MAX);
    accord_page_escape(&line, text);
    (void)fprintf(stderr, "accord: %s\n", accord_text_str(&line));
    accord_text_clear(&line);
}

unsigned accord_complain_of(const struct accord_error *err, const char *command)
{
    accord_complain(err->text);
    if (err->status == ACCORD_BAD_USAGE)
        (void)fprintf(stderr, "Try: accord%s%s --help\n", command ? " " : "", command ? command : "");
    return accord_exit_bit((enum accord_exit)accord_status_exit_code(err->status));
}
