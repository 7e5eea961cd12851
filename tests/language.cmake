# Suites of src/language. The pseudo-language lives in the tests alone.
accord_suite(language_catalogues unit/language/catalogues_test.c)
accord_suite(language_language unit/language/language_test.c unit/language/pseudo.c)
accord_suite(language_pack_catalogue unit/language/pack_catalogue_test.c)
accord_suite(language_pack_texts unit/language/pack_texts_test.c)
accord_suite(language_pattern unit/language/pattern_test.c)
accord_suite(language_sentence unit/language/sentence_test.c unit/language/pseudo.c)
