/* The yardstick of `validate`: a bare libcsv pass that counts fields and records. */
#include <csv.h>
#include <stdio.h>
#include <stdlib.h>

struct counts { unsigned long fields, records; };

static void on_field(void *bytes, size_t length, void *counts) {
    (void)bytes;
    (void)length;
    ((struct counts *)counts)->fields++;
}

static void on_record(int end, void *counts) {
    (void)end;
    ((struct counts *)counts)->records++;
}

int main(int argc, char **argv) {
    static char buffer[1 << 16];
    struct csv_parser parser;
    struct counts counts = {0, 0};
    FILE *file = argc == 2 ? fopen(argv[1], "rb") : NULL;
    size_t length;
    if (file == NULL || csv_init(&parser, CSV_STRICT | CSV_APPEND_NULL) != 0) return 64;
    while ((length = fread(buffer, 1, sizeof buffer, file)) > 0)
        if (csv_parse(&parser, buffer, length, on_field, on_record, &counts) != length) return 1;
    csv_fini(&parser, on_field, on_record, &counts);
    csv_free(&parser);
    printf("%lu %lu\n", counts.fields, counts.records);
    return 0;
}
