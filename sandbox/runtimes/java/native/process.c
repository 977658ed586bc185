/*
 * What the launcher needs of the operating system and Java has no call for.
 */
#include <errno.h>
#include <fcntl.h>
#include <jni.h>
#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

/* Opens /dev/null in place of standard input. 0, or the error's number. */
JNIEXPORT jint JNICALL Java_assay_runtime_ThisProcess_openEmptyInput(JNIEnv *env, jclass self) {
  (void)env;
  (void)self;
  int empty = open("/dev/null", O_RDONLY | O_CLOEXEC);
  if (empty < 0) return errno;
  /* The copy is inherited by children, as standard input is. */
  int failed = dup2(empty, STDIN_FILENO) < 0 ? errno : 0;
  close(empty);
  return failed;
}

/* Tells process 1 that work has begun. 0, or the error's number. */
JNIEXPORT jint JNICALL Java_assay_runtime_ThisProcess_signalFirstProcess(JNIEnv *env, jclass self) {
  (void)env;
  (void)self;
  return kill(1, SIGUSR1) < 0 ? errno : 0;
}

/* Runs a command in place of this process. Returns, with the error's number, only when that fails. */
JNIEXPORT jint JNICALL Java_assay_runtime_ThisProcess_execute(JNIEnv *env, jclass self, jobjectArray command) {
  (void)self;
  jsize length = (*env)->GetArrayLength(env, command);
  char **words = calloc((size_t)length + 1, sizeof *words);
  if (words == NULL) return ENOMEM;
  for (jsize at = 0; at < length; at += 1) {
    jbyteArray word = (*env)->GetObjectArrayElement(env, command, at);
    jsize bytes = (*env)->GetArrayLength(env, word);
    words[at] = calloc((size_t)bytes + 1, 1);
    if (words[at] == NULL) return ENOMEM;
    (*env)->GetByteArrayRegion(env, word, 0, bytes, (jbyte *)words[at]);
  }
  /* A command starts with no signal blocked; the virtual machine blocks some in its threads. */
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, NULL);
  execv(words[0], words);
  return errno;
}
