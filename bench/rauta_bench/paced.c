/*
 * An open-loop HTTP/1.1 load generator: sends requests at a fixed rate and counts each latency from
 * the moment the request was due, so a stalled server cannot hide its stall.
 *
 * usage: paced ADDRESS PORT RATE SECONDS CONNECTIONS REQUEST-FILE
 *
 * REQUEST-FILE holds one or more request heads without bodies, sent in turn. The result is one line
 * of JSON. A request that finds no free connection waits for one; its latency goes on counting.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/tcp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/epoll.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { BUFFER = 64 * 1024, SLOTS = 1000 * 1000, MAX_REQUESTS = 65536, GRACE_SECONDS = 2 };

struct connection {
  int fd;
  int busy;
  int64_t due; /* when the request being answered ought to have been sent, ns */
  size_t filled;
  char *buffer;
};

struct request {
  const char *bytes;
  size_t length;
};

static struct sockaddr_in server;
static int poller;
static struct connection *connections;
static int *idle; /* ring of connections waiting for a request, oldest first */
static int idle_head, idle_count, connection_count;
static struct request requests[MAX_REQUESTS];
static int request_count;
static uint32_t *histogram; /* one slot per microsecond, the last one for all beyond */
static long sent, answered, refused_status, broken, reconnects;

static int64_t now_nanos(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (int64_t)t.tv_sec * 1000000000 + t.tv_nsec;
}

static void die(const char *what) {
  perror(what);
  exit(1);
}

static void make_idle(int index) {
  connections[index].busy = 0;
  idle[(idle_head + idle_count++) % connection_count] = index;
}

static void open_connection(int index) {
  struct connection *c = &connections[index];
  int one = 1;
  c->fd = socket(AF_INET, SOCK_STREAM, 0);
  if (c->fd < 0) die("socket");
  if (connect(c->fd, (struct sockaddr *)&server, sizeof server) < 0) die("connect");
  setsockopt(c->fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
  fcntl(c->fd, F_SETFL, O_NONBLOCK);
  struct epoll_event event = {.events = EPOLLIN, .data.u32 = (uint32_t)index};
  if (epoll_ctl(poller, EPOLL_CTL_ADD, c->fd, &event) < 0) die("epoll_ctl");
  c->filled = 0;
}

static void read_requests(const char *path) {
  FILE *file = fopen(path, "rb");
  if (!file) die(path);
  fseek(file, 0, SEEK_END);
  long size = ftell(file);
  rewind(file);
  char *text = malloc((size_t)size + 1);
  if (fread(text, 1, (size_t)size, file) != (size_t)size) die(path);
  text[size] = 0;
  fclose(file);
  for (char *at = text, *end; (end = strstr(at, "\r\n\r\n")) && request_count < MAX_REQUESTS; at = end + 4)
    requests[request_count++] = (struct request){at, (size_t)(end + 4 - at)};
  if (request_count == 0) {
    fprintf(stderr, "paced: %s holds no request\n", path);
    exit(1);
  }
}

static void send_request(int64_t due) {
  int index = idle[idle_head];
  idle_head = (idle_head + 1) % connection_count;
  idle_count--;
  struct connection *c = &connections[index];
  const struct request *r = &requests[sent % request_count];
  c->busy = 1;
  c->due = due;
  sent++;
  if (send(c->fd, r->bytes, r->length, MSG_NOSIGNAL) != (ssize_t)r->length) {
    broken++;
    close(c->fd);
    open_connection(index);
    make_idle(index);
  }
}

/* Length of the whole answer in the buffer, or 0 while it is not complete. */
static size_t answer_length(struct connection *c) {
  c->buffer[c->filled] = 0;
  char *end = strstr(c->buffer, "\r\n\r\n");
  if (!end) return 0;
  size_t head = (size_t)(end + 4 - c->buffer), body = 0;
  for (char *line = strstr(c->buffer, "\r\n"); line && line < end; line = strstr(line + 2, "\r\n")) {
    if (strncasecmp(line + 2, "content-length:", 15) == 0) body = strtoul(line + 17, NULL, 10);
    if (strncasecmp(line + 2, "transfer-encoding:", 18) == 0) {
      char *last = strstr(c->buffer + head, "0\r\n\r\n");
      return last ? (size_t)(last + 5 - c->buffer) : 0;
    }
  }
  return c->filled >= head + body ? head + body : 0;
}

static void receive(int index) {
  struct connection *c = &connections[index];
  ssize_t n = recv(c->fd, c->buffer + c->filled, BUFFER - 1 - c->filled, 0);
  if (n < 0 && (errno == EAGAIN || errno == EINTR)) return;
  if (n <= 0) {
    close(c->fd);
    open_connection(index);
    reconnects++;
    if (c->busy) {
      broken++;
      make_idle(index);
    }
    return;
  }
  c->filled += (size_t)n;
  if (answer_length(c) == 0) return;
  int64_t micros = (now_nanos() - c->due) / 1000;
  histogram[micros < 0 ? 0 : micros >= SLOTS ? SLOTS - 1 : micros]++;
  answered++;
  if (c->buffer[9] != '2') refused_status++;
  c->filled = 0;
  make_idle(index);
}

static void wait_and_receive(int64_t until) {
  struct epoll_event events[64];
  int64_t left = until - now_nanos();
  struct timespec wait = {0, 0};
  if (left > 0) wait = (struct timespec){left / 1000000000, left % 1000000000};
  int n = epoll_pwait2(poller, events, 64, &wait, NULL);
  for (int i = 0; i < n; i++) receive((int)events[i].data.u32);
}

static long percentile(double p) {
  long wanted = (long)((double)answered * p), seen = 0;
  for (long i = 0; i < SLOTS; i++)
    if ((seen += histogram[i]) > wanted) return i;
  return SLOTS - 1;
}

int main(int argc, char **argv) {
  if (argc != 7) {
    fprintf(stderr, "usage: paced ADDRESS PORT RATE SECONDS CONNECTIONS REQUEST-FILE\n");
    return 2;
  }
  server = (struct sockaddr_in){.sin_family = AF_INET, .sin_port = htons((uint16_t)atoi(argv[2]))};
  if (inet_pton(AF_INET, argv[1], &server.sin_addr) != 1) return 2;
  double gap = 1e9 / atof(argv[3]);
  int64_t length = (int64_t)(atof(argv[4]) * 1e9);
  connection_count = atoi(argv[5]);
  read_requests(argv[6]);
  prctl(PR_SET_TIMERSLACK, 1UL);
  poller = epoll_create1(0);
  connections = calloc((size_t)connection_count, sizeof *connections);
  idle = calloc((size_t)connection_count, sizeof *idle);
  histogram = calloc(SLOTS, sizeof *histogram);
  for (int i = 0; i < connection_count; i++) {
    connections[i].buffer = malloc(BUFFER);
    open_connection(i);
    make_idle(i);
  }
  int64_t start = now_nanos(), end = start + length;
  for (;;) {
    int64_t due = start + (int64_t)(gap * (double)sent), now = now_nanos();
    if (due >= end) break;
    if (now > end + GRACE_SECONDS * 1000000000LL) break;
    if (due <= now && idle_count > 0) {
      send_request(due);
      if (sent % 16) continue;
    }
    wait_and_receive(idle_count > 0 ? start + (int64_t)(gap * (double)sent) : now + 100000000);
  }
  int64_t sending_ended = now_nanos();
  while (idle_count < connection_count && now_nanos() < end + GRACE_SECONDS * 1000000000LL)
    wait_and_receive(end + GRACE_SECONDS * 1000000000LL);
  long unanswered = connection_count - idle_count;
  printf("{\"sent\": %ld, \"answered\": %ld, \"non_2xx\": %ld, \"broken\": %ld, \"unanswered\": %ld, \"reconnects\": %ld, "
         "\"seconds\": %.3f, \"p50_us\": %ld, \"p90_us\": %ld, \"p99_us\": %ld, \"p999_us\": %ld}\n",
         sent, answered, refused_status, broken, unanswered, reconnects, (double)(sending_ended - start) / 1e9,
         percentile(.5), percentile(.9), percentile(.99), percentile(.999));
  return 0;
}
