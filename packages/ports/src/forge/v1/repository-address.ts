/** Where a repository is found now. Owner and name change when it is renamed or moved; ids of things in it do not. */
export interface RepositoryAddress {
  /** Host as in its web pages, lower case, with the port if it is not the usual one: `github.com`. */
  readonly host: string;
  readonly owner: string;
  readonly name: string;
}
