# Suites of src/store, one a header; the store's own is two.
foreach(suite batch canonical places temporary order oddities key_set store store_keys)
    accord_suite(store_${suite} unit/store/${suite}_test.c unit/store/made.c)
endforeach()
foreach(suite dataset digests)
    accord_suite(store_${suite} unit/store/${suite}_test.c unit/store/files.c)
endforeach()
