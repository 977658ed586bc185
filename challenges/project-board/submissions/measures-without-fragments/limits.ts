import { GraphQLError, Kind, type SelectionSetNode, type ValidationRule } from 'graphql';

const MAX_DEPTH = 10;
const MAX_FIELDS = 100;

/** Refuses queries that nest or ask too much. Stops measuring at the first limit, so that fragments can't multiply the work. */
export const queryLimits: ValidationRule = (context) => {
  return {
    OperationDefinition(operation) {
      let fields = 0;

      /** Whether the selections stay within the limits. */
      const fits = (set: SelectionSetNode, depth: number, _within: readonly string[]): boolean =>
        set.selections.every((selection) => {
          if (selection.kind !== Kind.FIELD) return true;
          fields += 1;
          if (depth > MAX_DEPTH || fields > MAX_FIELDS) return false;
          return !selection.selectionSet || fits(selection.selectionSet, depth + 1, []);
        });

      if (!fits(operation.selectionSet, 1, [])) {
        const message = `A query may nest ${MAX_DEPTH} levels and ask for ${MAX_FIELDS} fields`;
        context.reportError(new GraphQLError(message, { nodes: operation }));
      }
    },
  };
};
