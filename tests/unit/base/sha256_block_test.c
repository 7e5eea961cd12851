/* The ways to run SHA-256's block function, against each other. */
#include "base/sha256_block.h"

#include "unit/suite.h"

#include <string.h>

enum { BLOCKS = 5, TIMES = 200 };

/* Bytes that look like chance and are the same each time: xorshift. */
static void fill(uint64_t *seed, void *bytes, size_t length)
{
    for (size_t i = 0; i < length; i++) {
        *seed ^= *seed << 13;
        *seed ^= *seed >> 7;
        *seed ^= *seed << 17;
        ((unsigned char *)bytes)[i] = (unsigned char)(*seed >> 32);
    }
}

/* On a machine whose processor has no instructions for it there is one way only. */
START_TEST(the_processors_own_way_comes_to_the_same)
{
    accord_sha256_function own = accord_sha256_of_processor();
    uint64_t seed = 0x9e3779b97f4a7c15;
    for (int i = 0; own != NULL && i < TIMES; i++) {
        unsigned char blocks[BLOCKS * ACCORD_SHA256_BLOCK + 1]; /* one byte on: blocks need no alignment */
        uint32_t one[8], other[8];
        size_t count = (size_t)i % (BLOCKS + 1);
        fill(&seed, blocks, sizeof blocks);
        fill(&seed, one, sizeof one);
        memcpy(other, one, sizeof other);
        accord_sha256_portable(one, blocks + 1, count);
        own(other, blocks + 1, count);
        ck_assert_mem_eq(one, other, sizeof one);
    }
}
END_TEST

/* FIPS 180-4's first example, padded by hand. */
START_TEST(the_portable_way_takes_a_published_block)
{
    static const uint32_t expected[8] = {0xba7816bf, 0x8f01cfea, 0x414140de, 0x5dae2223,
                                         0xb00361a3, 0x96177a9c, 0xb410ff61, 0xf20015ad};
    unsigned char block[ACCORD_SHA256_BLOCK] = {'a', 'b', 'c', 0x80, [63] = 24};
    uint32_t state[8] = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                         0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
    accord_sha256_portable(state, block, 1);
    ck_assert_mem_eq(state, expected, sizeof expected);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("sha256_block");
    TCase *tests = tcase_create("sha256_block");
    tcase_add_test(tests, the_processors_own_way_comes_to_the_same);
    tcase_add_test(tests, the_portable_way_takes_a_published_block);
    suite_add_tcase(suite, tests);
    return run_suite(suite);
}
