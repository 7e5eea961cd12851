/* Tokens of OSCAL: valid whatever the id is, and never one for two. */
#include "report/oscal_token.h"

#include "unit/suite.h"

#include <stdlib.h>
#include <string.h>

enum { IDS = 4000, ID_MAX = 6, TOKEN_MAX = 64, SHORT_IDS = 1 + 16 + 16 * 16 + 16 * 16 * 16 };

static const struct {
    const char *id;
    const char *token;
} tokens[] = {
    {"cms-11.10:25", "cms-11.10__25"},
    {"cms-11.10:26.a", "cms-11.10__26.a"},
    {"cbd-rmfp:duty-3", "cbd-rmfp__duty-3"},
    {"12.11", "_312.11"},
    {"-a", "_2da"},
    {".a", "_2ea"},
    {"a_b", "a_5fb"},
    {"a/b", "a_2fb"},
    {":", "__"},
    {"", "_"},
    {"_", "_5f"},
    {"\xC3\xA9 \n", "_c3_a9_20_0a"},
};

static void token_of(const char *id, char token[TOKEN_MAX])
{
    struct accord_text text;
    accord_text_init(&text, TOKEN_MAX - 1);
    accord_oscal_token(&text, id);
    ck_assert(!text.failed);
    memcpy(token, accord_text_str(&text), text.length + 1);
    accord_text_clear(&text);
}

START_TEST(ids_have_the_tokens_that_are_documented)
{
    char token[TOKEN_MAX];
    token_of(tokens[_i].id, token);
    ck_assert_str_eq(token, tokens[_i].token);
}
END_TEST

static bool is_token(const char *token)
{
    static const char begins[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_";
    static const char goes_on[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_0123456789.-";
    return token[0] != '\0' && strchr(begins, token[0]) && token[strspn(token, goes_on)] == '\0';
}

static char made[SHORT_IDS][TOKEN_MAX];

static int compare(const void *a, const void *b)
{
    return strcmp(a, b);
}

/* All ids of up to three of the bytes that the mapping treats differently, and of those it makes itself. */
START_TEST(no_two_ids_have_one_token)
{
    static const char bytes[] = "aAf0259-._:/ \n\xC3\xA9";
    size_t count = 0, all = strlen(bytes);
    ck_assert_uint_eq(all, 16);
    for (size_t length = 0; length <= 3; length++) {
        size_t ids = 1;
        for (size_t i = 0; i < length; i++)
            ids *= all;
        for (size_t number = 0; number < ids; number++) {
            char id[4] = {0};
            size_t rest = number;
            for (size_t i = 0; i < length; i++, rest /= all)
                id[i] = bytes[rest % all];
            token_of(id, made[count]);
            ck_assert_msg(is_token(made[count]), "%s", made[count]);
            count++;
        }
    }
    ck_assert_uint_eq(count, SHORT_IDS);
    qsort(made, count, sizeof made[0], compare);
    for (size_t i = 1; i < count; i++)
        ck_assert_str_ne(made[i], made[i - 1]);
}
END_TEST

/* What the mapping documents is enough to read an id back. */
static void read_back(const char *token, char *id)
{
    if (strcmp(token, "_") == 0) token++;
    for (; *token; id++) {
        if (*token != '_') {
            *id = *token++;
        } else if (token[1] == '_') {
            *id = ':';
            token += 2;
        } else {
            const char digits[3] = {token[1], token[2], '\0'};
            *id = (char)strtoul(digits, NULL, 16);
            token += 3;
        }
    }
    *id = '\0';
}

START_TEST(every_token_can_be_read_back)
{
    unsigned state = 12345;
    for (size_t i = 0; i < IDS; i++) {
        char id[ID_MAX + 1] = {0}, back[TOKEN_MAX], token[TOKEN_MAX];
        for (size_t j = 0; j < i % (ID_MAX + 1); j++) {
            state = state * 1103515245U + 12345U;
            id[j] = (char)(1 + (state >> 16) % 255);
        }
        token_of(id, token);
        ck_assert(is_token(token));
        read_back(token, back);
        ck_assert_str_eq(back, id);
    }
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("oscal_token");
    TCase *tests = tcase_create("tokens");
    tcase_add_loop_test(tests, ids_have_the_tokens_that_are_documented, 0, COUNT_OF(tokens));
    tcase_add_test(tests, no_two_ids_have_one_token);
    tcase_add_test(tests, every_token_can_be_read_back);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
