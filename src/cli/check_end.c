/* How a check ended: what is said on standard error, and the exit code. */
#include "cli/check_private.h"
#include "cli/exit_code.h"
#include "cli/settings.h"

#include <stdio.h>

enum { CONFIG_MAX = 16 * 1024 * 1024, WHY_MAX = 64 * 1024 };

static void say_failures(const struct accord_check *check)
{
    char text[2 * ACCORD_ERROR_TEXT_MAX];
    if (check->failures == 0) return;
    (void)snprintf(text, sizeof text, "%zu verdict%s failed, the first: %s", check->failures,
                   check->failures == 1 ? "" : "s", check->failure.text);
    accord_complain(text);
}

static void say_why_nothing(const struct accord_check *check, const struct accord_report_totals *totals)
{
    char date[ACCORD_DATE_TEXT_MAX];
    struct accord_text text;
    accord_text_init(&text, WHY_MAX);
    accord_text_addf(&text, "nothing was evaluated as of %s: ", accord_date_format(check->request.as_of, date));
    accord_check_write_why_nothing(check, totals, &text);
    accord_complain(accord_text_str(&text));
    accord_text_clear(&text);
}

/* No mistake, and no reason to stop anybody: a change of other things than data. Silent it must not be. */
static void say_unchanged(const struct accord_check *check)
{
    char text[ACCORD_ERROR_TEXT_MAX];
    const char *what = check->changed.count == 0 ? "no actor's rows changed"
                       : check->selection.actor_count == 0
                           ? "no actor that is asked about has rows that changed"
                           : "no rule that is asked is addressed to the actors whose rows changed";
    (void)snprintf(text, sizeof text, "nothing was evaluated: %s since %s", what, check->changed.revision.name);
    accord_complain(text);
}

static const char *command_name(const struct accord_check *check)
{
    return check->name ? check->name : check->merges ? "merge" : "check";
}

static int print_config(const struct accord_check *check)
{
    struct accord_text text;
    accord_text_init(&text, CONFIG_MAX);
    accord_settings_write(&text, &check->request, check->packs, check->profile, &check->selection);
    int code = accord_print(&text);
    accord_text_clear(&text);
    return code;
}

int accord_check_end(const struct accord_check *check, enum accord_status status, const struct accord_error *err)
{
    struct accord_report_totals totals;
    if (status != ACCORD_OK) {
        /* Whoever closed the pipe knows. */
        bool gone = status == ACCORD_NOT_WRITTEN && check->report && accord_report_reader_gone(check->report);
        return accord_exit_code(gone ? accord_exit_bit(ACCORD_EXIT_NOT_WRITTEN)
                                     : accord_complain_of(err, command_name(check)));
    }
    if (check->request.print_config) return print_config(check);
    accord_report_totals(check->report, &totals);
    unsigned bits = accord_exit_bits_of_totals(&totals);
    say_failures(check);
    bits |= accord_check_stale_waivers(check);
    if (check->keeps_findings) bits &= ~accord_exit_bit(ACCORD_EXIT_FINDINGS); /* they are what was asked for */
    if (check->not_stored.status != ACCORD_OK) bits |= accord_complain_of(&check->not_stored, command_name(check));
    /* Whether anything was evaluated shows where shards are joined. */
    if (check->request.shards > 1 && check->selection.rule_count > 0) bits &= ~accord_exit_bit(ACCORD_EXIT_NOTHING);
    if (check->selection.actor_count == 0 && check->request.shards > 1)
        accord_complain("this shard has no actors: there are fewer than shards");
    if (bits & accord_exit_bit(ACCORD_EXIT_NOTHING) && accord_check_unchanged(check, &totals)) {
        say_unchanged(check);
        bits &= ~accord_exit_bit(ACCORD_EXIT_NOTHING);
    }
    if (bits & accord_exit_bit(ACCORD_EXIT_NOTHING)) say_why_nothing(check, &totals);
    return accord_exit_code(bits);
}
