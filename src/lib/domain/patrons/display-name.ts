/** The name to show: preferred or given name, then surname. */
export const displayName = (name: { givenName: string; preferredName: string; surname: string }): string =>
  [name.preferredName || name.givenName, name.surname].filter(Boolean).join(' ');
