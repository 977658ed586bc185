package app;

/** Does not compile, so that nothing of this program may run at all. */
class Broken {
    int number = "none";
}
