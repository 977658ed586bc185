/*
 * assay-init: process 1 of every container in a slot.
 *
 *   assay-init --idle SECONDS --wall SECONDS -- COMMAND [ARGUMENT ...]
 *
 * It starts COMMAND, reaps every orphan, and ends the container when COMMAND ends or when its time is up.
 * Ending process 1 makes the kernel kill every process of the container, so nothing in it can outlive it,
 * even when the supervisor is gone.
 *
 * The time that may pass is `idle` at first, while the container waits in the pool. SIGUSR1 (sent once by the
 * waiting process, when it is handed its work) cuts it to `wall` from that moment. It only ever gets shorter, so
 * a candidate who sends the signal again gains nothing. All signals are blocked here, and the kernel drops
 * SIGKILL and SIGSTOP that come from inside the namespace, so code in the container can't stop the clock. It runs as the
 * container's user, so it makes itself undumpable: its memory (/proc/1/mem) then belongs to root, and that same user
 * can't write over the loop that counts.
 *
 * Exit status: that of COMMAND (128 + signal where a signal ended it), 124 when the time was up, 125 on bad usage.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static double now_seconds(void) {
  struct timespec at;
  clock_gettime(CLOCK_MONOTONIC, &at);
  return (double)at.tv_sec + (double)at.tv_nsec / 1e9;
}

static int usage(const char *why) {
  fprintf(stderr, "assay-init: %s\nusage: assay-init --idle SECONDS --wall SECONDS -- COMMAND [ARGUMENT ...]\n", why);
  return 125;
}

int main(int argc, char **argv) {
  double idle = 0, wall = 0;
  int at = 1;
  for (; at < argc && strcmp(argv[at], "--") != 0; at += 2) {
    if (at + 1 >= argc) return usage("an option lacks its value");
    if (strcmp(argv[at], "--idle") == 0) idle = atof(argv[at + 1]);
    else if (strcmp(argv[at], "--wall") == 0) wall = atof(argv[at + 1]);
    else return usage("an option is unknown");
  }
  if (idle <= 0 || wall <= 0) return usage("--idle and --wall must be more than 0");
  if (at + 1 >= argc) return usage("there is no command");
  char **command = argv + at + 1;

  /* Before anybody else runs. COMMAND's exec makes COMMAND dumpable again. */
  if (prctl(PR_SET_DUMPABLE, 0) != 0) {
    perror("assay-init: prctl");
    return 125;
  }

  sigset_t all, before;
  sigfillset(&all);
  sigprocmask(SIG_BLOCK, &all, &before);

  pid_t child = fork();
  if (child < 0) {
    perror("assay-init: fork");
    return 125;
  }
  if (child == 0) {
    sigprocmask(SIG_SETMASK, &before, NULL);
    execvp(command[0], command);
    fprintf(stderr, "assay-init: %s: %s\n", command[0], strerror(errno));
    _exit(127);
  }

  /* Its standard streams belong to the command alone: input ends when the command ends it. */
  close(0);

  double deadline = now_seconds() + idle;
  for (;;) {
    double left = deadline - now_seconds();
    if (left <= 0) return 124;
    struct timespec wait = {(time_t)left, (long)((left - (double)(time_t)left) * 1e9)};
    int caught = sigtimedwait(&all, NULL, &wait);
    if (caught == SIGUSR1) {
      double shorter = now_seconds() + wall;
      if (shorter < deadline) deadline = shorter;
    } else if (caught == SIGTERM || caught == SIGINT) {
      kill(child, caught);
    }
    /* Whatever woke it, reap what has ended: several children may share one SIGCHLD. */
    for (;;) {
      int status;
      pid_t ended = waitpid(-1, &status, WNOHANG);
      if (ended <= 0) break;
      if (ended == child) return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
    }
  }
}
