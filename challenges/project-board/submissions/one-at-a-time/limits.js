const { GraphQLError, Kind } = require('graphql');

const MAX_DEPTH = 10;
const MAX_FIELDS = 100;

/** Refuses queries that nest or ask too much. Stops measuring at the first limit, so that fragments can't multiply the work. */
const queryLimits = (context) => {
  const fragments = new Map();
  for (const definition of context.getDocument().definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  }

  return {
    OperationDefinition(operation) {
      let fields = 0;

      /** Whether the selections stay within the limits. */
      const fits = (set, depth, within) =>
        set.selections.every((selection) => {
          if (selection.kind === Kind.INLINE_FRAGMENT) return fits(selection.selectionSet, depth, within);
          if (selection.kind === Kind.FRAGMENT_SPREAD) {
            const name = selection.name.value;
            const fragment = fragments.get(name);
            // An unknown fragment or a circle: other rules say so too.
            if (!fragment || within.includes(name)) return false;
            return fits(fragment.selectionSet, depth, [...within, name]);
          }
          fields += 1;
          if (depth > MAX_DEPTH || fields > MAX_FIELDS) return false;
          return !selection.selectionSet || fits(selection.selectionSet, depth + 1, within);
        });

      if (!fits(operation.selectionSet, 1, [])) {
        const message = `A query may nest ${MAX_DEPTH} levels and ask for ${MAX_FIELDS} fields`;
        context.reportError(new GraphQLError(message, { nodes: operation }));
      }
    },
  };
};

module.exports = { queryLimits };
