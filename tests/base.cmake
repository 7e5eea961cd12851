# Suites of src/base, one a header.
foreach(header base64 blocks build_id date decimal error locale map memory problems sha256 sha256_block text unfinished uuid verdict wire word)
    accord_suite(base_${header} unit/base/${header}_test.c)
endforeach()
