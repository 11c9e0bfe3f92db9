/* A disk that takes its time: before each sync it waits as many milliseconds as the file $CHAOS_SYNC_DELAY holds. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

static void linger(void) {
  const char *path = getenv("CHAOS_SYNC_DELAY");
  int file = path == NULL ? -1 : open(path, O_RDONLY | O_CLOEXEC);
  if (file < 0) return;
  char text[16] = {0};
  if (read(file, text, sizeof text - 1) > 0) usleep((useconds_t)atoi(text) * 1000);
  close(file);
}

int fdatasync(int file) {
  linger();
  return ((int (*)(int))dlsym(RTLD_NEXT, "fdatasync"))(file);
}

int fsync(int file) {
  linger();
  return ((int (*)(int))dlsym(RTLD_NEXT, "fsync"))(file);
}
