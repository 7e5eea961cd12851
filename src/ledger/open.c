/* A ledger from its files. */
#include "ledger/baseline.h"
#include "ledger/waivers.h"

#include "base/error.h"

/* Both are read, whatever is wrong with the first. */
static enum accord_status read_files(struct accord_ledger *ledger, struct accord_problems *problems,
                                     struct accord_error *err)
{
    const struct accord_ledger_options *options = &ledger->options;
    struct accord_error second;
    enum accord_status status = ACCORD_OK, waivers = ACCORD_OK;
    if (options->baseline) status = accord_baseline_read(ledger, problems, err);
    if (status != ACCORD_OK && status != ACCORD_BAD_DATA) return status;
    if (options->waivers) waivers = accord_waivers_read(ledger, problems, &second);
    bool both = status == ACCORD_BAD_DATA && waivers == ACCORD_BAD_DATA;
    return both || waivers == ACCORD_OK ? status : accord_error_set(err, waivers, "%s", second.text);
}

enum accord_status accord_ledger_open(const struct accord_ledger_options *options, struct accord_problems *problems,
                                      struct accord_ledger **ledger, struct accord_error *err)
{
    struct accord_ledger *opened = NULL;
    *ledger = NULL;
    enum accord_status status = accord_ledger_new(options, &opened, err);
    if (status == ACCORD_OK) status = read_files(opened, problems, err);
    if (status == ACCORD_OK)
        *ledger = opened;
    else
        accord_ledger_close(opened);
    return status;
}
