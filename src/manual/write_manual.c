/* accord_write_manual SCRIPTS DIR: manual pages and completions as an installation holds them under share, the latter
 * from the scripts of this folder. The folders are there. */
#include "base/error.h"
#include "cli/output.h"
#include "manual/completed.h"
#include "manual/man_page.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

enum { FILE_MAX = 1024 * 1024, LINE_MAX_BYTES = 1024, PATH_MAX_BYTES = 4096 };

static enum accord_status write_file(const char *folder, const char *path, const struct accord_text *text,
                                     struct accord_error *err)
{
    char whole[PATH_MAX_BYTES];
    bool gone = false;
    if (snprintf(whole, sizeof whole, "%s/%s", folder, path) >= PATH_MAX_BYTES)
        return accord_error_set(err, ACCORD_BAD_USAGE, "the path is longer than %d bytes", PATH_MAX_BYTES);
    return accord_output_write(whole, text, &gone, err);
}

/* The page of a command, or of the program. */
static enum accord_status write_page(const char *folder, const struct accord_command *command, struct accord_error *err)
{
    char path[PATH_MAX_BYTES];
    struct accord_text text;
    accord_text_init(&text, FILE_MAX);
    if (command)
        accord_man_write_command(command, &text);
    else
        accord_man_write_program(&text);
    (void)snprintf(path, sizeof path, "man/man1/accord%s%s.1", command ? "-" : "", command ? command->name : "");
    enum accord_status status = write_file(folder, path, &text, err);
    accord_text_clear(&text);
    return status;
}

/* The script with the tables in it. */
static enum accord_status fill_script(const char *scripts, const struct accord_completion_file *file,
                                      struct accord_text *text, struct accord_error *err)
{
    static const char place[] = "# {tables}\n";
    char line[LINE_MAX_BYTES];
    (void)snprintf(line, sizeof line, "%s/%s", scripts, file->script);
    FILE *script = fopen(line, "r");
    size_t places = 0;
    if (!script) return accord_error_set(err, ACCORD_BAD_USAGE, "%s: cannot be read: %s", line, strerror(errno));
    while (fgets(line, sizeof line, script)) {
        if (strcmp(line, place) != 0) {
            accord_text_add_str(text, line);
            continue;
        }
        file->write(text);
        places++;
    }
    bool failed = ferror(script);
    (void)fclose(script);
    if (!failed && places == 1) return ACCORD_OK;
    return accord_error_set(err, ACCORD_BAD_USAGE,
                            "%s/%s: expected one line for the tables, and a file that can be read", scripts,
                            file->script);
}

static enum accord_status write_completion(const char *scripts, const char *folder,
                                           const struct accord_completion_file *file, struct accord_error *err)
{
    struct accord_text text;
    accord_text_init(&text, FILE_MAX);
    enum accord_status status = fill_script(scripts, file, &text, err);
    if (status == ACCORD_OK) status = write_file(folder, file->path, &text, err);
    accord_text_clear(&text);
    return status;
}

int main(int argc, char **argv)
{
    struct accord_error err = {0};
    if (argc != 3) {
        (void)fputs("usage: accord_write_manual SCRIPTS DIR\n", stderr);
        return 2;
    }
    enum accord_status status = write_page(argv[2], NULL, &err);
    for (size_t i = 0; status == ACCORD_OK && accord_command_at(i); i++)
        status = write_page(argv[2], accord_command_at(i), &err);
    for (size_t i = 0; status == ACCORD_OK && accord_completion_file_at(i); i++)
        status = write_completion(argv[1], argv[2], accord_completion_file_at(i), &err);
    if (status != ACCORD_OK) (void)fprintf(stderr, "accord_write_manual: %s\n", err.text);
    return accord_status_exit_code(status);
}
