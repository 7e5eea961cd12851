/* What accord.json and the environment may set: one row each. */
#include "cli/config.h"

#include <assert.h>
#include <string.h>

/* No row: what is asked of one run only (--actor, --rule, --shard, ...), and --isolation, since a file that comes with
 * the data must not take the walls around rules down. */
static const struct accord_setting settings[] = {
    {"dataset", "dataset", ACCORD_SETTING_TEXT, ACCORD_SETTING_READ, true},
    {"rules", "rules", ACCORD_SETTING_LIST, ACCORD_SETTING_READ, true},
    {"profile", "profile", ACCORD_SETTING_TEXT, ACCORD_SETTING_PROFILE, false},
    {"as-of", "as-of", ACCORD_SETTING_TEXT, ACCORD_SETTING_NO_PATH, true},
    {"formats", "format", ACCORD_SETTING_LIST, ACCORD_SETTING_REPORT, false},
    {"only", "only", ACCORD_SETTING_TEXT, ACCORD_SETTING_NO_PATH, false},
    {"summary", "summary", ACCORD_SETTING_FLAG, ACCORD_SETTING_NO_PATH, false},
    {"group-by", "group-by", ACCORD_SETTING_TEXT, ACCORD_SETTING_NO_PATH, false},
    {"split-by", "split-by", ACCORD_SETTING_TEXT, ACCORD_SETTING_NO_PATH, false},
    {"csv-bom", "csv-bom", ACCORD_SETTING_FLAG, ACCORD_SETTING_NO_PATH, false},
    {"sarif-profile", "sarif-profile", ACCORD_SETTING_TEXT, ACCORD_SETTING_NO_PATH, false},
    {"junit-flavor", "junit-flavor", ACCORD_SETTING_TEXT, ACCORD_SETTING_NO_PATH, false},
    {"tap-version", "tap-version", ACCORD_SETTING_NUMBER, ACCORD_SETTING_NO_PATH, false},
    {"regions", "region", ACCORD_SETTING_LIST, ACCORD_SETTING_NO_PATH, false},
    {"tags", "tag", ACCORD_SETTING_LIST, ACCORD_SETTING_NO_PATH, false},
    {"instruments", "instrument", ACCORD_SETTING_LIST, ACCORD_SETTING_NO_PATH, false},
    {"fail-on", "fail-on", ACCORD_SETTING_COMMA, ACCORD_SETTING_NO_PATH, false},
    {"fail-force", "fail-force", ACCORD_SETTING_TEXT, ACCORD_SETTING_NO_PATH, false},
    {"baseline", "baseline", ACCORD_SETTING_TEXT, ACCORD_SETTING_WRITTEN, false},
    {"waivers", "waivers", ACCORD_SETTING_TEXT, ACCORD_SETTING_WRITTEN, false},
    {"strict-waivers", "strict-waivers", ACCORD_SETTING_FLAG, ACCORD_SETTING_NO_PATH, false},
    {"min-coverage", "min-coverage", ACCORD_SETTING_NUMBER, ACCORD_SETTING_NO_PATH, false},
    {"quiet", "quiet", ACCORD_SETTING_FLAG, ACCORD_SETTING_NO_PATH, false},
    {"color", "color", ACCORD_SETTING_TEXT, ACCORD_SETTING_NO_PATH, true},
    {"jobs", "jobs", ACCORD_SETTING_NUMBER, ACCORD_SETTING_NO_PATH, true},
    {"max-instructions", "max-instructions", ACCORD_SETTING_NUMBER, ACCORD_SETTING_NO_PATH, true},
    {"max-memory", "max-memory", ACCORD_SETTING_NUMBER, ACCORD_SETTING_NO_PATH, true},
    {"max-message", "max-message", ACCORD_SETTING_NUMBER, ACCORD_SETTING_NO_PATH, true},
    {"max-cpu", "max-cpu", ACCORD_SETTING_NUMBER, ACCORD_SETTING_NO_PATH, true},
    {"store", "store", ACCORD_SETTING_TEXT, ACCORD_SETTING_WRITTEN, false},
};

const struct accord_setting *accord_setting_at(size_t index)
{
    return index < sizeof settings / sizeof settings[0] ? &settings[index] : NULL;
}

const struct accord_setting *accord_setting_of(const char *option)
{
    const struct accord_setting *setting;
    for (size_t i = 0; (setting = accord_setting_at(i)) != NULL; i++)
        if (strcmp(setting->option, option) == 0) return setting;
    return NULL;
}

const char *accord_variable_name(const char *option, char name[ACCORD_VARIABLE_MAX])
{
    static const char prefix[] = "ACCORD_";
    size_t at = sizeof prefix - 1;
    assert(strlen(option) < ACCORD_VARIABLE_MAX - at);
    memcpy(name, prefix, at);
    for (const char *byte = option; *byte; byte++, at++)
        name[at] = *byte == '-' ? '_' : (char)(*byte - 'a' + 'A');
    name[at] = '\0';
    return name;
}
