package app;

import graphql.ExecutionResult;
import graphql.execution.AbortExecutionException;
import graphql.execution.ExecutionContext;
import graphql.execution.instrumentation.InstrumentationContext;
import graphql.execution.instrumentation.InstrumentationState;
import graphql.execution.instrumentation.SimplePerformantInstrumentation;
import graphql.execution.instrumentation.parameters.InstrumentationExecuteOperationParameters;
import graphql.language.Field;
import graphql.language.FragmentDefinition;
import graphql.language.FragmentSpread;
import graphql.language.InlineFragment;
import graphql.language.Selection;
import graphql.language.SelectionSet;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * Refuses queries that nest or ask too much, before anything of them is executed. The instrumentations of graphql-java
 * count the fields of a fragment only once, however often it is spread.
 */
@Component
class QueryLimits extends SimplePerformantInstrumentation {

    private static final int MAX_DEPTH = 10;
    private static final int MAX_FIELDS = 100;

    @Override
    public InstrumentationContext<ExecutionResult> beginExecuteOperation(
            InstrumentationExecuteOperationParameters parameters, InstrumentationState state) {
        ExecutionContext context = parameters.getExecutionContext();
        new Measure(context.getFragmentsByName())
                .check(context.getOperationDefinition().getSelectionSet(), 1);
        return super.beginExecuteOperation(parameters, state);
    }

    /** Stops at the first limit, so that fragments can't multiply the work. */
    private static final class Measure {

        private final Map<String, FragmentDefinition> fragments;
        private int fields = 0;

        Measure(Map<String, FragmentDefinition> fragments) {
            this.fragments = fragments;
        }

        void check(SelectionSet selections, int depth) {
            for (Selection<?> selection : selections.getSelections()) {
                switch (selection) {
                    case InlineFragment inline -> check(inline.getSelectionSet(), depth);
                    case FragmentSpread spread -> check(fragments.get(spread.getName()).getSelectionSet(), depth);
                    case Field field -> check(field, depth);
                    default -> throw new IllegalStateException("An unknown selection: " + selection);
                }
            }
        }

        private void check(Field field, int depth) {
            fields++;
            if (depth > MAX_DEPTH || fields > MAX_FIELDS) {
                throw new AbortExecutionException(
                        "A query may nest " + MAX_DEPTH + " levels and ask for " + MAX_FIELDS + " fields");
            }
            if (field.getSelectionSet() != null) {
                check(field.getSelectionSet(), depth + 1);
            }
        }
    }
}
