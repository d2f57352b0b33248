/*
 * Runs a program and writes two numbers to a file: its largest resident size in KiB, and
 * the processor time that it took in milliseconds.
 *
 * The kernel starts a program's count of memory at the size of the process that started it, so a
 * program started by a large one would seem at least as large. This one is tiny.
 *
 * Usage: usage REPORT PROGRAM [ARGUMENT...]
 */
#include <errno.h>
#include <stdio.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

int main(int argc, char **argv) {
    if (argc < 3) {
        fprintf(stderr, "usage: usage REPORT PROGRAM [ARGUMENT...]\n");
        return 2;
    }
    pid_t child = fork();
    if (child < 0) {
        perror("fork");
        return 1;
    }
    if (child == 0) {
        execvp(argv[2], argv + 2);
        perror(argv[2]);
        _exit(127);
    }
    int status;
    struct rusage usage;
    while (wait4(child, &status, 0, &usage) < 0) {
        if (errno != EINTR) {
            perror("wait4");
            return 1;
        }
    }
    long milliseconds = (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * 1000L +
                        (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1000L;
    FILE *report = fopen(argv[1], "w");
    if (report == NULL || fprintf(report, "%ld %ld\n", usage.ru_maxrss, milliseconds) < 0 || fclose(report) != 0) {
        perror(argv[1]);
        return 1;
    }
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}
