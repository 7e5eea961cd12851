# What CI services are given, run as they would run it.
add_test(NAME recipes COMMAND ${CMAKE_CURRENT_SOURCE_DIR}/recipes/run.py $<TARGET_FILE:accord>)
set_tests_properties(recipes PROPERTIES TIMEOUT 600)
add_test(NAME recipes_fetch COMMAND ${CMAKE_CURRENT_SOURCE_DIR}/recipes/fetch.py ${PROJECT_SOURCE_DIR}
                                    $<TARGET_FILE:accord>)
set_tests_properties(recipes_fetch PROPERTIES TIMEOUT 600)
set_property(TEST recipes recipes_fetch APPEND PROPERTY LABELS plain)
if(ACCORD_SANITIZE) # where somebody asks for it by name
    set_tests_properties(recipes PROPERTIES ENVIRONMENT ACCORD_SANITIZED=1)
endif()
