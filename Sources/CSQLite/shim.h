// The system's SQLite, with what the importer cannot see: destructor constants and variadic functions.
#pragma once
#include <sqlite3.h>

// The bytes stay valid until the statement is stepped and reset.
static inline int duban_bind_static_text(sqlite3_stmt *statement, int index, const char *text, int count) {
    return sqlite3_bind_text(statement, index, text, count, SQLITE_STATIC);
}
static inline int duban_bind_text(sqlite3_stmt *statement, int index, const char *text, int count) {
    return sqlite3_bind_text(statement, index, text, count, SQLITE_TRANSIENT);
}
static inline int duban_bind_blob(sqlite3_stmt *statement, int index, const void *bytes, int count) {
    return sqlite3_bind_blob(statement, index, bytes, count, SQLITE_TRANSIENT);
}

// Once, before the first connection: SQLite then keeps no account of its memory, for which all threads would wait for one
// lock at every allocation. Nobody here asks for that account.
static inline int duban_sqlite_without_account(void) { return sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0); }

// A file that was made to harm is refused at the schema: no functions with effects, no writable schema.
static inline int duban_defend(sqlite3 *database) {
    int code = sqlite3_db_config(database, SQLITE_DBCONFIG_DEFENSIVE, 1, (int *)0);
    return code ? code : sqlite3_db_config(database, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, (int *)0);
}
