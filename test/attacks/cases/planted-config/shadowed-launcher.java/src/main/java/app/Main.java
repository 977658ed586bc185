package app;

/** Without a main method: the launcher has a fault to report, and a class to load for it. */
public class Main {}
