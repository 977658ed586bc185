package app;

/** No main method: the launcher must say so, and needs the classes below for that. */
public class Main {}
