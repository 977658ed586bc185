package com.fasterxml.jackson.databind.ser.impl;

public class IndexedListSerializer {
    static {
        System.err.println("BREACH code ran in the build");
    }
}
