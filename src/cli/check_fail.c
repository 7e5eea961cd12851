/* Options of `accord check` that say what fails a run. */
#include "cli/check_request.h"

#include "base/error.h"

#include <string.h>

enum { WORD_MAX = 64, HUNDRED_PERCENT = 100 * 100 };

enum accord_status accord_check_take_fail_force(void *host, const char *value, struct accord_error *err)
{
    struct accord_check_request *request = host;
    const char *names[ACCORD_FORCE_COUNT];
    request->fail_force_given = true;
    for (size_t i = 0; i < ACCORD_FORCE_COUNT; i++)
        names[i] = accord_force_name((enum accord_force)i);
    if (accord_force_find(value, &request->fail.force)) return ACCORD_OK;
    return accord_unknown_name(err, "force", value, names, ACCORD_FORCE_COUNT);
}

/* A verdict of --fail-on. Those that nobody need look at cannot fail, and an error has its own exit code. */
static enum accord_status fail_on(struct accord_check_request *request, const char *name, struct accord_error *err)
{
    const char *names[ACCORD_VERDICT_COUNT];
    enum accord_verdict_kind verdict;
    size_t count = 0;
    for (int kind = 0; kind < ACCORD_VERDICT_COUNT; kind++) {
        verdict = (enum accord_verdict_kind)kind;
        if (verdict != ACCORD_VERDICT_ERROR && accord_verdict_needs_look(verdict))
            names[count++] = accord_verdict_meaning(verdict)->name;
    }
    names[count++] = "none";
    if (strcmp(name, "none") == 0) return ACCORD_OK;
    if (!accord_verdict_find(name, &verdict)) return accord_unknown_name(err, "verdict", name, names, count);
    if (verdict == ACCORD_VERDICT_ERROR)
        return accord_error_set(err, ACCORD_BAD_USAGE, "--fail-on error: an error always ends with exit code 3");
    if (!accord_verdict_needs_look(verdict))
        return accord_error_set(err, ACCORD_BAD_USAGE, "--fail-on %s: that cannot fail a run", name);
    request->fail.verdicts[verdict] = true;
    return ACCORD_OK;
}

enum accord_status accord_check_take_fail_on(void *host, const char *value, struct accord_error *err)
{
    struct accord_check_request *request = host;
    char name[WORD_MAX];
    request->fail_on_given = true;
    memset(request->fail.verdicts, 0, sizeof request->fail.verdicts);
    for (bool more = true; more;) {
        size_t length = strcspn(value, ",");
        size_t kept = length < sizeof name ? length : sizeof name - 1;
        memcpy(name, value, kept);
        name[kept] = '\0';
        enum accord_status status = fail_on(request, name, err);
        if (status != ACCORD_OK) return status;
        more = value[length] == ',';
        value += length + more;
    }
    return ACCORD_OK;
}

/* Digits with at most two decimals, as hundredths. */
static bool read_hundredths(const char *text, unsigned *hundredths)
{
    static const char digits[] = "0123456789";
    size_t whole = strspn(text, digits);
    size_t decimals = text[whole] == '.' ? strspn(text + whole + 1, digits) : 0;
    const char *rest = text + whole + (text[whole] == '.' ? 1 + decimals : 0);
    if (whole == 0 || whole > 3 || decimals > 2 || (text[whole] == '.' && decimals == 0) || *rest) return false;
    unsigned number = 0;
    for (size_t i = 0; i < whole; i++)
        number = 10 * number + (unsigned)(text[i] - '0');
    for (size_t i = 0; i < 2; i++)
        number = 10 * number + (i < decimals ? (unsigned)(text[whole + 1 + i] - '0') : 0);
    *hundredths = number;
    return number <= HUNDRED_PERCENT;
}

enum accord_status accord_check_take_min_coverage(void *host, const char *value, struct accord_error *err)
{
    struct accord_check_request *request = host;
    request->min_coverage_given = true;
    if (read_hundredths(value, &request->fail.min_coverage)) return ACCORD_OK;
    return accord_error_set(err, ACCORD_BAD_USAGE,
                            "--min-coverage %s: expected a percentage from 0 to 100, with at most two decimals", value);
}
