/*
 * The workbook baseline: turns a CSV file into an .xlsx with libxlsxwriter in
 * constant_memory mode, with the things that License Ledger's own workbook has on its
 * list sheet: a bold frozen header with a filter, text cells, and real dates in the
 * columns whose header ends in "date".
 *
 * Usage: xlsxwriter_rows IN.csv OUT.xlsx
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <xlsxwriter.h>

enum { MAX_FIELD = 1 << 16, MAX_COLUMNS = 64 };

/* read_field reads one CSV field (RFC 4180) and returns what ended it: ',', '\n' or EOF. */
static int read_field(FILE *in, char *field) {
    size_t n = 0;
    int quoted = 0, c;
    while ((c = getc_unlocked(in)) != EOF) {
        if (quoted) {
            if (c == '"') {
                int next = getc_unlocked(in);
                if (next == '"') {
                    field[n++] = '"';
                } else {
                    quoted = 0;
                    ungetc(next, in);
                }
            } else {
                field[n++] = (char)c;
            }
        } else if (c == '"') {
            quoted = 1;
        } else if (c == ',' || c == '\n') {
            break;
        } else if (c != '\r') {
            field[n++] = (char)c;
        }
        if (n >= MAX_FIELD - 1) {
            fprintf(stderr, "a field is too long\n");
            exit(1);
        }
    }
    field[n] = '\0';
    return c;
}

/* parse_date reads "2026-03-31", with or without a time of day after it. */
static int parse_date(const char *text, lxw_datetime *date) {
    int hour = 0, minute = 0;
    double second = 0;
    memset(date, 0, sizeof *date);
    if (sscanf(text, "%4d-%2d-%2d", &date->year, &date->month, &date->day) != 3) return 0;
    if (strlen(text) > 11 && sscanf(text + 11, "%2d:%2d:%lf", &hour, &minute, &second) >= 2) {
        date->hour = hour;
        date->min = minute;
        date->sec = second;
    }
    return 1;
}

static int ends_in_date(const char *header) {
    size_t n = strlen(header);
    return n >= 4 && strcmp(header + n - 4, "date") == 0;
}

int main(int argc, char **argv) {
    if (argc != 3) {
        fprintf(stderr, "usage: xlsxwriter_rows IN.csv OUT.xlsx\n");
        return 2;
    }
    FILE *in = fopen(argv[1], "rb");
    if (in == NULL) {
        perror(argv[1]);
        return 1;
    }
    if (getc(in) == 0xEF) { /* a byte order mark */
        getc(in);
        getc(in);
    } else {
        rewind(in);
    }

    lxw_workbook_options options = {.constant_memory = LXW_TRUE};
    lxw_workbook *workbook = workbook_new_opt(argv[2], &options);
    lxw_worksheet *sheet = workbook_add_worksheet(workbook, "Licenses");
    lxw_format *bold = workbook_add_format(workbook);
    format_set_bold(bold);
    lxw_format *as_date = workbook_add_format(workbook);
    format_set_num_format(as_date, "yyyy-mm-dd hh:mm");
    worksheet_set_column(sheet, 0, MAX_COLUMNS - 1, 24, NULL);
    worksheet_freeze_panes(sheet, 1, 0);

    static char field[MAX_FIELD];
    int is_date[MAX_COLUMNS] = {0};
    lxw_row_t row = 0;
    lxw_col_t column = 0, columns = 0;
    int end;
    do {
        end = read_field(in, field);
        if (end == EOF && column == 0 && field[0] == '\0') break;
        if (column >= MAX_COLUMNS) {
            fprintf(stderr, "too many columns\n");
            return 1;
        }
        lxw_datetime date;
        if (row == 0) {
            is_date[column] = ends_in_date(field);
            worksheet_write_string(sheet, row, column, field, bold);
        } else if (is_date[column] && parse_date(field, &date)) {
            worksheet_write_datetime(sheet, row, column, &date, as_date);
        } else if (field[0] != '\0') {
            worksheet_write_string(sheet, row, column, field, NULL);
        }
        column++;
        if (end != ',') {
            if (row == 0) columns = column;
            row++;
            column = 0;
        }
    } while (end != EOF);
    fclose(in);

    worksheet_autofilter(sheet, 0, 0, row > 1 ? row - 1 : 1, columns - 1);
    lxw_error error = workbook_close(workbook);
    if (error != LXW_NO_ERROR) {
        fprintf(stderr, "%s\n", lxw_strerror(error));
        return 1;
    }
    printf("%u\n", (unsigned)row - 1);
    return 0;
}
