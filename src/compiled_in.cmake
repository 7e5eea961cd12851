# Files that are compiled in: their bytes are written as C when the build is configured, which happens again when one of them
# changes.

# Reads the file into the variable, as text: the build is configured again when it changes.
function(accord_read_source variable path)
    set_property(
        DIRECTORY
        APPEND
        PROPERTY CMAKE_CONFIGURE_DEPENDS ${path})
    file(READ ${path} text ${ARGN})
    set(${variable} "${text}" PARENT_SCOPE)
endfunction()

# Adds the file's bytes to the variable, as the array `name` of C.
function(accord_compile_in variable name path)
    accord_read_source(bytes ${path} HEX)
    string(REGEX REPLACE "(..)" "0x\\1," bytes "${bytes}")
    set(${variable} "${${variable}}static const unsigned char ${name}[] = {${bytes}};\n" PARENT_SCOPE)
endfunction()

# Gives `source` the file `included` to include, which holds what the variable does.
function(accord_included_by source included variable)
    set(content "${${variable}}")
    file(CONFIGURE OUTPUT ${CMAKE_CURRENT_BINARY_DIR}/${included} CONTENT "@content@" @ONLY)
    set_source_files_properties(
        ${CMAKE_CURRENT_SOURCE_DIR}/${source}
        TARGET_DIRECTORY accord_objects
        PROPERTIES INCLUDE_DIRECTORIES ${CMAKE_CURRENT_BINARY_DIR} OBJECT_DEPENDS ${CMAKE_CURRENT_BINARY_DIR}/${included})
endfunction()
