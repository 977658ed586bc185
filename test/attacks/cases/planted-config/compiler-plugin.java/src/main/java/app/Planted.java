package app;

import com.sun.source.util.JavacTask;
import com.sun.source.util.Plugin;

public class Planted implements Plugin {

    static {
        System.err.println("BREACH the compiler ran a planted class");
    }

    @Override
    public String getName() {
        return "planted";
    }

    @Override
    public boolean autoStart() {
        return true;
    }

    @Override
    public void init(JavacTask task, String... arguments) {}
}
