/*
 * Starts a program and writes three numbers to a file: after how many milliseconds a part of the
 * screen was drawn on, and then, of the program and all that it started, the processor time in
 * milliseconds that a while of rest took and the memory in KiB at its end.
 *
 * A part is drawn on when a number of its pixels are dark: text is, an empty page, a
 * skeleton and lines are not. Memory is the sum of what processes have for themselves and their share
 * of what they have together (Pss). The program is ended with a signal.
 *
 * Usage: drawn REPORT X Y WIDTH HEIGHT PIXELS SECONDS-OF-REST PROGRAM [ARGUMENT...]
 */
#include <X11/Xlib.h>
#include <X11/Xutil.h>
#include <ctype.h>
#include <dirent.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { most_processes = 1 << 16, patience_ms = 60 * 1000 };

static long now_ms(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec * 1000L + t.tv_nsec / 1000000L;
}

static void rest_ms(long ms) {
    struct timespec t = {ms / 1000, ms % 1000 * 1000000L};
    nanosleep(&t, NULL);
}

static long dark_pixels(Display *display, int x, int y, int width, int height) {
    XImage *image = XGetImage(display, DefaultRootWindow(display), x, y, (unsigned)width, (unsigned)height, AllPlanes, ZPixmap);
    if (image == NULL) return 0;
    long dark = 0;
    for (int row = 0; row < height; row++) {
        for (int column = 0; column < width; column++) {
            unsigned long pixel = XGetPixel(image, column, row);
            if ((pixel >> 16 & 0xff) + (pixel >> 8 & 0xff) + (pixel & 0xff) < 3 * 110) dark++;
        }
    }
    XDestroyImage(image);
    return dark;
}

struct process {
    int parent;
    long ticks; /* processor time, also of ended children */
};

/* reads every process; the index is its number. */
static void read_processes(struct process *all) {
    memset(all, 0, most_processes * sizeof *all);
    DIR *folder = opendir("/proc");
    if (folder == NULL) return;
    for (struct dirent *entry; (entry = readdir(folder)) != NULL;) {
        if (!isdigit((unsigned char)entry->d_name[0])) continue;
        int id = atoi(entry->d_name);
        char path[64];
        snprintf(path, sizeof path, "/proc/%d/stat", id);
        FILE *file = fopen(path, "r");
        if (file == NULL) continue;
        char text[2048];
        size_t length = fread(text, 1, sizeof text - 1, file);
        fclose(file);
        text[length] = 0;
        char *rest = strrchr(text, ')');
        int parent;
        long user, system, waited_user, waited_system;
        if (id < most_processes && rest != NULL &&
            sscanf(rest + 2, "%*c %d %*d %*d %*d %*d %*u %*u %*u %*u %*u %ld %ld %ld %ld", &parent, &user, &system, &waited_user, &waited_system) == 5)
            all[id] = (struct process){parent, user + system + waited_user + waited_system};
    }
    closedir(folder);
}

static int belongs(const struct process *all, int id, int to) {
    for (int steps = 0; id > 1 && id < most_processes && steps < 64; steps++, id = all[id].parent)
        if (id == to) return 1;
    return 0;
}

static long ticks_of(const struct process *all, int program) {
    long ticks = 0;
    for (int id = 2; id < most_processes; id++)
        if (all[id].parent != 0 && belongs(all, id, program)) ticks += all[id].ticks;
    return ticks;
}

static long memory_kib(const struct process *all, int program) {
    long total = 0;
    for (int id = 2; id < most_processes; id++) {
        if (all[id].parent == 0 || !belongs(all, id, program)) continue;
        char path[64], line[256];
        snprintf(path, sizeof path, "/proc/%d/smaps_rollup", id);
        FILE *file = fopen(path, "r");
        long kib;
        while (file != NULL && fgets(line, sizeof line, file) != NULL)
            if (sscanf(line, "Pss: %ld kB", &kib) == 1) total += kib;
        if (file != NULL) fclose(file);
    }
    return total;
}

int main(int argc, char **argv) {
    if (argc < 9) {
        fprintf(stderr, "usage: drawn REPORT X Y WIDTH HEIGHT PIXELS SECONDS-OF-REST PROGRAM [ARGUMENT...]\n");
        return 2;
    }
    int x = atoi(argv[2]), y = atoi(argv[3]), width = atoi(argv[4]), height = atoi(argv[5]);
    long pixels = atol(argv[6]), rest = atol(argv[7]);
    Display *display = XOpenDisplay(NULL);
    if (display == NULL) {
        fprintf(stderr, "no display\n");
        return 1;
    }
    XSetWindowBackground(display, DefaultRootWindow(display), WhitePixel(display, DefaultScreen(display)));
    XClearWindow(display, DefaultRootWindow(display)); /* an empty screen is black */
    XSync(display, False);
    long began = now_ms();
    pid_t program = fork();
    if (program < 0) {
        perror("fork");
        return 1;
    }
    if (program == 0) {
        setpgid(0, 0);
        execvp(argv[8], argv + 8);
        perror(argv[8]);
        _exit(127);
    }
    long took = -1;
    while (took < 0 && now_ms() - began < patience_ms) {
        if (dark_pixels(display, x, y, width, height) >= pixels) took = now_ms() - began;
        else rest_ms(5);
        if (waitpid(program, NULL, WNOHANG) == program) {
            fprintf(stderr, "the program ended before it drew anything\n");
            return 1;
        }
    }
    static struct process before[most_processes], after[most_processes];
    rest_ms(10000); /* what goes on behind the first picture */
    read_processes(before);
    rest_ms(rest * 1000);
    read_processes(after);
    long ticks = ticks_of(after, program) - ticks_of(before, program);
    long memory = memory_kib(after, program);
    kill(-program, SIGTERM);
    waitpid(program, NULL, 0);
    if (took < 0) {
        fprintf(stderr, "nothing was drawn within a minute\n");
        return 1;
    }
    FILE *report = fopen(argv[1], "w");
    if (report == NULL || fprintf(report, "%ld %ld %ld\n", took, ticks * 1000 / sysconf(_SC_CLK_TCK), memory) < 0 || fclose(report) != 0) {
        perror(argv[1]);
        return 1;
    }
    return 0;
}
