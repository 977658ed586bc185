from graphql import (
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLError,
    InlineFragmentNode,
    OperationDefinitionNode,
    SelectionSetNode,
    ValidationRule,
)

MAX_DEPTH = 10
MAX_FIELDS = 100


class QueryLimits(ValidationRule):
    """Refuses queries that nest or ask too much. Stops measuring at the first limit, so that fragments can't multiply the work."""

    def enter_operation_definition(self, operation: OperationDefinitionNode, *_) -> None:
        fragments = {
            definition.name.value: definition
            for definition in self.context.document.definitions
            if isinstance(definition, FragmentDefinitionNode)
        }
        fields = 0

        def fits(selections: SelectionSetNode, depth: int, within: frozenset[str]) -> bool:
            nonlocal fields
            for selection in selections.selections:
                if isinstance(selection, InlineFragmentNode):
                    if not fits(selection.selection_set, depth, within):
                        return False
                elif isinstance(selection, FragmentSpreadNode):
                    name = selection.name.value
                    # An unknown fragment or a circle: other rules say so too.
                    if name not in fragments or name in within:
                        return False
                    if not fits(fragments[name].selection_set, depth, within | {name}):
                        return False
                else:
                    fields += 1
                    if depth > MAX_DEPTH or fields > MAX_FIELDS:
                        return False
                    if selection.selection_set and not fits(selection.selection_set, depth + 1, within):
                        return False
            return True

        if not fits(operation.selection_set, 1, frozenset()):
            message = f"A query may nest {MAX_DEPTH} levels and ask for {MAX_FIELDS} fields"
            self.report_error(GraphQLError(message, operation))
