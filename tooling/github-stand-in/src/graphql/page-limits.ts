import { GraphQLError, Kind, type ValidationContext, type ValidationRule } from 'graphql';

/** GitHub's rule for connections: exactly one of `first` and `last`, between 1 and 100. */
export const pageLimitsRule: ValidationRule = (context: ValidationContext) => ({
  Field(node) {
    const definition = context.getFieldDef();
    const pages = definition?.args.filter(({ name }) => name === 'first' || name === 'last') ?? [];
    if (pages.length < 2) return;
    const given = (node.arguments ?? []).filter((argument) => argument.name.value === 'first' || argument.name.value === 'last');
    const name = node.name.value;
    if (given.length === 0) {
      context.reportError(
        new GraphQLError(`You must provide a \`first\` or \`last\` value to properly paginate the \`${name}\` connection.`, {
          nodes: node,
        }),
      );
    }
    if (given.length > 1) {
      context.reportError(
        new GraphQLError(`Passing both \`first\` and \`last\` to paginate the \`${name}\` connection is not supported.`, { nodes: node }),
      );
    }
    for (const { value } of given) {
      if (value.kind === Kind.INT && (Number(value.value) < 1 || Number(value.value) > 100)) {
        context.reportError(
          new GraphQLError(`Requesting ${value.value} records on the \`${name}\` connection exceeds the limit of 100 records.`, {
            nodes: node,
          }),
        );
      }
    }
  },
});
