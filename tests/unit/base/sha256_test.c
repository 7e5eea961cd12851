/* SHA-256 against published vectors, and in pieces of every size. */
#include "base/sha256.h"

#include "unit/suite.h"

#include <string.h>

static void digest_of(const void *bytes, size_t length, size_t step, char *hex)
{
    struct accord_sha256 hash;
    unsigned char digest[ACCORD_SHA256_BYTES];
    accord_sha256_init(&hash);
    for (size_t at = 0; at < length; at += step) {
        accord_sha256_add(&hash, (const char *)bytes + at, length - at < step ? length - at : step);
    }
    accord_sha256_end(&hash, digest);
    accord_sha256_hex(digest, hex);
}

/* `text`, `times` over. The first four are FIPS 180-4's own examples; the last two end at and past a block's limit. */
static const struct {
    const char *text;
    size_t times;
    const char *hex;
} vectors[] = {
    {"", 1, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},
    {"abc", 1, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"},
    {"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", 1,
     "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"},
    {"abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu",
     1, "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1"},
    {"a", 1000000, "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"},
    {"a", 55, "9f4390f8d30c2dd92ec9f095b65e2b9ae9b0a925a5258e241c9f1e910f734318"},
    {"a", 56, "b35439a4ac6f0948b6d6f9e3c6af0f5f590ce20f1bde7090ef7970686ec6738a"},
    {"a", 64, "ffe054fe7ae0cb6dc65c3af9b61d5209f439851db43d0ba5997337df154668eb"},
};

START_TEST(published_vectors_come_out)
{
    static char bytes[1000000];
    char hex[ACCORD_SHA256_HEX];
    size_t length = 0;
    for (size_t i = 0; i < vectors[_i].times; i++) {
        memcpy(bytes + length, vectors[_i].text, strlen(vectors[_i].text));
        length += strlen(vectors[_i].text);
    }
    digest_of(bytes, length, sizeof bytes, hex);
    ck_assert_str_eq(hex, vectors[_i].hex);
}
END_TEST

START_TEST(the_pieces_do_not_matter)
{
    unsigned char bytes[300];
    char whole[ACCORD_SHA256_HEX];
    char pieces[ACCORD_SHA256_HEX];
    for (size_t i = 0; i < sizeof bytes; i++)
        bytes[i] = (unsigned char)(i * 7);
    for (size_t length = 0; length <= sizeof bytes; length += 13) {
        digest_of(bytes, length, sizeof bytes, whole);
        for (size_t step = 1; step < 140; step++) {
            digest_of(bytes, length, step, pieces);
            ck_assert_str_eq(pieces, whole);
        }
    }
}
END_TEST

static void digest_of_fields(const char *first, const char *second, char *hex)
{
    struct accord_sha256 hash;
    unsigned char digest[ACCORD_SHA256_BYTES];
    accord_sha256_init(&hash);
    accord_sha256_add_field(&hash, first, strlen(first));
    accord_sha256_add_field(&hash, second, strlen(second));
    accord_sha256_end(&hash, digest);
    accord_sha256_hex(digest, hex);
}

START_TEST(fields_do_not_run_into_each_other)
{
    char one[ACCORD_SHA256_HEX];
    char other[ACCORD_SHA256_HEX];
    digest_of_fields("ab", "c", one);
    digest_of_fields("a", "bc", other);
    ck_assert_str_ne(one, other);
    digest_of("\0\0\0\0\0\0\0\2ab\0\0\0\0\0\0\0\1c", 19, 19, other);
    ck_assert_str_eq(one, other);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("sha256");
    TCase *tests = tcase_create("sha256");
    tcase_add_loop_test(tests, published_vectors_come_out, 0, COUNT_OF(vectors));
    tcase_add_test(tests, the_pieces_do_not_matter);
    tcase_add_test(tests, fields_do_not_run_into_each_other);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
