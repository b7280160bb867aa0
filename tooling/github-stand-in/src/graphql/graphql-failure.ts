/** An entry of `errors` as GitHub writes it: with a type beside the message. */
export class GraphQlFailure extends Error {
  override readonly name = 'GraphQlFailure';
  readonly type: string;

  constructor(type: string, message: string) {
    super(message);
    this.type = type;
  }
}

/** What GitHub says about an id that does not exist, or that the token may not know of. */
export function notFound(id: string): GraphQlFailure {
  return new GraphQlFailure('NOT_FOUND', `Could not resolve to a node with the global id of '${id}'`);
}

/** What GitHub says about a field the token may not read. */
export function notAccessible(): GraphQlFailure {
  return new GraphQlFailure('FORBIDDEN', 'Resource not accessible by personal access token');
}
