/*
 * assay-run: what a subject of kind `program` becomes once its code is built.
 *
 *   PORT=8080 assay-run -- COMMAND [ARGUMENT ...]
 *
 * It listens on 127.0.0.1:PORT. Each `POST /run?argument=A&argument=B` starts COMMAND anew, with these arguments behind
 * its own and the request's body as its standard input, and is answered with 200, the program's standard output as the
 * body, and how it ended:
 *
 *   X-Exit-Code: 0          or X-Signal: 11, when a signal ended it
 *   X-Truncated: 1          when it printed more than 1 MiB; it is ended then
 *   X-Wall-Microseconds: 52000
 *
 * Standard error goes to the container's, where the supervisor keeps it. A client that goes away ends its program with
 * all that it started. It decides nothing: what it answers is what the candidate's program said, to be judged elsewhere.
 * It runs as the candidate's user, so the candidate's program can end it; that fails that candidate's tests alone.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { HEAD_MAX = 64 * 1024, INPUT_MAX = 16 * 1024 * 1024, OUTPUT_MAX = 1024 * 1024 - 16 * 1024, ARGUMENTS_MAX = 256, AT_ONCE = 16 };

static double now_us(void) {
  struct timespec at;
  clock_gettime(CLOCK_MONOTONIC, &at);
  return (double)at.tv_sec * 1e6 + (double)at.tv_nsec / 1e3;
}

static void send_all(int to, const char *bytes, size_t length) {
  while (length > 0) {
    ssize_t sent = send(to, bytes, length, MSG_NOSIGNAL);
    if (sent < 0 && errno == EINTR) continue;
    if (sent <= 0) return;
    bytes += sent;
    length -= (size_t)sent;
  }
}

static void refuse(int client, const char *status, const char *why) {
  char answer[512];
  int length = snprintf(answer, sizeof answer,
                        "HTTP/1.1 %s\r\nContent-Type: text/plain\r\nContent-Length: %zu\r\nConnection: close\r\n\r\n%s", status,
                        strlen(why), why);
  send_all(client, answer, (size_t)length);
}

static int hex(char digit) {
  if (digit >= '0' && digit <= '9') return digit - '0';
  if (digit >= 'a' && digit <= 'f') return digit - 'a' + 10;
  if (digit >= 'A' && digit <= 'F') return digit - 'A' + 10;
  return -1;
}

/* Percent-decodes in place, up to the end of the parameter. */
static void decode(char *text) {
  char *to = text;
  for (char *from = text; *from; from += 1) {
    if (*from == '%' && hex(from[1]) >= 0 && hex(from[2]) >= 0) {
      *to++ = (char)(hex(from[1]) * 16 + hex(from[2]));
      from += 2;
    } else if (*from == '+') *to++ = ' ';
    else *to++ = *from;
  }
  *to = 0;
}

/* The program's arguments: its own, then those of the query. */
static char **arguments(char **command, char *query) {
  static char *all[ARGUMENTS_MAX * 2];
  int count = 0;
  while (*command && count < ARGUMENTS_MAX) all[count++] = *command++;
  for (char *part = query ? strtok(query, "&") : NULL; part && count < ARGUMENTS_MAX * 2 - 1; part = strtok(NULL, "&")) {
    if (strncmp(part, "argument=", 9) != 0) continue;
    decode(part + 9);
    all[count++] = part + 9;
  }
  all[count] = NULL;
  return all;
}

struct child {
  pid_t pid;
  int input, output;
};

static int start(char **command, struct child *child) {
  int in[2], out[2];
  if (pipe2(in, O_CLOEXEC) != 0 || pipe2(out, O_CLOEXEC) != 0) return -1;
  child->pid = fork();
  if (child->pid < 0) return -1;
  if (child->pid == 0) {
    setpgid(0, 0);
    dup2(in[0], 0);
    dup2(out[1], 1);
    signal(SIGPIPE, SIG_DFL);
    execvp(command[0], command);
    fprintf(stderr, "%s: %s\n", command[0], strerror(errno));
    _exit(127);
  }
  setpgid(child->pid, child->pid);
  close(in[0]);
  close(out[1]);
  fcntl(in[1], F_SETFL, O_NONBLOCK);
  child->input = in[1];
  child->output = out[0];
  return 0;
}

/* Carries input and output until the program has closed its output. Sets `truncated` when it printed too much. */
static size_t carry(int client, struct child *child, const char *input, size_t left, char *output, int *truncated) {
  size_t printed = 0;
  if (left == 0) {
    close(child->input);
    child->input = -1;
  }
  for (;;) {
    struct pollfd at[3] = {{child->output, POLLIN, 0}, {client, POLLRDHUP, 0}, {child->input, POLLOUT, 0}};
    if (poll(at, child->input < 0 ? 2 : 3, -1) < 0) {
      if (errno == EINTR) continue;
      return printed;
    }
    if (at[1].revents & (POLLHUP | POLLERR)) {
      /* Nobody waits for the answer any more. */
      kill(-child->pid, SIGKILL);
      _exit(0);
    }
    if (child->input >= 0 && at[2].revents) {
      ssize_t wrote = write(child->input, input, left);
      if (wrote > 0) {
        input += wrote;
        left -= (size_t)wrote;
      }
      if (left == 0 || (wrote < 0 && errno != EAGAIN && errno != EINTR)) {
        close(child->input);
        child->input = -1;
      }
    }
    if (at[0].revents) {
      if (printed == OUTPUT_MAX) {
        *truncated = 1;
        return printed;
      }
      ssize_t got = read(child->output, output + printed, OUTPUT_MAX - printed);
      if (got < 0 && errno == EINTR) continue;
      if (got <= 0) return printed;
      printed += (size_t)got;
    }
  }
}

/* Reads the request's head and body. Returns the body's length, or -1 when it was refused or went away. */
static ssize_t receive(int client, char *head, char **body) {
  size_t got = 0;
  char *end = NULL;
  while (end == NULL) {
    if (got == HEAD_MAX) {
      refuse(client, "431 Request Header Fields Too Large", "The request's head is too long.");
      return -1;
    }
    ssize_t more = recv(client, head + got, HEAD_MAX - got, 0);
    if (more < 0 && errno == EINTR) continue;
    if (more <= 0) return -1;
    got += (size_t)more;
    head[got] = 0;
    end = strstr(head, "\r\n\r\n");
  }
  size_t length = 0;
  char *field = strcasestr(head, "\r\ncontent-length:");
  if (field && field < end) length = strtoul(field + 17, NULL, 10);
  if (length > INPUT_MAX) {
    refuse(client, "413 Content Too Large", "The program's input may be 16 MiB long.");
    return -1;
  }
  *body = malloc(length + 1);
  if (*body == NULL) {
    refuse(client, "503 Service Unavailable", "There is no memory for the program's input.");
    return -1;
  }
  size_t have = got - (size_t)(end + 4 - head);
  if (have > length) have = length;
  memcpy(*body, end + 4, have);
  while (have < length) {
    ssize_t more = recv(client, *body + have, length - have, 0);
    if (more < 0 && errno == EINTR) continue;
    if (more <= 0) return -1;
    have += (size_t)more;
  }
  *end = 0;
  return (ssize_t)length;
}

static void answer(int client, char **command) {
  static char head[HEAD_MAX + 1], output[OUTPUT_MAX];
  char *body = NULL;
  ssize_t length = receive(client, head, &body);
  if (length < 0) return;
  char *target = strchr(head, ' ');
  char *rest = target ? strchr(target + 1, ' ') : NULL;
  if (rest == NULL || strncmp(head, "POST /run", 9) != 0 || (head[9] != ' ' && head[9] != '?')) {
    refuse(client, "404 Not Found", "Programs are started with POST /run.");
    return;
  }
  *rest = 0;
  char *query = strchr(target + 1, '?');

  struct child child;
  int truncated = 0, status = 0;
  double began = now_us();
  if (start(arguments(command, query ? query + 1 : NULL), &child) != 0) {
    refuse(client, "503 Service Unavailable", "The program could not be started.");
    return;
  }
  size_t printed = carry(client, &child, body, (size_t)length, output, &truncated);
  if (truncated) kill(-child.pid, SIGKILL);
  while (waitpid(child.pid, &status, 0) < 0 && errno == EINTR) continue;
  double took = now_us() - began;
  /* What it left running is not part of the next run. */
  kill(-child.pid, SIGKILL);

  char start_line[512];
  int size = snprintf(start_line, sizeof start_line,
                      "HTTP/1.1 200 OK\r\nContent-Type: application/octet-stream\r\nContent-Length: %zu\r\n"
                      "X-%s: %d\r\n%sX-Wall-Microseconds: %.0f\r\nConnection: close\r\n\r\n",
                      printed, WIFSIGNALED(status) ? "Signal" : "Exit-Code",
                      WIFSIGNALED(status) ? WTERMSIG(status) : WEXITSTATUS(status), truncated ? "X-Truncated: 1\r\n" : "", took);
  send_all(client, start_line, (size_t)size);
  send_all(client, output, printed);
}

int main(int argc, char **argv) {
  const char *port = getenv("PORT");
  if (argc < 3 || strcmp(argv[1], "--") != 0 || port == NULL) {
    fprintf(stderr, "usage: PORT=8080 assay-run -- COMMAND [ARGUMENT ...]\n");
    return 125;
  }
  int listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0), yes = 1;
  struct sockaddr_in here = {.sin_family = AF_INET, .sin_port = htons((unsigned short)atoi(port))};
  here.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
  if (bind(listener, (struct sockaddr *)&here, sizeof here) != 0 || listen(listener, 64) != 0) {
    perror("assay-run");
    return 125;
  }
  int running = 0;
  for (;;) {
    while (running > 0 && waitpid(-1, NULL, running >= AT_ONCE ? 0 : WNOHANG) > 0) running -= 1;
    int client = accept4(listener, NULL, NULL, SOCK_CLOEXEC);
    if (client < 0) continue;
    pid_t handler = fork();
    if (handler == 0) {
      close(listener);
      answer(client, argv + 2);
      close(client);
      _exit(0);
    }
    if (handler > 0) running += 1;
    close(client);
  }
}
