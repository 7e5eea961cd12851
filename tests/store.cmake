# Suites of src/store, one a header; the store's own is two.
foreach(suite batch canonical places place_cache temporary order oddities key_set schema_wire store store_keys)
    accord_suite(store_${suite} unit/store/${suite}_test.c unit/store/made.c)
endforeach()
accord_suite(store_pack unit/store/pack_test.c unit/store/packed.c unit/store/files.c)
foreach(suite dataset digests)
    accord_suite(store_${suite} unit/store/${suite}_test.c unit/store/files.c)
endforeach()
accord_suite(store_run_file unit/store/run_file_test.c)
