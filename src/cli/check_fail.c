/* Options of `accord check` that say what fails a run. */
#include "cli/check_request.h"

#include "base/error.h"

#include <string.h>

enum { WORD_MAX = 64, HUNDRED_PERCENT = 100 * 100 };

enum accord_status accord_check_take_fail_force(void *host, const char *value, struct accord_error *err)
{
    struct accord_check_request *request = host;
    size_t force = 0;
    enum accord_status status = accord_take_word("force", value, accord_force_word, &force, err);
    if (status == ACCORD_OK) request->fail.force = (enum accord_force)force;
    return status;
}

static bool may_fail(enum accord_verdict_kind verdict)
{
    return verdict != ACCORD_VERDICT_ERROR && accord_verdict_needs_look(verdict);
}

const char *accord_check_fail_word(size_t index)
{
    for (int kind = 0; kind < ACCORD_VERDICT_COUNT; kind++)
        if (may_fail((enum accord_verdict_kind)kind) && index-- == 0)
            return accord_verdict_meaning((enum accord_verdict_kind)kind)->name;
    return index == 0 ? "none" : NULL;
}

/* A verdict of --fail-on. Those that nobody need look at cannot fail, and an error has its own exit code. */
static enum accord_status fail_on(struct accord_check_request *request, const char *name, struct accord_error *err)
{
    enum accord_verdict_kind verdict;
    size_t word;
    bool known = accord_verdict_find(name, &verdict);
    if (known && verdict == ACCORD_VERDICT_ERROR)
        return accord_error_set(err, ACCORD_BAD_USAGE, "--fail-on error: an error always ends with exit code 3");
    if (known && !may_fail(verdict))
        return accord_error_set(err, ACCORD_BAD_USAGE, "--fail-on %s: that cannot fail a run", name);
    enum accord_status status = accord_take_word("verdict", name, accord_check_fail_word, &word, err);
    if (status == ACCORD_OK && known) request->fail.verdicts[verdict] = true;
    return status;
}

enum accord_status accord_check_take_fail_on(void *host, const char *value, struct accord_error *err)
{
    struct accord_check_request *request = host;
    char name[WORD_MAX];
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
    if (read_hundredths(value, &request->fail.min_coverage)) return ACCORD_OK;
    return accord_error_set(err, ACCORD_BAD_USAGE,
                            "--min-coverage %s: expected a percentage from 0 to 100, with at most two decimals", value);
}
