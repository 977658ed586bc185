package app;

import graphql.GraphQLError;
import graphql.GraphqlErrorBuilder;
import graphql.analysis.MaxQueryComplexityInstrumentation;
import graphql.analysis.MaxQueryDepthInstrumentation;
import graphql.schema.DataFetchingEnvironment;
import java.util.Map;
import org.dataloader.DataLoaderOptions;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.graphql.data.method.annotation.GraphQlExceptionHandler;
import org.springframework.graphql.execution.BatchLoaderRegistry;
import org.springframework.graphql.execution.DefaultBatchLoaderRegistry;
import org.springframework.graphql.server.WebGraphQlInterceptor;
import org.springframework.web.bind.annotation.ControllerAdvice;

@Configuration
class GraphQlConfiguration {

    private static final int MAX_DEPTH = 10;
    private static final int MAX_FIELDS = 100;

    @Bean
    MaxQueryDepthInstrumentation depthLimit() {
        return new MaxQueryDepthInstrumentation(MAX_DEPTH);
    }

    /** Each field counts one. */
    @Bean
    MaxQueryComplexityInstrumentation fieldLimit() {
        return new MaxQueryComplexityInstrumentation(MAX_FIELDS);
    }

    /** Loads in batches, but keeps nothing: a mutation shows what those before it in its document have changed. */
    @Bean
    BatchLoaderRegistry batchLoaders() {
        return new DefaultBatchLoaderRegistry(
                () -> DataLoaderOptions.newOptions().setCachingEnabled(false).build());
    }

    /** Who is logged in, by the header of the gateway. */
    @Bean
    WebGraphQlInterceptor viewer(BoardRepository board) {
        return (request, chain) -> {
            Ids.parse(request.getHeaders().getFirst("X-Person"))
                    .flatMap(board::findPerson)
                    .ifPresent(person -> request.configureExecutionInput((input, builder) ->
                            builder.graphQLContext(Map.of("viewer", person)).build()));
            return chain.next(request);
        };
    }

    @ControllerAdvice
    static class Refusals {

        @GraphQlExceptionHandler
        GraphQLError refused(RefusedException refusal, DataFetchingEnvironment environment) {
            return GraphqlErrorBuilder.newError(environment)
                    .message(refusal.getMessage())
                    .extensions(Map.of("code", refusal.code().name()))
                    .build();
        }
    }
}
