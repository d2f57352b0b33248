/*
 * The flat-table baseline: runs queries on a SQLite database and tells what each took, from
 * its first step to its last row, every column of every row read.
 *
 * Each line of the standard input is a name, a tab and one or more statements. Every line is
 * run once to warm up, and then in turns, ROUNDS times. For each line a JSON object goes to the
 * standard output: its key, the milliseconds of every round, and the rows of its last statement.
 *
 * The whole database is kept in memory, and temporary tables too: the baseline is to lose by its
 * way of working, not for want of a cache.
 *
 * Usage: flat DATABASE ROUNDS < QUERIES
 */
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { MAX_LINES = 256, MAX_ROUNDS = 100, MAX_LINE = 1 << 16 };

struct line {
    char *key, *sql;
    double ms[MAX_ROUNDS];
    long rows;
};

static void die(sqlite3 *db, const char *what) {
    fprintf(stderr, "flat: %s: %s\n", what, sqlite3_errmsg(db));
    exit(1);
}

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

/* run steps through every statement of a line, prepares included, and counts the last one's rows. */
static long run(sqlite3 *db, const char *sql) {
    static volatile size_t sink; /* so that reading the columns is not left out */
    long rows = 0;
    while (*sql) {
        sqlite3_stmt *statement;
        if (sqlite3_prepare_v2(db, sql, -1, &statement, &sql) != SQLITE_OK) die(db, sql);
        if (statement == NULL) break; /* blanks at the end */
        rows = 0;
        int code;
        while ((code = sqlite3_step(statement)) == SQLITE_ROW) {
            for (int i = 0; i < sqlite3_column_count(statement); i++) {
                const unsigned char *text = sqlite3_column_text(statement, i);
                sink += text == NULL ? 0 : text[0] + (size_t)sqlite3_column_bytes(statement, i);
            }
            rows++;
        }
        if (code != SQLITE_DONE) die(db, sqlite3_sql(statement));
        sqlite3_finalize(statement);
    }
    return rows;
}

int main(int argc, char **argv) {
    int rounds = argc == 3 ? atoi(argv[2]) : 0;
    if (rounds < 1 || rounds > MAX_ROUNDS) {
        fprintf(stderr, "usage: flat DATABASE ROUNDS < QUERIES (at most %d rounds)\n", MAX_ROUNDS);
        return 2;
    }
    sqlite3 *db;
    if (sqlite3_open_v2(argv[1], &db, SQLITE_OPEN_READONLY, NULL) != SQLITE_OK) die(db, argv[1]);
    run(db, "PRAGMA cache_size = -2000000; PRAGMA temp_store = memory; PRAGMA mmap_size = 4294967296");

    static struct line lines[MAX_LINES];
    static char text[MAX_LINE];
    int count = 0;
    while (fgets(text, sizeof text, stdin) != NULL) {
        char *tab = strchr(text, '\t');
        if (tab == NULL || count == MAX_LINES) {
            fprintf(stderr, "flat: line %d cannot be used\n", count + 1);
            return 2;
        }
        *tab = '\0';
        lines[count].key = strdup(text);
        lines[count].sql = strdup(tab + 1);
        count++;
    }
    for (int i = 0; i < count; i++) lines[i].rows = run(db, lines[i].sql);
    for (int round = 0; round < rounds; round++) {
        for (int i = 0; i < count; i++) {
            double began = now();
            run(db, lines[i].sql);
            lines[i].ms[round] = now() - began;
        }
    }
    for (int i = 0; i < count; i++) {
        printf("{\"key\":\"%s\",\"ms\":[", lines[i].key); /* keys are plain words */
        for (int round = 0; round < rounds; round++) printf("%s%.4f", round ? "," : "", lines[i].ms[round]);
        printf("],\"rows\":%ld}\n", lines[i].rows);
    }
    sqlite3_close(db);
    return 0;
}
