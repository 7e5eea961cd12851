/* What rules may take, and where they run. */
#include "cli/bounds.h"

#include "base/error.h"
#include "cli/crew.h"

#include <inttypes.h>
#include <string.h>

enum { SECONDS_MAX = 3600, MEBIBYTE = 1024 * 1024, MEMORY_MAX = 4096, MESSAGE_LEAST = 64, MESSAGE_MAX = 1024 * 1024 };
static const uint64_t instructions_least = 10 * 1000, instructions_most = 1000ULL * 1000 * 1000 * 1000;

struct accord_bounds accord_bounds_default(void)
{
    return (struct accord_bounds){.limits = accord_limits_default(), .seconds = ACCORD_CREW_SECONDS, .isolated = true};
}

enum accord_status accord_take_number(const char *option, const char *value, uint64_t least, uint64_t most,
                                      uint64_t *number, struct accord_error *err)
{
    uint64_t read = 0;
    size_t digits = strspn(value, "0123456789");
    bool good = digits > 0 && digits <= 18 && value[digits] == '\0';
    for (size_t i = 0; good && i < digits; i++)
        read = 10 * read + (uint64_t)(value[i] - '0');
    if (!good || read < least || read > most)
        return accord_error_set(err, ACCORD_BAD_USAGE, "--%s %s: expected a whole number from %" PRIu64 " to %" PRIu64,
                                option, value, least, most);
    *number = read;
    return ACCORD_OK;
}

enum { IN_PROCESSES, IN_THIS_PROCESS };

const char *accord_isolation_word(size_t index)
{
    static const char *const words[] = {[IN_PROCESSES] = "process", [IN_THIS_PROCESS] = "none"};
    return index < sizeof words / sizeof words[0] ? words[index] : NULL;
}

enum accord_status accord_take_isolation(void *host, const char *value, struct accord_error *err)
{
    struct accord_bounds *bounds = host;
    size_t word = IN_PROCESSES;
    enum accord_status status = accord_take_word("value of --isolation", value, accord_isolation_word, &word, err);
    bounds->isolated = word == IN_PROCESSES;
    return status;
}

enum accord_status accord_take_max_instructions(void *host, const char *value, struct accord_error *err)
{
    struct accord_bounds *bounds = host;
    return accord_take_number("max-instructions", value, instructions_least, instructions_most,
                              &bounds->limits.instructions, err);
}

enum accord_status accord_take_max_memory(void *host, const char *value, struct accord_error *err)
{
    struct accord_bounds *bounds = host;
    uint64_t mebibytes = 0;
    enum accord_status status = accord_take_number("max-memory", value, 1, MEMORY_MAX, &mebibytes, err);
    if (status == ACCORD_OK) bounds->limits.memory = (size_t)mebibytes * MEBIBYTE;
    return status;
}

enum accord_status accord_take_max_message(void *host, const char *value, struct accord_error *err)
{
    struct accord_bounds *bounds = host;
    uint64_t bytes = 0;
    enum accord_status status = accord_take_number("max-message", value, MESSAGE_LEAST, MESSAGE_MAX, &bytes, err);
    if (status == ACCORD_OK) bounds->limits.message = (size_t)bytes;
    return status;
}

enum accord_status accord_take_max_cpu(void *host, const char *value, struct accord_error *err)
{
    struct accord_bounds *bounds = host;
    uint64_t seconds = 0;
    enum accord_status status = accord_take_number("max-cpu", value, 1, SECONDS_MAX, &seconds, err);
    if (status == ACCORD_OK) bounds->seconds = (unsigned)seconds;
    return status;
}
