package app;

import com.sun.source.util.JavacTask;
import com.sun.source.util.Plugin;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.annotation.processing.SupportedAnnotationTypes;
import javax.lang.model.element.TypeElement;

/** Whatever javac takes it for, it tells that it ran. */
@SupportedAnnotationTypes("*")
public class Runs extends AbstractProcessor implements Plugin {
    static {
        System.err.println("BREACH code ran in the build");
    }

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
        return false;
    }

    @Override
    public String getName() {
        return "Runs";
    }

    @Override
    public boolean autoStart() {
        return true;
    }

    @Override
    public void init(JavacTask task, String... arguments) {}
}
