/* Writing a command's result. */
#include "cli/output.h"

#include "base/error.h"
#include "cli/places.h"
#include "report/sink.h"

#include <string.h>
#include <unistd.h>

enum { FORMAT_NAME_MAX = 64 };

enum accord_status accord_check_report_path(const char *path, const char *value, struct accord_error *err)
{
    static const char end[] = ".lua", settings[] = "accord.json";
    size_t length = path ? strlen(path) : 0, tail = sizeof end - 1;
    const char *slash = path ? strrchr(path, '/') : NULL;
    if (path && length == 0) return accord_error_set(err, ACCORD_BAD_USAGE, "--format %s: the path is missing", value);
    if (length >= tail && strcmp(path + length - tail, end) == 0)
        return accord_error_set(err, ACCORD_BAD_USAGE, "--format %s: rules end in .lua, expected another path", value);
    if (path && strcmp(slash ? slash + 1 : path, settings) == 0)
        return accord_error_set(err, ACCORD_BAD_USAGE, "--format %s: settings are in %s, expected another path", value,
                                settings);
    return ACCORD_OK;
}

enum accord_status accord_take_output(const char *value, accord_words formats, struct accord_output *output,
                                      struct accord_error *err)
{
    char name[FORMAT_NAME_MAX];
    size_t length = strcspn(value, "="), kept = length < sizeof name ? length : sizeof name - 1;
    memcpy(name, value, kept);
    name[kept] = '\0';
    output->path = value[length] == '=' ? value + length + 1 : NULL;
    enum accord_status status = accord_check_report_path(output->path, value, err);
    return status == ACCORD_OK ? accord_take_word("format", name, formats, &output->format, err) : status;
}

enum accord_status accord_check_outputs_apart(const char *before, const char *path, const char *value,
                                              struct accord_error *err)
{
    if (!before && !path)
        return accord_error_set(err, ACCORD_BAD_USAGE,
                                "two formats for standard output: give one a path, --format %s=PATH", value);
    if (before && path && strcmp(before, path) == 0)
        return accord_error_set(err, ACCORD_BAD_USAGE, "two formats for the file %s", before);
    return ACCORD_OK;
}

const char *accord_color_word(size_t index)
{
    static const char *const words[] = {
        [ACCORD_COLOR_AUTO] = "auto", [ACCORD_COLOR_ALWAYS] = "always", [ACCORD_COLOR_NEVER] = "never"};
    return index < sizeof words / sizeof words[0] ? words[index] : NULL;
}

enum accord_status accord_take_color(const char *value, enum accord_color *color, struct accord_error *err)
{
    size_t word = 0;
    enum accord_status status = accord_take_word("value of --color", value, accord_color_word, &word, err);
    if (status == ACCORD_OK) *color = (enum accord_color)word;
    return status;
}

bool accord_wants_color(enum accord_color color, bool terminal)
{
    return color == ACCORD_COLOR_ALWAYS || (color == ACCORD_COLOR_AUTO && terminal && accord_places_color());
}

enum accord_status accord_output_write(const char *path, const struct accord_text *text, bool *gone,
                                       struct accord_error *err)
{
    struct accord_sink sink;
    if (text->failed) return accord_error_memory(err);
    accord_sink_init(&sink);
    if (path)
        accord_sink_open_file(&sink, path);
    else
        accord_sink_open_descriptor(&sink, STDOUT_FILENO);
    accord_text_add(&sink.text, accord_text_str(text), text->length);
    enum accord_status status = accord_sink_finish(&sink, err);
    *gone = sink.reader_gone;
    accord_sink_clear(&sink);
    return status;
}
