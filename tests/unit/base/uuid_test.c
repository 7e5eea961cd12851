/* UUIDs of version 5 against those that another implementation (Python's uuid) gives for the same names. */
#include "base/uuid.h"

#include "unit/suite.h"

#include <string.h>

/* The RFC's own spaces. */
static const struct accord_uuid dns = {
    {0x6b, 0xa7, 0xb8, 0x10, 0x9d, 0xad, 0x11, 0xd1, 0x80, 0xb4, 0x00, 0xc0, 0x4f, 0xd4, 0x30, 0xc8}};
static const struct accord_uuid url = {
    {0x6b, 0xa7, 0xb8, 0x11, 0x9d, 0xad, 0x11, 0xd1, 0x80, 0xb4, 0x00, 0xc0, 0x4f, 0xd4, 0x30, 0xc8}};

/* Names of every length around the end of a block of SHA-1: 16 bytes of the space come before them. */
static const struct {
    size_t length;
    const char *uuid;
} names[] = {
    {0, "4ebd0208-8328-5d69-8c44-ec50939c0967"},   {1, "4f3f2898-69e3-5a0d-820a-c4e87987dbce"},
    {10, "c840ccbe-1979-5bd5-bd62-f39317222bde"},  {38, "fa465dc7-82d5-5c3b-a5bb-9b8f3132a2b7"},
    {39, "5824f981-4282-59d4-9716-acb6d741350e"},  {40, "39f39c20-db47-5131-8879-62f8f67f9014"},
    {46, "d43c6f37-ff7f-58cc-954b-cd40cbf61744"},  {47, "660c273c-8a00-5941-b6f4-8d0afed88966"},
    {48, "7280cc42-274a-5c4a-91fc-ae23f853eeb7"},  {49, "69349718-028b-5ff0-a00f-c024ded6e6ee"},
    {103, "1cf1b329-74b7-50b0-a819-28e28c61c775"}, {104, "31477a3f-211d-5651-b3ce-be7c82999e70"},
    {112, "ab683ad5-4de4-5faf-bf37-0788e34176da"}, {200, "fe30bfa6-ef90-59b3-b108-118411d0f0ab"},
};

START_TEST(a_name_gives_the_uuid_that_others_give)
{
    char name[256], text[ACCORD_UUID_TEXT];
    const char *part = name;
    memset(name, 'a', sizeof name);
    name[names[_i].length] = '\0';
    struct accord_uuid uuid = accord_uuid_of(&dns, &part, 1);
    ck_assert_str_eq(accord_uuid_format(&uuid, text), names[_i].uuid);
}
END_TEST

START_TEST(accords_own_space_is_made_as_it_says)
{
    static const char *const name = "urn:accord:names:1";
    struct accord_uuid uuid = accord_uuid_of(&url, &name, 1);
    ck_assert_mem_eq(uuid.bytes, accord_uuid_space.bytes, ACCORD_UUID_BYTES);
}
END_TEST

START_TEST(parts_are_kept_apart)
{
    static const char *const lists[][3] = {{"a", "b", "c"}, {"ab", "c", ""}, {"a", "bc", ""}, {"abc", "", ""}};
    char texts[4][ACCORD_UUID_TEXT];
    for (size_t i = 0; i < 4; i++) {
        struct accord_uuid uuid = accord_uuid_of(&accord_uuid_space, lists[i], 3);
        accord_uuid_format(&uuid, texts[i]);
        for (size_t j = 0; j < i; j++)
            ck_assert_str_ne(texts[i], texts[j]);
    }
    static const char *const joined = "a\nb\nc";
    struct accord_uuid uuid = accord_uuid_of(&accord_uuid_space, &joined, 1);
    char text[ACCORD_UUID_TEXT];
    ck_assert_str_eq(accord_uuid_format(&uuid, text), texts[0]);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("uuid");
    TCase *tests = tcase_create("uuid");
    tcase_add_loop_test(tests, a_name_gives_the_uuid_that_others_give, 0, sizeof names / sizeof names[0]);
    tcase_add_test(tests, accords_own_space_is_made_as_it_says);
    tcase_add_test(tests, parts_are_kept_apart);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
